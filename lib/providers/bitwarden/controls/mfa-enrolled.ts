import * as z from 'zod/mini';
import { type BitwardenMember, members } from '../../../evidence/datasets/bitwarden.ts';
import { defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown, whoOf } from '../../../judging/judgement.ts';
import { hasAccess, subjectOf } from './accounts.ts';

export const bitwardenMfaEnrolled = defineControl({
  id: 'bitwarden.mfa-enrolled',
  version: 1,
  title: 'Everyone in the Bitwarden organization has two-step login',
  meaning: 'Every confirmed member of a Bitwarden organization has two-step login set up.',
  fix: 'Ask the person to set it up in the web vault, under Settings › Security › Two-step login, or revoke their access.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [members],
  parameters: () => z.strictObject({}),
  *evaluate(input) {
    for (const { document, records } of input.views(members))
      for (const member of records())
        if (hasAccess(member) !== false)
          yield { ...whoOf(document.connection, member.id, subjectOf(member)), ...judge(member) };
  },
});

function judge(member: BitwardenMember): Judgement {
  if (hasAccess(member) === null) return unknown(unclearStatus(member));
  if (member.twoFactorEnabled === true) return pass;
  return member.twoFactorEnabled === null
    ? unknown('Bitwarden did not say whether this member has two-step login.')
    : fail('Two-step login is off.');
}

/** Why it cannot be told whether a member is one that is judged. */
export function unclearStatus({ status }: BitwardenMember): string {
  return status === null
    ? 'Bitwarden did not say whether this member is confirmed.'
    : `Bitwarden gave this member a status that is not known (${status}), which may be active or not.`;
}
