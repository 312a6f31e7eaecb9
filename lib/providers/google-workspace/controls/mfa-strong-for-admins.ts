import * as z from 'zod/mini';
import {
  type GoogleUser,
  groups,
  orgUnits,
  policies,
  users,
} from '../../../evidence/datasets/google-workspace.ts';
import { defineControl } from '../../../judging/control.ts';
import { latestCredible } from '../../../judging/instant.ts';
import { fail, type Judgement, pass, unknown } from '../../../judging/judgement.ts';
import { judgeEnforcement } from './enforcement.ts';
import { judgePeople } from './judge-users.ts';
import type { Moment } from './moment.ts';
import { policiesOf } from './policies-in-evidence.ts';
import { isAdmin } from './two-step-policy/groups.ts';
import type { PolicyOf, TwoStepPolicy } from './two-step-policy.ts';

export const mfaStrongForAdmins = defineControl({
  id: 'google-workspace.mfa-strong-for-admins',
  version: 2,
  title: 'Google Workspace admins must use a second factor other than text message or voice',
  meaning:
    'Every active account with an admin role is under 2-step enforcement now, and the policy in effect for it excludes text message and voice as second factor.',
  fix: 'Under Security > Authentication > 2-step verification, turn on enforcement for admins from a date that has come, and allow them any method except text message and phone call, or only security keys.',
  mappings: {
    soc2: ['CC6.1'],
    iso27001: ['A.8.2', 'A.8.5'],
    nist80053: ['IA-2(6)'],
    cis: ['6.5'],
  },
  needs: [users, policies, orgUnits, groups],
  parameters: () => z.strictObject({}),
  evaluate: (input) =>
    judgePeople(input, ({ document }) => {
      const policyOf = policiesOf(input, document.connection);
      const latest = latestCredible(input.now, document.finishedAt);
      return (user) => judge(user, policyOf, { now: input.now.getTime(), latest });
    }),
});

function judge(user: GoogleUser, policyOf: PolicyOf, moment: Moment): Judgement | null {
  const admin = isAdmin(user);
  if (admin === 'no') return null;
  if (admin === 'maybe') return unknown('Google did not say whether this person holds an admin role.');
  const policy = policyOf(user);
  return worse(judgeFactors(policy), judgeEnforcement(user, policy, moment, false));
}

function judgeFactors({ factors }: TwoStepPolicy): Judgement {
  if (!factors.known) return unknown(`The factors allowed to this admin could not be read: ${factors.why}.`);
  if (factors.value !== 'ALL') return pass;
  return fail(`This admin may use every factor, text message and voice included, by ${factors.source}.`);
}

const rank = { fail: 2, unknown: 1, pass: 0 };

/** Factors protect nobody who need not use one. A grace period excuses no admin. */
function worse(factors: Judgement, enforcement: Judgement): Judgement {
  const { verdict, reason } = rank[enforcement.verdict] > rank[factors.verdict] ? enforcement : factors;
  return { verdict, reason };
}
