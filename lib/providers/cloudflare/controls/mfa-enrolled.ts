import * as z from 'zod/mini';
import { type CloudflareMember, members } from '../../../evidence/datasets/cloudflare.ts';
import { type ControlInput, defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown, whoOf } from '../../../judging/judgement.ts';
import { hasAccess, subjectOf } from './accounts.ts';

export const cloudflareMfaEnrolled = defineControl({
  id: 'cloudflare.mfa-enrolled',
  version: 1,
  title: 'Everyone in the Cloudflare account has two-factor authentication',
  meaning: 'Every member of a Cloudflare account who has accepted has two-factor authentication set up.',
  fix: 'Ask the person to set it up under My Profile › Authentication, or remove them from the account.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [members],
  parameters: () => z.strictObject({}),
  *evaluate(input: ControlInput<unknown>) {
    for (const { document, records } of input.views(members))
      for (const member of records())
        if (hasAccess(member) !== false)
          yield { ...whoOf(document.connection, member.id, subjectOf(member)), ...judge(member) };
  },
});

function judge(member: CloudflareMember): Judgement {
  if (hasAccess(member) === null)
    return unknown('Cloudflare did not say whether this member has accepted the invitation.');
  if (member.twoFactorEnabled === null)
    return unknown('Cloudflare did not say whether this member has two-factor authentication.');
  return member.twoFactorEnabled ? pass : fail('Two-factor authentication is off.');
}
