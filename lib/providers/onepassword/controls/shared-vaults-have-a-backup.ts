import * as z from 'zod/mini';
import { type Assessment, type ControlInput, defineControl } from '../../../judging/control.ts';
import type { Who } from '../../../judging/judgement.ts';
import type { Directory } from '../../../judging/people/directory.ts';
import { listNames } from '../../../judging/people/names.ts';
import { readSharedVaults, type SharedVault } from './shared-vaults.ts';
import { onePasswordApplies, vaultNeeds } from './vault-needs.ts';
import { haveTwo } from './vault-people.ts';

export const sharedVaultsHaveABackup = defineControl({
  id: 'onepassword.shared-vaults-have-a-backup',
  version: 2,
  title: 'Every shared vault is open to more than one person',
  meaning:
    'Every shared vault can be opened by at least two active people, groups expanded; service accounts and recovery rights do not count.',
  fix: 'Give a second person who needs the vault access to it, or reactivate one who has it.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.15'], nist80053: ['AC-2'], cis: ['6.8'] },
  needs: vaultNeeds,
  parameters: () => z.strictObject({}),
  applies: onePasswordApplies,
  *evaluate(input: ControlInput<unknown>) {
    const { directory, unseen, vaults } = yield* readSharedVaults(input, ({ type }) => type !== 'private');
    for (const vault of vaults) yield assess(vault, directory);
    yield* unseen;
  },
});

function assess(
  { key: vaultKey, outdated, people, subject, unvouched, whole }: SharedVault,
  directory: Directory,
): Assessment {
  const who: Who = { key: vaultKey, subject };
  const unknown = (reason: string): Assessment => ({ ...who, verdict: 'unknown', reason });
  if (outdated) return unknown(outdated.reason);
  if (haveTwo(people, directory))
    return unvouched === null ? { ...who, verdict: 'pass', reason: '' } : unknown(unvouched);
  const sure = [...people.sure.values()].map(({ address, key }) => address ?? key);
  const seen =
    sure.length > 0 ? `Seen to open it: ${listNames(sure)}` : 'Nobody is seen to open it for certain';
  const [doubt] = people.doubts;
  if (doubt) return unknown(`${seen}; but ${doubt.why}.`);
  if (!whole) return unknown(`${seen}; but not everybody who has it was listed.`);
  if (sure.length > 1)
    return unknown(
      `${seen}; but ${directory.connection} does not settle whether these are different people.`,
    );
  const [only] = sure;
  const reason = only ? `Only ${only} can open it.` : 'No active person can open it.';
  return { ...who, verdict: 'fail', reason };
}
