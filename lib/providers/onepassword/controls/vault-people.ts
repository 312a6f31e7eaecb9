import type { OnePasswordAccess } from '../../../evidence/datasets/onepassword.ts';
import { type Directory, isSamePerson, primaryOf } from '../../../judging/people/directory.ts';
import { isServiceAddress } from './accounts.ts';
import { type Claim, judgeClaim } from './claim.ts';
import { addressOf, type Claims, claimsOfGroup } from './group-claims.ts';
import type { PeopleContext } from './people-context.ts';

/** A person who can open a vault's items, for certain. */
export interface VaultPerson {
  /** One for each person: their primary address, or their id where no address is known. */
  readonly key: string;
  /** Primary address; null when unknown. */
  readonly address: string | null;
  /** Whether 1Password says so, and not only a Google group in its place: what is to pass rests on no stand-in. */
  readonly vouched: boolean;
}

/** Somebody who may be able to open a vault's items, or may not. */
export interface Doubt {
  /** Whom it is about; null when it may be anyone. */
  readonly address: string | null;
  /** A clause, such as `the members of the group Ops are not told`. */
  readonly why: string;
}

/** Who can open the items of one vault: groups expanded, each person once, no service accounts, no recovery rights. */
export interface VaultPeople {
  readonly sure: ReadonlyMap<string, VaultPerson>;
  readonly doubts: readonly Doubt[];
}

/** Expands the access list of one vault. */
export function vaultPeople(rows: readonly OnePasswordAccess[], context: PeopleContext): VaultPeople {
  const sure = new Map<string, VaultPerson>();
  const doubts: Doubt[] = [];
  for (const row of rows) {
    if (row.recoveryOnly || row.canOpen === false || row.accessorType === 'service') continue;
    const { claims, unclear } = claimsOf(row, context);
    if (unclear) doubts.push({ address: null, why: unclear });
    for (const claim of claims) place(claim, row, context, sure, doubts);
  }
  return { sure, doubts: doubts.filter(({ address }) => address === null || !sure.has(address)) };
}

function place(
  claim: Claim,
  row: OnePasswordAccess,
  context: PeopleContext,
  sure: Map<string, VaultPerson>,
  doubts: Doubt[],
): void {
  const address = claim.address === null ? null : primaryOf(context.directory, claim.address);
  const key = address ?? `id ${claim.id}`;
  const judged = judgeClaim(claim, context);
  if (judged === 'absent') return;
  const vouched = claim.from === 'snapshot' || sure.get(key)?.vouched === true;
  if (judged === 'sure' && row.canOpen) sure.set(key, { key, address, vouched });
  else if (judged === 'sure')
    doubts.push({ address, why: `the permissions of ${row.name ?? address ?? claim.id} could not be read` });
  else doubts.push({ address, why: judged.doubt });
}

function claimsOf(row: OnePasswordAccess, context: PeopleContext): Claims {
  if (row.accessorType === 'group') return claimsOfGroup(row, context);
  const { accessorId: id, email, state } = row;
  const address = addressOf(id, email, context);
  const kind = address && isServiceAddress(address) ? 'service' : 'person';
  return { claims: [{ id, address, state, kind, from: 'snapshot' }], unclear: null };
}

/** Whether the certain ones are at least two different people, not one person under two addresses. */
export function haveTwo({ sure }: VaultPeople, directory: Directory): boolean {
  const people = [...sure.values()].filter(({ vouched }) => vouched);
  const first = people.find(({ address }) => address !== null) ?? people[0];
  return first !== undefined && people.some((other) => areDifferent(first, other, directory));
}

/** Without a people source, accounts are all there is to tell people by. */
function areDifferent(one: VaultPerson, other: VaultPerson, directory: Directory): boolean {
  if (directory.connection === null) return one.key !== other.key;
  if (one.address === null || other.address === null) return false;
  return isSamePerson(directory, one.address, other.address) === false;
}
