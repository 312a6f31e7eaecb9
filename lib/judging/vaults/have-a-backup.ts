import type { Assessment, ControlInput, Who } from '../control.ts';
import { listNames } from '../people/names.ts';
import type { People } from '../people/people.ts';
import { type Backups, backupsAmong, mostBackups } from './backups.ts';
import { entryOf, needToKnowEntries } from './need-to-know-list.ts';
import { namesOf } from './seen-people.ts';
import { isShared, perhapsPrivate, type Vault, type Vaults } from './shared-vault.ts';

/** Whether every shared vault is open to two people who can stand in for each other. */
export function* haveABackup(
  { connections, unseen, vaults }: Vaults,
  input: ControlInput<unknown>,
): Iterable<Assessment> {
  const entries = needToKnowEntries(input.settings, connections);
  for (const vault of vaults) {
    const shared = isShared(vault, entryOf(vault, entries) !== null);
    if (shared !== false) yield assess(vault, shared, input.people);
  }
  yield* unseen;
}

function assess(vault: Vault, shared: true | null, people: People): Assessment {
  const backups = backupsAmong(vault.people, people);
  const who: Who = { key: vault.key, subject: vault.subject };
  const beside = { expected: 'two people who may see its passwords', seen: seenOf(backups, vault) };
  const judged = judge(vault, backups, people);
  if (judged.verdict === 'fail' && shared === null)
    return { ...who, ...beside, verdict: 'unknown', reason: `${judged.reason} ${perhapsPrivate(vault)}` };
  return { ...who, ...beside, ...judged };
}

function judge(
  { outdated, unvouched, whole }: Vault,
  backups: Backups,
  people: People,
): Pick<Assessment, 'reason' | 'verdict'> {
  const unknown = (reason: string) => ({ verdict: 'unknown', reason }) as const;
  if (outdated) return unknown(outdated.reason);
  const { counted, uncertainties, out } = backups;
  const seen =
    backups.seen.length > 0
      ? `Seen to open it: ${listNames(backups.seen)}`
      : 'Nobody is seen to open it for certain';
  const isOnePersonEach = people.sources.length < 2 || people.whole;
  if (counted.length > 1 && isOnePersonEach)
    return unvouched === null ? { verdict: 'pass', reason: '' } : unknown(unvouched);
  const [uncertainty] = uncertainties;
  if (uncertainty && mostBackups(backups) > 1) return unknown(`${seen}; but ${uncertainty.why}.`);
  if (!whole) return unknown(`${seen}; but not everybody who has it was listed.`);
  if (counted.length > 1) return unknown(`${seen}; but ${people.name} did not show everybody.`);
  const one = counted[0] ?? uncertainty?.address;
  const only = one ? `Only ${one} can open it.` : 'No active person can open it.';
  const besides = out.length > 0 ? ` Does not count: ${listNames(out)}.` : '';
  return { verdict: 'fail', reason: only + besides };
}

function seenOf({ counted, uncertainties, out }: Backups, { whole }: Vault): string {
  const perhaps = uncertainties.length > 0 || !whole ? ['perhaps others'] : [];
  const besides = out.length > 0 ? [`not counted: ${namesOf(out)}`] : [];
  return [namesOf(counted), ...perhaps, ...besides].join('; ');
}
