import type { OnePasswordAccess } from '../../../evidence/datasets/onepassword.ts';
import { hasVault } from '../../../evidence/datasets/onepassword-rights.ts';
import { isActiveState, isServiceAddress } from '../../../evidence/datasets/onepassword-states.ts';
import { listNames } from '../../../judging/people/names.ts';
import type { Whose } from '../../../judging/people/people.ts';
import { personAddress } from '../../../judging/people/person-address.ts';
import { type Uncertainty, type VaultPeople, vaultPeople } from '../../../judging/vaults/vault-people.ts';
import type { VaultPerson } from '../../../judging/vaults/vault-person.ts';
import { addressOf, type Claims, claimsOfGroup } from './group-claims.ts';
import { accountOf, judgeMembership, type MembershipClaim, whoseMembership } from './membership-claim.ts';
import type { PeopleContext } from './people-context.ts';
import { isRecoveryGroup, revealsPasswords } from './rights.ts';

/**
 * Expands the access list of one vault.
 * @param uncertain a clause: why others may have it than are listed; null when nothing says so
 */
export function peopleOf(
  rows: readonly OnePasswordAccess[],
  context: PeopleContext,
  uncertain: string | null,
): VaultPeople {
  const others: readonly Uncertainty[] =
    uncertain === null
      ? []
      : [{ address: null, anyNumber: true, why: `whether others have it is not certain: ${uncertain}` }];
  return vaultPeople([...rows.flatMap((row) => statedBy(row, context)), ...others]);
}

/** Everybody whom one line stands for. A group that is out opens nothing to the people in it. */
function statedBy(row: OnePasswordAccess, context: PeopleContext): readonly (VaultPerson | Uncertainty)[] {
  if (!mayHave(row)) return [];
  const { claims, unclear } = claimsOf(row, context);
  if (row.uncertain) return doubted(row, row.uncertain, { claims, unclear }, context);
  return [
    ...(unclear ? [{ address: null, anyNumber: true, why: unclear } as const] : []),
    ...claims.flatMap((claim) => judged(claim, row, context) ?? []),
  ];
}

/** Where the line itself is not certain, whoever it stands for may have the vault, and may not. */
function doubted(
  row: OnePasswordAccess,
  uncertain: string,
  { claims, unclear }: Claims,
  context: PeopleContext,
): readonly Uncertainty[] {
  const by = row.accessorType === 'group' ? ` through the group ${row.name ?? row.accessorId}` : '';
  const named = claims.flatMap((claim): readonly Uncertainty[] => {
    if (judgeMembership(claim, context) === 'absent') return [];
    const whose = whoseMembership(claim, context);
    const address = whose.kind === 'several' ? null : (personAddress(whose) ?? claim.address);
    const who = claim.address ?? `the account ${claim.id}`;
    return [{ address, why: `whether ${who} has it${by} is not certain: ${uncertain}` }];
  });
  return unclear ? [...named, { address: null, anyNumber: true, why: unclear }] : named;
}

/** Whether a line is of somebody, or of a group, that may have the vault at all. */
export function mayHave(row: OnePasswordAccess): boolean {
  if (row.recoveryOnly || row.accessorType === 'service' || hasVault(row) === false) return false;
  return row.accessorType !== 'group' || isActiveState(row.state) !== false;
}

function judged(
  claim: MembershipClaim,
  row: OnePasswordAccess,
  context: PeopleContext,
): VaultPerson | Uncertainty | null {
  const verdict = judgeMembership(claim, context);
  if (verdict === 'absent') return null;
  const whose = whoseMembership(claim, context);
  const address = personAddress(whose) ?? claim.address;
  const why = verdict === 'confirmed' ? uncertaintyOf(claim, whose, row, context) : verdict.uncertainty;
  if (why !== null) return { address: whose.kind === 'several' ? null : address, why };
  return { key: address ?? `id ${claim.id}`, address, whose, ...backupBy(row, claim, address, context) };
}

/** What speaks for and against somebody's being a backup who has a vault in this way. */
function backupBy(
  row: OnePasswordAccess,
  claim: MembershipClaim,
  address: string | null,
  { groups }: PeopleContext,
): Pick<VaultPerson, 'besides' | 'reveals' | 'vouched'> {
  const recovery = isRecoveryGroup(row);
  return {
    besides: besides(claim, recovery, address !== null && groups.isGroup(address)),
    reveals: recovery === null ? null : revealsPasswords(row),
    vouched: claim.from === 'snapshot',
  };
}

function besides({ kind }: MembershipClaim, recovery: boolean | null, isGroup: boolean): string | null {
  if (isGroup) return 'is the address of a group';
  if (kind === 'guest') return 'is a guest at 1Password';
  return recovery ? 'has it through the group for recovery' : null;
}

/** Why somebody who surely is an active person may not have the vault, or may not be who they seem; null when they are. */
function uncertaintyOf(
  claim: MembershipClaim,
  whose: Whose,
  row: OnePasswordAccess,
  context: PeopleContext,
): string | null {
  const { accounts, connection, people, twinOf } = context;
  const name = claim.address ?? claim.id;
  if (whose.kind === 'several') return `${whose.address} is claimed by ${listNames(whose.who)}`;
  const listed = accounts && accountOf(claim, accounts, people);
  const twin = twinOf(listed ?? { connection, account: name ?? '', whose });
  if (twin !== null) return twin.replace(/\.$/, '');
  if (hasVault(row) === null) return `the permissions of ${row.name ?? name} could not be read`;
  return row.accessorType === 'group' ? uncertaintyOfGroup(row) : null;
}

function uncertaintyOfGroup({ accessorId, name, state }: OnePasswordAccess): string | null {
  if (isActiveState(state)) return null;
  const group = `the group ${name ?? accessorId}`;
  return state ? `${group} is ${state.toLowerCase()}` : `whether ${group} is active is not known`;
}

function claimsOf(row: OnePasswordAccess, context: PeopleContext): Claims {
  if (row.accessorType === 'group') return claimsOfGroup(row, context);
  const { accessorId: id, email, state } = row;
  const address = addressOf(id, email, context);
  const kind = address && isServiceAddress(address) ? 'service' : row.kind;
  return { claims: [{ id, address, state, kind, from: 'snapshot' }], unclear: null };
}
