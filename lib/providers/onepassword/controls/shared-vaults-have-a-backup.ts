import * as z from 'zod/mini';
import { type Assessment, type ControlInput, defineControl } from '../../../judging/control.ts';
import type { Who } from '../../../judging/judgement.ts';
import { listNames } from '../../../judging/people/names.ts';
import type { People } from '../../../judging/people/people.ts';
import { backupsAmong, mostBackups } from './backups.ts';
import { readSharedVaults, type SharedVault } from './shared-vaults.ts';
import { onePasswordApplies, vaultNeeds } from './vault-needs.ts';

export const sharedVaultsHaveABackup = defineControl({
  id: 'onepassword.shared-vaults-have-a-backup',
  version: 2,
  title: 'Every shared vault is open to more than one person',
  meaning:
    'The passwords of every shared vault can be seen by at least two active people of the people source, groups expanded and each person counted once; leavers, guests, shared and service accounts do not count.',
  fix: 'Give a second person who needs the vault access to it, or reactivate one who has it.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.15'], nist80053: ['AC-2'], cis: ['6.8'] },
  needs: vaultNeeds,
  parameters: () => z.strictObject({}),
  applies: onePasswordApplies,
  *evaluate(input: ControlInput<unknown>) {
    const { unseen, vaults } = readSharedVaults(input, ({ type }) => type !== 'private');
    for (const vault of vaults) yield assess(vault, input.people);
    yield* unseen;
  },
});

function assess(
  { key, outdated, people: holders, subject, unvouched, whole }: SharedVault,
  people: People,
): Assessment {
  const who: Who = { key, subject };
  const unknown = (reason: string): Assessment => ({ ...who, verdict: 'unknown', reason });
  if (outdated) return unknown(outdated.reason);
  const backups = backupsAmong(holders, people);
  const { counted, doubts, out } = backups;
  const seen =
    backups.seen.length > 0
      ? `Seen to open it: ${listNames(backups.seen)}`
      : 'Nobody is seen to open it for certain';
  const isOnePersonEach = people.sources.length < 2 || people.whole;
  if (counted.length > 1 && isOnePersonEach)
    return unvouched === null ? { ...who, verdict: 'pass', reason: '' } : unknown(unvouched);
  const [doubt] = doubts;
  if (doubt && mostBackups(backups) > 1) return unknown(`${seen}; but ${doubt.why}.`);
  if (!whole) return unknown(`${seen}; but not everybody who has it was listed.`);
  if (counted.length > 1) return unknown(`${seen}; but ${people.name} did not show everybody.`);
  const one = counted[0] ?? doubt?.address;
  const only = one ? `Only ${one} can open it.` : 'No active person can open it.';
  const besides = out.length > 0 ? ` Does not count: ${listNames(out)}.` : '';
  return { ...who, verdict: 'fail', reason: only + besides };
}
