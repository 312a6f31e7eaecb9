import * as z from 'zod/mini';
import { attested } from '../../judging/attested.ts';
import { type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import { type Judgement, named, unknown } from '../../judging/judgement.ts';

/** The password manager's own report (Watchtower) knows reused and weak passwords; it has no API. */
export const passwordsUnique = defineControl({
  id: 'passwords.unique',
  version: 3,
  title: 'Passwords are generated and used once',
  meaning:
    'The password manager’s own report shows no reused or weak passwords; somebody looked at it and recorded it with the report.',
  fix: 'Have reused and weak passwords replaced by generated ones, look at the report again, and record it with “exhibit attest passwords.unique --file …”.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.17'], nist80053: ['IA-5(1)'], cis: ['5.2'] },
  needs: [],
  parameters: () => z.strictObject({}),
  attested: 'file',
  applies: (connected) => (connected.includes('onepassword') ? null : 'No password manager is connected.'),
  evaluate,
});

const report = named('password report');

/** One report for a company with one password manager; a second one that is connected later was not looked at. */
function* evaluate(input: ControlInput<unknown>): Iterable<Assessment> {
  const managers = input.documents.filter(({ provider }) => provider === 'onepassword');
  const ids = [...new Set(managers.map(({ connection }) => connection))].sort();
  const judged = ids.map((name) => ({ name, judgement: judge(input, name) }));
  const passed = judged.find(({ judgement }) => judgement.verdict === 'pass');
  yield { ...report, ...(passed ?? judged[0] ?? { judgement: unknown(notAttested) }).judgement };
  if (passed)
    for (const { judgement, name } of judged)
      if (judgement.verdict !== 'pass') yield { ...named(name), ...judgement };
}

function judge(input: ControlInput<unknown>, name: string): Judgement {
  const { attestation } = input;
  if (!attestation || attestation.files.length > 0)
    return attested(input, { kind: 'connections', name }, notAttested);
  const { at, by } = attestation;
  return unknown(`${notAttested} What ${by} attested on ${at.slice(0, 10)} came without it.`);
}

const notAttested =
  'Nobody has attested what the password manager’s report shows: look at it and record it with “exhibit attest passwords.unique --file …”.';
