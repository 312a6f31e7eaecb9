import type { Assessed, Assessment, ControlInput, Who } from '../control.ts';
import { whoOf } from '../judgement.ts';
import { listNames } from '../people/names.ts';
import type { People } from '../people/people.ts';
import { type Comparison, compare } from './compare-members.ts';
import { type EmployeesWithout, employeesWithout } from './employees-without.ts';
import { type Entries, entryOf, type NeedToKnow, needToKnowEntries } from './need-to-know-list.ts';
import { namesOf, seenOf } from './seen-people.ts';
import { isPerhapsOwn, isShared, perhapsPrivate, type Vault, type Vaults } from './shared-vault.ts';

/** Whether every shared vault is named in the configuration, and exactly the people named for it have it. */
export function* needToKnow(
  { connections, notAlone = false, seenBy, unseen, vaults }: Vaults,
  input: ControlInput<unknown>,
): Iterable<Assessed> {
  const entries = needToKnowEntries(input.settings, connections);
  const shared = vaults.filter((vault) => isShared(vault, entryOf(vault, entries) !== null) !== false);
  const forEveryone = shared.flatMap((vault) => {
    const entry = entryOf(vault, entries);
    return entry?.everyone ? [{ vault, entry }] : [];
  });
  const without = yield* employeesWithout(forEveryone, input);
  for (const vault of shared) yield assess(vault, entryOf(vault, entries), input.people, without);
  yield* unseen;
  const subjects = new Set([...shared, ...unseen].map(({ subject }) => subject.toLowerCase()));
  for (const entry of notSeen(entries, shared))
    if (!subjects.has(entry.name.toLowerCase()) && (entry.connection !== null || !notAlone))
      yield notVisible(entry, input.people, seenBy);
}

function assess(
  vault: Vault,
  entry: NeedToKnow | null,
  people: People,
  without: ReadonlyMap<string, EmployeesWithout>,
): Assessment {
  const who: Who = { key: vault.key, subject: vault.subject };
  const beside = { expected: expectedBy(entry, people), seen: seenOf(vault.people, vault.whole) };
  return { ...who, ...beside, ...judge(vault, entry, people, without.get(vault.key)) };
}

function judge(
  vault: Vault,
  entry: NeedToKnow | null,
  people: People,
  without: EmployeesWithout | undefined,
): Pick<Assessment, 'reason' | 'verdict'> {
  const { outdated, unvouched } = vault;
  const unknown = (reason: string) => ({ verdict: 'unknown', reason }) as const;
  if (outdated?.deleted) return unknown(outdated.reason);
  if (entry === null) return notNamed(vault);
  if (outdated) return unknown(outdated.reason);
  const comparison = compare(vault, entry, people);
  const wrong = [extraOf(comparison), missingOf(comparison, without)].filter((clause) => clause !== null);
  if (wrong.length > 0) return { verdict: 'fail', reason: `${wrong.join('; ')}.` };
  const uncertainty = comparison.uncertainties[0] ?? without?.uncertainty;
  if (uncertainty) return unknown(`Not known: ${uncertainty.replace(/\.$/, '')}.`);
  if (isPerhapsOwn(vault)) return unknown(perhapsPrivate(vault));
  return unvouched === null ? { verdict: 'pass', reason: '' } : unknown(unvouched);
}

function notNamed(vault: Vault): Pick<Assessment, 'reason' | 'verdict'> {
  const reason = 'Not named under vaults in the configuration: say who needs it.';
  if (isShared(vault, false)) return { verdict: 'fail', reason };
  return { verdict: 'unknown', reason: `${reason} ${perhapsPrivate(vault)}` };
}

function extraOf({ extra }: Comparison): string | null {
  return extra.length === 0 ? null : `Open to ${listNames(extra)}, not named for it`;
}

function missingOf({ missing }: Comparison, without: EmployeesWithout | undefined): string | null {
  const names = [...missing, ...(without?.names ?? [])];
  const total = missing.length + (without?.total ?? 0);
  return total === 0 ? null : `Not open to ${listNames(names, total)}, named for it`;
}

function expectedBy(entry: NeedToKnow | null, { name, sources }: People): string {
  if (entry === null) return 'nobody is named for it';
  if (!entry.everyone) return namesOf(entry.members);
  const everyone = `everyone active in ${sources.length > 0 ? name : 'the people source'}`;
  return entry.members.length > 0 ? `${everyone}, ${namesOf(entry.members)}` : everyone;
}

/** Entries of the configuration that no visible shared vault answers to. */
function notSeen(entries: Entries, vaults: readonly Vault[]): readonly NeedToKnow[] {
  const seen = new Set(vaults.map((vault) => entryOf(vault, entries)));
  return [...entries.values()].filter((entry) => !seen.has(entry));
}

function notVisible(entry: NeedToKnow, people: People, seenBy: string): Assessment {
  const { connection, id } = entry;
  const by = id === null ? 'name' : `id (${id})`;
  const other = connection === null ? ' One of another provider is named by connection and id.' : '';
  const reason = `Named under vaults, but no shared vault of this ${by} is visible to ${seenBy || 'anybody'}, or it is gone.${other}`;
  const beside = { expected: expectedBy(entry, people), seen: 'no such vault' };
  return { ...whoIs(entry), ...beside, verdict: 'unknown', reason };
}

/** What the vault is called by once it is seen, where the entry gives its id. */
function whoIs({ connection, id, name }: NeedToKnow): Who {
  if (connection !== null && id !== null) return whoOf(connection, id, name);
  return whoOf(connection ?? 'vaults', name.toLowerCase(), name);
}
