import type { SlackUser } from '../../evidence/records/slack.ts';
import { normalAddress } from '../people/address.ts';
import { accountsIn, type Service } from '../service.ts';
import { subjectOf } from './accounts.ts';
import { slackMfaEnrolled } from './mfa-enrolled.ts';
import { slackMfaRequired } from './mfa-required.ts';

export const slack: Service = {
  provider: 'slack',
  controls: [slackMfaEnrolled, slackMfaRequired],
  accounts: [
    accountsIn<SlackUser>('slack', 'users', (user) => ({
      account: subjectOf(user),
      email: normalAddress(user.email ?? '') || null,
      active: user.deleted === null ? null : !user.deleted,
      human: user.isBot !== true,
    })),
  ],
};
