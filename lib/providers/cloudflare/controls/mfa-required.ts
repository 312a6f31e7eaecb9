import * as z from 'zod/mini';
import { account, type CloudflareAccount } from '../../../evidence/datasets/cloudflare.ts';
import { type Assessment, defineControl } from '../../../judging/control.ts';

export const cloudflareMfaRequired = defineControl({
  id: 'cloudflare.mfa-required',
  version: 1,
  title: 'The Cloudflare account requires two-factor authentication',
  meaning: 'Every connected Cloudflare account requires two-factor authentication of its members.',
  fix: 'As a super administrator, open Manage Account › Members and turn on Require two-factor authentication.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [account],
  parameters: () => z.strictObject({}),
  *evaluate(input) {
    for (const { records } of input.views(account)) for (const account of records()) yield assess(account);
  },
});

function assess({ enforceTwoFactor, id, name }: CloudflareAccount): Assessment {
  if (enforceTwoFactor === true) return { subject: id, verdict: 'pass', reason: '' };
  const who = name ?? 'the account';
  if (enforceTwoFactor === false)
    return { subject: id, verdict: 'fail', reason: `Two-factor authentication is not required in ${who}.` };
  const reason = `Cloudflare did not show whether two-factor authentication is required in ${who}.`;
  return { subject: id, verdict: 'unknown', reason };
}
