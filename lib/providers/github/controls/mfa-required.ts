import * as z from 'zod/mini';
import { type GitHubOrganization, organization } from '../../../evidence/datasets/github.ts';
import { defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown, whoOf } from '../../../judging/judgement.ts';

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
    for (const { document, records } of input.views(organization))
      for (const one of records())
        yield { ...whoOf(document.connection, one.id, one.login.toLowerCase()), ...judge(one) };
  },
});

function judge({ twoFactorRequirementEnabled: required }: GitHubOrganization): Judgement {
  if (required === true) return pass;
  if (required === false) return fail('It does not require two-factor authentication.');
  return unknown(
    'GitHub did not show whether it requires two-factor authentication; only owners are shown that.',
  );
}
