import { users } from '../../evidence/datasets/slack.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { accountsIn, type Service } from '../../judging/service.ts';
import { subjectOf } from './controls/accounts.ts';
import { slackMfaEnrolled } from './controls/mfa-enrolled.ts';
import { slackMfaRequired } from './controls/mfa-required.ts';
import { slackReview } from './review.ts';

export const slack: Service = {
  provider: 'slack',
  controls: [slackMfaEnrolled, slackMfaRequired],
  accounts: [
    accountsIn(users, (user) => ({
      id: user.id,
      account: subjectOf(user),
      email: normalAddress(user.email ?? '') || null,
      active: user.deleted === null ? null : !user.deleted,
      human: user.isBot !== true,
    })),
  ],
  review: slackReview,
};
