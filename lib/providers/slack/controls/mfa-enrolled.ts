import * as z from 'zod/mini';
import { users as googleUsers } from '../../../evidence/datasets/google-workspace.ts';
import { team, users } from '../../../evidence/datasets/slack.ts';
import { type Assessed, type ControlInput, defineControl } from '../../../judging/control.ts';
import { type Judgement, whoOf } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';
import { isActivePerson, subjectOf } from './accounts.ts';
import { secondFactors } from './second-factor.ts';

/**
 * That an identity provider is set up for the workspace does not mean that anybody must use it. Where somebody attested that
 * people sign in through Google, Google's evidence speaks for whoever has no other way in.
 */
export const slackMfaEnrolled = defineControl({
  id: 'slack.mfa-enrolled',
  version: 3,
  title: 'Everyone has two-factor authentication in Slack',
  meaning:
    'Every active person of the Slack workspace, guests included, has two-factor authentication set up, or must sign in through Google (attested) and has it there. Owners, who can sign in with a password all the same, and guests need it in Slack.',
  fix: 'Ask the person to set up two-factor authentication in their Slack account settings, or deactivate the account. Where single sign-on through Google is required, attest sign-in.single-sign-on.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [users, optional(team), optional(googleUsers)],
  parameters: () => z.strictObject({}),
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessed> {
  for (const view of input.views(users)) {
    const factorOf = yield* secondFactors(input, view);
    for (const user of view.records()) {
      const person = isActivePerson(user);
      if (person === false) continue;
      const judgement = factorOf(user);
      yield {
        ...whoOf(view.document.connection, user.id, subjectOf(user)),
        ...(person === null ? doubt(judgement) : judgement),
      };
    }
  }
}

/** An account that may be an active person's can fail, but it cannot pass. */
function doubt({ verdict, reason }: Judgement): Judgement {
  const unclear = 'Slack did not say whether this account is deactivated or a bot’s';
  if (verdict === 'pass') return { verdict: 'unknown', reason: `${unclear}.` };
  return { verdict, reason: `${reason} ${unclear}; it is treated as an active person’s.` };
}
