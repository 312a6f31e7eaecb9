import * as z from 'zod/mini';
import {
  type BitwardenMember,
  members,
  policies,
  twoStepPolicy,
} from '../../../evidence/datasets/bitwarden.ts';
import { type ControlInput, defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown, whoOf } from '../../../judging/judgement.ts';
import { hasAccess, isBound, subjectOf } from './accounts.ts';
import { unclearStatus } from './mfa-enrolled.ts';

/**
 * The policy may exempt owners, administrators and custom roles; so these are judged by whether they have set it up. Of
 * whoever it holds for, Bitwarden revokes access without two-step login: a confirmed member without it contradicts the policy.
 */
export const bitwardenMfaEnforced = defineControl({
  id: 'bitwarden.mfa-enforced',
  version: 1,
  title: 'The Bitwarden organization enforces two-step login',
  meaning:
    'The policy that requires two-step login is on in every Bitwarden organization, and every confirmed member is seen to meet it; owners, administrators and custom roles, whom it may exempt, have it set up.',
  fix: 'As an owner, open Admin Console › Settings › Policies and turn on Require two-step login; ask owners and administrators without it to set it up.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [policies, members],
  parameters: () => z.strictObject({}),
  *evaluate(input) {
    for (const { document, records } of input.views(members)) {
      const { connection } = document;
      const policy = policyOf(input, connection);
      for (const member of records())
        if (hasAccess(member) !== false)
          yield { ...whoOf(connection, member.id, subjectOf(member)), ...judge(member, policy) };
    }
  },
});

/** Whether the policy is on; a list that does not have it says that nobody ever turned it on. */
function policyOf({ views }: ControlInput, connection: string): boolean | null {
  const view = views(policies).find(({ document }) => document.connection === connection);
  if (!view) return null;
  const all = [...view.records()];
  const ours = all.filter(({ type }) => type === twoStepPolicy).map(({ enabled }) => enabled);
  if (ours.length === 0) return all.some(({ type }) => type === null) ? null : false;
  return ours.every((enabled) => enabled === ours[0]) ? (ours[0] ?? null) : null;
}

function judge(member: BitwardenMember, policy: boolean | null): Judgement {
  if (hasAccess(member) === null) return unknown(unclearStatus(member));
  if (policy === false) return fail('The policy that requires two-step login is off.');
  if (policy === null)
    return unknown('Bitwarden did not say whether the policy that requires two-step login is on.');
  const { twoFactorEnabled, type } = member;
  if (twoFactorEnabled === true) return pass;
  if (twoFactorEnabled === null)
    return unknown(
      'The policy requires two-step login, but Bitwarden did not say whether this member has it.',
    );
  return isBound(member)
    ? unknown(
        'The policy requires two-step login, and yet Bitwarden lists this member as confirmed and without it.',
      )
    : fail(`Has no two-step login, and the policy that requires it may not hold for ${roleText(type)}.`);
}

function roleText(type: string | null): string {
  if (type === 'owner') return 'an owner';
  return type === 'admin' ? 'an administrator' : 'a role of this kind';
}
