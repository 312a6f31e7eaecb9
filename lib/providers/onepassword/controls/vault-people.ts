import type { OnePasswordAccess } from '../../../evidence/datasets/onepassword.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import { listNames } from '../../../judging/people/names.ts';
import type { Whose } from '../../../judging/people/people.ts';
import { isServiceAddress } from './accounts.ts';
import { accountOf, type Claim, judgeClaim } from './claim.ts';
import { googleGroupOf, type PeopleContext } from './people-context.ts';
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
  else sure.set(key, better(sure.get(key), { key, address, whose, reveals: revealsPasswords(row) }));
}

/** A Google group names addresses, and no account. */
function whoseClaim({ address, from, id }: Claim, { connection, people, provider }: PeopleContext): Whose {
  if (from === 'google' && address !== null) return { ...people.find(address), address, identified: false };
  return people.whose({ connection, provider, account: address ?? id ?? '', email: address });
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

/** Somebody who has a vault twice may do what either lets them. */
function better(before: VaultPerson | undefined, now: VaultPerson): VaultPerson {
  if (before?.reveals === true || (before?.reveals === null && now.reveals === false)) return before;
  return now;
}

interface Claims {
  readonly claims: readonly Claim[];
  readonly unclear: string | null;
}

function claimsOf(row: OnePasswordAccess, context: PeopleContext): Claims {
  if (row.accessorType === 'user') {
    const { accessorId: id, email, state } = row;
    const address = addressOf(id, email, context);
    const kind = address && isServiceAddress(address) ? 'service' : 'person';
    return { claims: [{ id, address, state, kind, from: 'snapshot' }], unclear: null };
  }
  if (row.members === null) return claimsOfGoogleGroup(row, context);
  const claims = row.members.map(({ email, id, kind, state }): Claim => {
    const address = addressOf(id, email, context);
    const service = address && isServiceAddress(address);
    return { id, address, state, kind: service ? 'service' : kind, from: 'snapshot' };
  });
  return { claims, unclear: null };
}

function claimsOfGoogleGroup(row: OnePasswordAccess, { groups, vaultGroups }: PeopleContext): Claims {
  const name = row.name ?? row.accessorId;
  const google = googleGroupOf(row, vaultGroups);
  if (google === null)
    return { claims: [], unclear: `the members of the group ${name} are not told (see vaultGroups)` };
  const { addresses, unclear } = groups(google);
  const claims = [...addresses].map(
    (address): Claim => ({ id: null, address, state: null, kind: 'person', from: 'google' }),
  );
  return { claims, unclear: unclear && `of the group ${name}, ${unclear}` };
}

/** The list of users knows best: an address may have changed since an export. */
function addressOf(
  id: string,
  email: string | null,
  { accounts, addressOfId }: PeopleContext,
): string | null {
  const listed = accounts?.byId.get(id)?.address;
  return listed || (email && normalAddress(email)) || (addressOfId.get(id) ?? null);
}
