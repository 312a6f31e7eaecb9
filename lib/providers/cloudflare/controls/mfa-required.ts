import * as z from 'zod/mini';
import { account, type CloudflareAccount } from '../../../evidence/datasets/cloudflare.ts';
import { defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown, whoOf } from '../../../judging/judgement.ts';

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
    for (const { document, records } of input.views(account))
      for (const one of records()) yield { ...whoOf(document.connection, one.id, one.id), ...judge(one) };
  },
});

function judge({ enforceTwoFactor, name }: CloudflareAccount): Judgement {
  if (enforceTwoFactor === true) return pass;
  const who = name ?? 'the account';
  if (enforceTwoFactor === false) return fail(`Two-factor authentication is not required in ${who}.`);
  return unknown(`Cloudflare did not show whether two-factor authentication is required in ${who}.`);
}
