import * as z from 'zod/mini';
import { type AwsCredential, accountSummary, credentialReport } from '../../../evidence/datasets/aws.ts';
import { defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';
import { allAccounts } from './accounts.ts';
import { moreThanShown } from './more-credentials.ts';
import { judgeUsers } from './users.ts';

export const awsMfaEnrolled = defineControl({
  id: 'aws.mfa-enrolled',
  version: 2,
  title: 'Every AWS console user has MFA',
  meaning:
    'Every IAM user with a console password has at least one MFA device; where there is no such user, AWS’s own count confirms that none was left out.',
  fix: 'Have the user register an MFA device under Security credentials, or delete the console password.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.5'] },
  needs: [credentialReport, optional(accountSummary), allAccounts],
  parameters: () => z.strictObject({}),
  evaluate: (input) => judgeUsers(input, () => judge),
});

function judge({ mfaActive, moreCredentials, passwordEnabled }: AwsCredential): Judgement | null {
  if (passwordEnabled === false) return null;
  if (passwordEnabled === null) return unknown('AWS did not say whether this user has a console password.');
  if (mfaActive === null) return unknown('AWS did not say whether this user has an MFA device.');
  if (!mfaActive) return fail('This user has a console password and no MFA device.');
  return moreCredentials === false ? pass : unknown(moreThanShown);
}
