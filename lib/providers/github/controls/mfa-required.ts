import * as z from 'zod/mini';
import { type GitHubOrganization, organization } from '../../../evidence/datasets/github.ts';
import { type Assessment, defineControl } from '../../../judging/control.ts';

export const githubMfaRequired = defineControl({
  id: 'github.mfa-required',
  version: 1,
  title: 'The GitHub organization requires two-factor authentication',
  meaning:
    'Every connected GitHub organization requires two-factor authentication of everybody who has access to it.',
  fix: 'As an owner, open the organization’s Settings › Authentication security and require two-factor authentication for everyone.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [organization],
  parameters: () => z.strictObject({}),
  *evaluate(input) {
    for (const { records } of input.views(organization))
      for (const organization of records()) yield assess(organization);
  },
});

function assess({ login, twoFactorRequirementEnabled: required }: GitHubOrganization): Assessment {
  const subject = login.toLowerCase();
  if (required === true) return { subject, verdict: 'pass', reason: '' };
  if (required === false)
    return { subject, verdict: 'fail', reason: 'It does not require two-factor authentication.' };
  const reason =
    'GitHub did not show whether it requires two-factor authentication; only owners are shown that.';
  return { subject, verdict: 'unknown', reason };
}
