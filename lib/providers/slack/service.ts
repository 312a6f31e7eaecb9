import { slackStateOf, users } from '../../evidence/datasets/slack.ts';
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
    accountsIn(users, (user) => {
      const state = slackStateOf(user);
      // Of another workspace: its own people answer for it.
      if (state === 'other-workspace') return null;
      return {
        id: user.id,
        account: subjectOf(user),
        email: normalAddress(user.email ?? '') || null,
        active: state === 'invited' ? false : user.deleted === null ? null : !user.deleted,
        human: user.isBot !== true,
      };
    }),
  ],
  review: slackReview,
};
