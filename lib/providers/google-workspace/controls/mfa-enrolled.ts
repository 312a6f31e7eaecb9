import * as z from 'zod/mini';
import { type GoogleUser, users } from '../../../evidence/datasets/google-workspace.ts';
import { defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown } from '../../../judging/judgement.ts';
import { judgePeople } from './judge-users.ts';

export const mfaEnrolled = defineControl({
  id: 'google-workspace.mfa-enrolled',
  version: 1,
  title: 'Everyone has 2-step verification set up in Google Workspace',
  meaning: 'Every active Google Workspace account has 2-step verification set up.',
  fix: 'Ask the person to set up 2-step verification at myaccount.google.com/security, or suspend the account.',
  mappings: {
    soc2: ['CC6.1'],
    iso27001: ['A.8.5'],
    nist80053: ['IA-2(1)', 'IA-2(2)'],
    cis: ['6.3', '6.5'],
  },
  needs: [users],
  parameters: () => z.strictObject({}),
  evaluate: (input) => judgePeople(input, () => judge),
});

function judge(user: GoogleUser): Judgement {
  if (user.isEnrolledIn2Sv === null)
    return unknown('Google did not say whether this person has 2-step verification set up.');
  return user.isEnrolledIn2Sv ? pass : fail('2-step verification is not set up.');
}
