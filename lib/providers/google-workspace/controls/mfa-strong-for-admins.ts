import * as z from 'zod/mini';
import {
  type GoogleUser,
  groups,
  orgUnits,
  policies,
  users,
} from '../../../evidence/datasets/google-workspace.ts';
import { defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown } from '../../../judging/judgement.ts';
import { judgePeople } from './judge-users.ts';
import { policiesOf } from './policies-in-evidence.ts';
import { isAdmin } from './two-step-policy/groups.ts';
import type { PolicyOf } from './two-step-policy.ts';

export const mfaStrongForAdmins = defineControl({
  id: 'google-workspace.mfa-strong-for-admins',
  version: 1,
  title: 'Google Workspace admins cannot use text message or voice as second factor',
  meaning:
    'For every active account with an admin role, the policy in effect excludes text message and voice as second factor.',
  fix: 'Under Security > Authentication > 2-step verification, allow admins any method except text message and phone call, or only security keys.',
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
      return (user) => judge(user, policyOf);
    }),
});

function judge(user: GoogleUser, policyOf: PolicyOf): Judgement | null {
  const admin = isAdmin(user);
  if (admin === 'no') return null;
  if (admin === 'maybe') return unknown('Google did not say whether this person holds an admin role.');
  const { factors } = policyOf(user);
  if (!factors.known) return unknown(`The factors allowed to this admin could not be read: ${factors.why}.`);
  if (factors.value !== 'ALL') return pass;
  return fail(`This admin may use every factor, text message and voice included, by ${factors.source}.`);
}
