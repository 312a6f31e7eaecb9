import { type CloudflareMember, members } from '../../evidence/datasets/cloudflare.ts';
import { normalAddress } from '../../judging/people/address.ts';
import type { ReviewedAccount, ServiceReview } from '../../judging/service-review.ts';
import { hasAccess, subjectOf } from './controls/accounts.ts';

export const cloudflareReview: ServiceReview = {
  datasets: [members],
  untold: [
    'API tokens, those of the account and of people, are not collected.',
    'Cloudflare does not say when somebody was last there.',
  ],
  *accounts(records) {
    for (const member of records(members)) yield accountOf(member);
  },
};

function accountOf(member: CloudflareMember): ReviewedAccount {
  const { roles } = member;
  return {
    id: member.id,
    account: subjectOf(member),
    email: normalAddress(member.email ?? '') || null,
    active: hasAccess(member),
    human: true,
    roles,
    // Cloudflare has many roles, and only the names of the mightiest say so; of the others it cannot be told.
    privileged: roles.some((role) => /administrator/i.test(role)) ? true : null,
    opens: null,
    secondFactor: member.twoFactorEnabled,
    lastUse: null,
  };
}
