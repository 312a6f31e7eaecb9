import { members } from '../../evidence/datasets/cloudflare.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { accountsIn, type Service } from '../../judging/service.ts';
import { hasAccess, subjectOf } from './controls/accounts.ts';
import { cloudflareMfaEnrolled } from './controls/mfa-enrolled.ts';
import { cloudflareMfaRequired } from './controls/mfa-required.ts';
import { cloudflareReview } from './review.ts';

export const cloudflare: Service = {
  provider: 'cloudflare',
  controls: [cloudflareMfaEnrolled, cloudflareMfaRequired],
  accounts: [
    {
      ...accountsIn(members, (member) => ({
        id: member.id,
        account: subjectOf(member),
        email: normalAddress(member.email ?? '') || null,
        active: hasAccess(member),
        human: true,
      })),
      countedByPages: true,
    },
  ],
  review: cloudflareReview,
};
