import {
  type BitwardenAccess,
  type BitwardenMember,
  collectionAccess,
  collectionName,
  collections,
  members,
} from '../../evidence/datasets/bitwarden.ts';
import { normalAddress } from '../../judging/people/address.ts';
import type { ReadRecords, ReviewedAccount, ServiceReview } from '../../judging/service-review.ts';
import { hasAccess, mayOpenAll, subjectOf } from './controls/accounts.ts';

export const bitwardenReview: ServiceReview = {
  datasets: [members, collections, collectionAccess],
  untold: [
    'Bitwarden’s API does not say what collections are called: they are listed here by their external id, or their id.',
    'Bitwarden does not say whether owners and administrators may open collections that were not assigned to them.',
    'Bitwarden’s list of members does not say when somebody was last there.',
    'People’s own vaults are not seen.',
  ],
  *accounts(records) {
    const opens = readOpened(records);
    for (const member of records(members)) yield accountOf(member, opens.get(member.id));
  },
  *gaps(records) {
    const names = namesOf(records);
    for (const { accessorId, accessorType, collectionId, members: people, name } of records(collectionAccess))
      if (accessorType === 'group' && people === null)
        yield `It is not known who is in the group ${name ?? accessorId}, which has ${names(collectionId)}.`;
  },
};

/** What was assigned, by the membership's id. */
function readOpened(records: ReadRecords): ReadonlyMap<string, ReadonlySet<string>> {
  const names = namesOf(records);
  const opened = new Map<string, Set<string>>();
  for (const line of records(collectionAccess))
    for (const id of holdersOf(line)) {
      const own = opened.get(id) ?? new Set<string>();
      own.add(`${names(line.collectionId)}${throughOf(line)}`);
      opened.set(id, own);
    }
  return opened;
}

function namesOf(records: ReadRecords): (id: string) => string {
  const names = new Map([...records(collections)].map((one) => [one.id, collectionName(one)]));
  return (id) => names.get(id) ?? `collection ${id}`;
}

function holdersOf({ accessorId, accessorType, members: people }: BitwardenAccess): readonly string[] {
  return accessorType === 'member' ? [accessorId] : (people ?? []).map(({ id }) => id);
}

function throughOf({ accessorId, accessorType, name }: BitwardenAccess): string {
  return accessorType === 'group' ? ` (group ${name ?? accessorId})` : '';
}

function accountOf(member: BitwardenMember, opens: ReadonlySet<string> | undefined): ReviewedAccount {
  const { permissions, twoFactorEnabled, type } = member;
  return {
    id: member.id,
    account: subjectOf(member),
    email: normalAddress(member.email ?? '') || null,
    active: hasAccess(member),
    human: true,
    roles: type === null ? null : [type, ...(permissions ?? [])],
    privileged: isPrivileged(member),
    opens: opens ? [...opens].sort() : [],
    secondFactor: twoFactorEnabled,
    lastUse: null,
  };
}

function isPrivileged(member: BitwardenMember): boolean | null {
  if (member.type === 'owner' || member.type === 'admin') return true;
  if (member.type === 'custom') return member.permissions === null ? null : member.permissions.length > 0;
  return mayOpenAll(member) === null ? false : null;
}
