import {
  type OnePasswordAccess,
  type OnePasswordMember,
  users,
  vaultAccess,
  vaults,
} from '../../evidence/datasets/onepassword.ts';
import { hasVault } from '../../evidence/datasets/onepassword-rights.ts';
import { isActiveState, isServiceAddress } from '../../evidence/datasets/onepassword-states.ts';
import { normalAddress } from '../../judging/people/address.ts';
import type { ReadRecords, ReviewedAccount, ServiceReview } from '../../judging/service-review.ts';

export const onepasswordReview: ServiceReview = {
  datasets: [users, vaults, vaultAccess],
  untold: [
    '1Password’s API does not say who is an owner or an administrator: look at its groups.',
    '1Password’s API does not say when somebody was last there, nor whether a second factor is set up.',
    'Vaults that the collector was not given, and people’s own vaults, are not seen.',
  ],
  *accounts(records) {
    const holders = readHolders(records);
    const seen = new Set<string>();
    for (const user of records(users)) {
      seen.add(user.id);
      yield accountOf(
        { ...user, kind: isServiceAddress(user.email) ? 'service' : 'person' },
        holders.get(user.id),
      );
    }
    // Whoever has a vault has access, also where the list of users does not name them.
    for (const [id, holder] of holders) if (!seen.has(id)) yield accountOf(holder.who, holder);
  },
  *gaps(records) {
    const names = vaultNames(records);
    for (const line of records(vaultAccess)) {
      const { accessorType, accessorId, name, members, vaultId } = line;
      const vault = names.get(vaultId);
      if (line.uncertain && vault !== undefined)
        yield `It is not certain whether ${line.email ?? name ?? accessorId} has the vault ${vault}: ${line.uncertain}.`;
      const isOpen = hasVault(line) !== false && isActiveState(line.state) !== false;
      if (accessorType === 'group' && members === null && isOpen && names.has(vaultId))
        yield `It is not known who is in the group ${name ?? accessorId}, which has the vault ${names.get(vaultId)}.`;
    }
  },
};

interface Holder {
  readonly who: OnePasswordMember;
  readonly vaults: Set<string>;
  recovers: boolean;
}

/** Everybody who has a vault, directly or through a group, by id. */
function readHolders(records: ReadRecords): Map<string, Holder> {
  const names = vaultNames(records);
  const holders = new Map<string, Holder>();
  for (const line of records(vaultAccess)) {
    const vault = names.get(line.vaultId);
    const isOut = line.accessorType === 'group' && isActiveState(line.state) === false;
    if (vault === undefined || isOut) continue;
    for (const who of peopleOf(line)) {
      const holder = holders.get(who.id) ?? { who, vaults: new Set<string>(), recovers: false };
      if (line.recoveryOnly) holder.recovers = true;
      else if (hasVault(line) !== false) holder.vaults.add(textFor(line, vault));
      holders.set(who.id, holder);
    }
  }
  return holders;
}

function vaultNames(records: ReadRecords): Map<string, string> {
  const shared = [...records(vaults)].filter(({ type }) => type !== 'private');
  return new Map(shared.map(({ id, name }) => [id, name]));
}

function peopleOf(line: OnePasswordAccess): readonly OnePasswordMember[] {
  if (line.accessorType === 'group') return line.members ?? [];
  const kind = line.accessorType === 'service' ? 'service' : line.kind;
  return [{ id: line.accessorId, email: line.email, state: line.state, kind }];
}

function textFor(line: OnePasswordAccess, vault: string): string {
  const { accessorType, name } = line;
  const through = accessorType === 'group' ? ` (group ${name ?? 'without a name'})` : '';
  return `${vault}${through}${hasVault(line) === null ? ' (not known what it may do)' : ''}`;
}

function accountOf(who: OnePasswordMember, holder: Holder | undefined): ReviewedAccount {
  const email = normalAddress(who.email ?? '') || null;
  const recovers = holder?.recovers === true;
  return {
    id: who.id,
    account: email ?? who.id,
    email,
    active: isActiveState(who.state),
    human: who.kind !== 'service',
    roles: recovers ? ['may recover others’ access'] : null,
    privileged: recovers ? true : null,
    opens: [...(holder?.vaults ?? [])].sort(),
    secondFactor: null,
    lastUse: null,
  };
}
