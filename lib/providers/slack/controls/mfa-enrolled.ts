import * as z from 'zod/mini';
import { type SlackUser, users } from '../../../evidence/datasets/slack.ts';
import { type Assessment, type ControlInput, defineControl } from '../../../judging/control.ts';
import { type Judgement, whoOf } from '../../../judging/judgement.ts';
import { isActivePerson, subjectOf } from './accounts.ts';

export const slackMfaEnrolled = defineControl({
  id: 'slack.mfa-enrolled',
  version: 1,
  title: 'Everyone has two-factor authentication in Slack',
  meaning:
    'Every active person in Slack, guests included, has two-factor authentication set up or signs in through the identity provider.',
  fix: 'Ask the person to set up two-factor authentication in their Slack account settings, or deactivate the account.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [users],
  parameters: () => z.strictObject({}),
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessment> {
  for (const { document, records } of input.views(users))
    for (const user of records()) {
      const person = isActivePerson(user);
      if (person === false) continue;
      const judgement = judge(user);
      yield {
        ...whoOf(document.connection, user.id, subjectOf(user)),
        ...(person === null ? doubt(judgement) : judgement),
      };
    }
}

/**
 * Only what Slack says of the person counts as signing in through the identity provider: that one is set up for the
 * workspace does not mean that anybody must use it.
 */
function judge({ has2fa, hasSso }: SlackUser): Judgement {
  if (has2fa === true || hasSso === true) return { verdict: 'pass', reason: '' };
  if (has2fa === null)
    return {
      verdict: 'unknown',
      reason: 'Slack did not say whether this person has two-factor authentication set up.',
    };
  const reason =
    hasSso === false
      ? 'Two-factor authentication is not set up, and the person does not sign in through the identity provider.'
      : 'Two-factor authentication is not set up, and Slack does not say that the person signs in through the identity provider.';
  return { verdict: 'fail', reason };
}

/** An account that may be an active person's can fail, but it cannot pass. */
function doubt({ verdict, reason }: Judgement): Judgement {
  const unclear = 'Slack did not say whether this account is deactivated or a bot’s';
  if (verdict === 'pass') return { verdict: 'unknown', reason: `${unclear}.` };
  return { verdict, reason: `${reason} ${unclear}; it is treated as an active person’s.` };
}
