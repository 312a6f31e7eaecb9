import { type BitwardenMember, members } from '../../../evidence/datasets/bitwarden.ts';
import type { DatasetView } from '../../../judging/control.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import type { OwnAccount } from '../../../judging/people/employee-accounts.ts';
import type { People } from '../../../judging/people/people.ts';
import { hasAccess, subjectOf } from './accounts.ts';

/** A member with whose account it is. */
export interface OwnedMember extends OwnAccount {
  readonly member: BitwardenMember;
}

/** The whole list: Bitwarden is the smaller side of every join. */
export function readOwned(
  { document, records }: DatasetView<BitwardenMember>,
  people: People,
): readonly OwnedMember[] {
  const { connection } = document;
  return Array.from(records(), (member) => {
    const [address, account] = [normalAddress(member.email ?? ''), subjectOf(member)];
    const whose = people.whose({ connection, provider: members.provider, account, email: address || null });
    const [active, state] = [hasAccess(member), member.status];
    return { member, connection, address, account, whose, active, state, isPerson: true };
  });
}
