import * as z from 'zod/mini';
import { attestedWords } from '../../judging/attestation.ts';
import { type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import { named } from '../../judging/judgement.ts';

/** The password manager's own report (Watchtower) knows reused and weak passwords; it has no API. */
export const passwordsUnique = defineControl({
  id: 'passwords.unique',
  version: 1,
  title: 'Passwords are generated and used once',
  meaning: 'The password manager’s own report shows no reused or weak passwords, and somebody looked at it.',
  fix: 'Have reused and weak passwords replaced by generated ones, look at the report again, and record it.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.17'], nist80053: ['IA-5(1)'], cis: ['5.2'] },
  needs: [],
  parameters: () => z.strictObject({}),
  attested: true,
  applies: (connected) => (connected.includes('onepassword') ? null : 'No password manager is connected.'),
  evaluate,
});

const report = named('password report');

function evaluate({ attestation }: ControlInput<unknown>): Iterable<Assessment> {
  if (attestation) return [{ ...report, verdict: 'pass', reason: attestedWords(attestation) }];
  const reason =
    'Nobody has attested what the password manager’s report shows: look at it and record it with “exhibit attest passwords.unique”.';
  return [{ ...report, verdict: 'unknown', reason }];
}
