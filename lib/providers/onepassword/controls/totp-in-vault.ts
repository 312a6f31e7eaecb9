import * as z from 'zod/mini';
import { type Attestation, attestedWords, sharedAccountName, wordOn } from '../../../judging/attestation.ts';
import { type Assessment, type ControlInput, defineControl } from '../../../judging/control.ts';
import { named, whoOf } from '../../../judging/judgement.ts';
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

function evaluate({ attestation, settings }: ControlInput<unknown>): Iterable<Assessment> {
  const accounts = settings.sharedAccounts;
  if (accounts.length === 0) return [noneNamed(attestation)];
  return accounts.map((one): Assessment => {
    const { name, vault } = one;
    const id = sharedAccountName(one);
    const who = whoOf('sharedAccounts', id, name);
    const word = wordOn(attestation, 'sharedAccounts', id);
    const where = vault === null ? 'its vault entry' : `its entry in the vault ${vault}`;
    const expected = `the one-time password in ${where}`;
    if (word) {
      const seen = `said to be there by ${word.by}, ${word.at.slice(0, 10)}`;
      return { ...who, verdict: 'pass', reason: attestedWords(word), expected, seen };
    }
    const reason = `Nobody has attested that ${where} holds the one-time password: look, and record it with “exhibit attest onepassword.totp-in-vault”.`;
    return { ...who, verdict: 'unknown', reason, expected, seen: 'nobody’s word' };
  });
}

/** A word covers the shared accounts as a whole, also where the configuration names none. */
function noneNamed(attestation: Attestation | null): Assessment {
  const who = named('shared accounts');
  if (attestation) return { ...who, verdict: 'pass', reason: attestedWords(attestation) };
  const reason =
    'No shared account is named under sharedAccounts: name them, look at their entries, and record it with “exhibit attest onepassword.totp-in-vault”.';
  return { ...who, verdict: 'unknown', reason };
}
