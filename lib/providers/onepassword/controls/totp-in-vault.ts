import * as z from 'zod/mini';
import { attestedText } from '../../../judging/attestation.ts';
import { attested } from '../../../judging/attested.ts';
import { type Assessment, type ControlInput, defineControl } from '../../../judging/control.ts';
import { named, whoOf } from '../../../judging/judgement.ts';
import { sharedAccountKey } from '../../../judging/people/shared-accounts.ts';
import { onePasswordApplies } from './vault-needs.ts';

/** Seeing one-time-password fields would take a credential that reads every secret, so a person says it instead. */
export const totpInVault = defineControl({
  id: 'onepassword.totp-in-vault',
  version: 2,
  title: 'Shared accounts keep their one-time password in the vault',
  meaning:
    'Every shared account named in the configuration has its one-time-password field in its vault entry.',
  fix: 'Add the one-time password to the account’s entry in 1Password, and record that somebody looked.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.17'], nist80053: ['IA-5'], cis: [] },
  needs: [],
  parameters: () => z.strictObject({}),
  attested: true,
  applies: onePasswordApplies,
  evaluate,
});

function evaluate(input: ControlInput<unknown>): Iterable<Assessment> {
  const accounts = input.settings.sharedAccounts;
  if (accounts.length === 0) return [noneNamed(input)];
  return accounts.map((shared): Assessment => {
    const { account, connection, name, vault } = shared;
    const id = [connection, account, name].filter((one) => one !== null).join('/');
    const where = vault === null ? 'its vault entry' : `its entry in the vault ${vault}`;
    const notAttested = `Nobody has attested that ${where} holds the one-time password: look, and record it with “exhibit attest onepassword.totp-in-vault”.`;
    const topic = { kind: 'sharedAccounts', name: sharedAccountKey(shared) } as const;
    const said = attested(input, topic, notAttested);
    const attestation = said.verdict === 'pass' ? input.attestation : null;
    const seen = attestation
      ? `attested by ${attestation.by}, ${attestation.at.slice(0, 10)}`
      : 'no attestation';
    return {
      ...whoOf('sharedAccounts', id, name),
      ...said,
      expected: `the one-time password in ${where}`,
      seen,
    };
  });
}

/** An attestation covers the shared accounts as a whole, also where the configuration names none. */
function noneNamed({ attestation, now }: ControlInput<unknown>): Assessment {
  const who = named('shared accounts');
  if (attestation) return { ...who, verdict: 'pass', reason: attestedText(attestation, now) };
  const reason =
    'No shared account is named under sharedAccounts: name them, look at their entries, and record it with “exhibit attest onepassword.totp-in-vault”.';
  return { ...who, verdict: 'unknown', reason };
}
