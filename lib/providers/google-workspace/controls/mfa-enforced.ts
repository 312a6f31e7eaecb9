import * as z from 'zod/mini';
import { groups, orgUnits, policies, users } from '../../../evidence/datasets/google-workspace.ts';
import { type ControlInput, defineControl } from '../../../judging/control.ts';
import { latestCredible } from '../../../judging/instant.ts';
import { optional } from '../../../judging/need.ts';
import { judgeEnforcement } from './enforcement.ts';
import { judgePeople } from './judge-users.ts';
import { isPolicyRefused, policiesOf } from './policies-in-evidence.ts';

interface Parameters {
  /**
   * Whether Google's answer per person must be borne out by the policy. False lets the answer stand alone where Google
   * does not show us the policy, never where a policy that is shown could not be read completely.
   */
  readonly reconcile: boolean;
}

export const mfaEnforced = defineControl({
  id: 'google-workspace.mfa-enforced',
  version: 3,
  title: '2-step verification is enforced for everyone in Google Workspace',
  meaning:
    "Every active Google Workspace account is under 2-step enforcement now, by Google's own answer for the person and by the policy in effect for their unit and groups.",
  fix: 'Turn on enforcement for the unit or group under Security > Authentication > 2-step verification, from a date that has come.',
  mappings: {
    soc2: ['CC6.1'],
    iso27001: ['A.8.5'],
    nist80053: ['IA-2(1)', 'IA-2(2)'],
    cis: ['6.3'],
  },
  // Google may not show the policy to a company that sets `reconcile: false`; otherwise nobody passes without it.
  needs: [users, optional(policies), optional(orgUnits), optional(groups)],
  parameters: () => z.strictObject({ reconcile: z._default(z.boolean(), true) }),
  evaluate: (input: ControlInput<Parameters>) =>
    judgePeople(input, ({ document }) => {
      const policyOf = policiesOf(input, document.connection);
      const latest = latestCredible(input.now, document.finishedAt);
      const moment = { now: input.now.getTime(), latest };
      const alone = !input.parameters.reconcile && isPolicyRefused(input, document.connection);
      return (user) => judgeEnforcement(user, policyOf(user), moment, alone);
    }),
});
