import type { OnePasswordAccess } from '../../../evidence/datasets/onepassword.ts';
import { listNames } from '../../../judging/people/names.ts';
import type { Whose } from '../../../judging/people/people.ts';
import { isServiceAddress } from './accounts.ts';
import { accountOf, type Claim, judgeClaim, whoseClaim } from './claim.ts';
import { addressOf, type Claims, claimsOfGroup } from './group-claims.ts';
import type { PeopleContext } from './people-context.ts';
import { revealsPasswords } from './rights.ts';
import { personAddress, type VaultPerson } from './vault-person.ts';

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
  const whose = whoseClaim(claim, context);
  const address = personAddress(whose) ?? claim.address;
  const key = address ?? `id ${claim.id}`;
  const judged = judgeClaim(claim, context);
  if (judged === 'absent') return;
  const why = judged === 'sure' ? doubtOf(claim, whose, row, context) : judged.doubt;
  if (why !== null) doubts.push({ address: whose.kind === 'several' ? null : address, why });
  else {
    const now = { key, address, whose, reveals: revealsPasswords(row), vouched: claim.from === 'snapshot' };
    sure.set(key, better(sure.get(key), now));
  }
}

/** Why somebody who surely is an active person may not have the vault, or may not be who they seem; null when they are. */
function doubtOf(claim: Claim, whose: Whose, row: OnePasswordAccess, context: PeopleContext): string | null {
  const { accounts, connection, people, twinOf } = context;
  const name = claim.address ?? claim.id;
  if (whose.kind === 'several') return `${whose.address} is claimed by ${listNames(whose.who)}`;
  const listed = accounts && accountOf(claim, accounts, people);
  const twin = twinOf(listed ?? { connection, account: name ?? '', whose });
  if (twin !== null) return twin.replace(/\.$/, '');
  return row.canOpen ? null : `the permissions of ${row.name ?? name} could not be read`;
}

/** Somebody who has a vault twice may do what either lets them, and is vouched for by either. */
function better(before: VaultPerson | undefined, now: VaultPerson): VaultPerson {
  if (!before) return now;
  const reveals = before.reveals || now.reveals || (before.reveals === null ? null : now.reveals);
  return { ...now, reveals, vouched: before.vouched || now.vouched };
}

function claimsOf(row: OnePasswordAccess, context: PeopleContext): Claims {
  if (row.accessorType === 'group') return claimsOfGroup(row, context);
  const { accessorId: id, email, state } = row;
  const address = addressOf(id, email, context);
  const kind = address && isServiceAddress(address) ? 'service' : 'person';
  return { claims: [{ id, address, state, kind, from: 'snapshot' }], unclear: null };
}
