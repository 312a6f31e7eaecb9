import * as z from 'zod/mini';
import { type OnePasswordVault, vaults } from '../../../evidence/datasets/onepassword.ts';
import {
  type Assessed,
  type Assessment,
  type ControlInput,
  defineControl,
} from '../../../judging/control.ts';
import { type Who, whoOf } from '../../../judging/judgement.ts';
import { listNames } from '../../../judging/people/names.ts';
import type { People } from '../../../judging/people/people.ts';
import { type Comparison, compare } from './comparison.ts';
import { type EmployeesWithout, employeesWithout } from './employees-without.ts';
import { type Entries, entryOf, type NeedToKnow, needToKnowEntries } from './need-to-know-list.ts';
import { readSharedVaults, type SharedVault } from './shared-vaults.ts';
import { onePasswordApplies, vaultNeeds } from './vault-needs.ts';

/**
 * Service accounts are not people and are not compared. `everyone` among a vault's members stands for every active
 * person of the people source.
 */
export const sharedVaultsNeedToKnow = defineControl({
  id: 'onepassword.shared-vaults-need-to-know',
  version: 2,
  title: 'Shared vaults are open to those who need them and nobody else',
  meaning:
    'Every shared vault is named in the configuration, and exactly the active people named for it can open it, groups expanded.',
  fix: 'Give or take access in 1Password, or change who is named for the vault under vaults in the configuration.',
  mappings: {
    soc2: ['CC6.3'],
    iso27001: ['A.5.15', 'A.5.18'],
    nist80053: ['AC-3', 'AC-6'],
    cis: ['3.3', '6.8'],
  },
  needs: vaultNeeds,
  parameters: () => z.strictObject({}),
  applies: onePasswordApplies,
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessed> {
  const entries = needToKnowEntries(input.settings);
  const isShared = ({ type }: OnePasswordVault): boolean => type !== 'private';
  const { unseen, vaults: shared } = readSharedVaults(input, isShared);
  const forEveryone = shared.flatMap((vault) => {
    const entry = entryOf(vault, entries);
    return entry?.everyone ? [{ vault, entry }] : [];
  });
  const without = yield* employeesWithout(forEveryone, input);
  for (const vault of shared)
    yield assess(vault, entryOf(vault, entries), input.people, without.get(vault.key));
  yield* unseen;
  const subjects = new Set([...shared, ...unseen].map(({ subject }) => subject.toLowerCase()));
  for (const { name } of notSeen(entries, shared))
    if (!subjects.has(name.toLowerCase()))
      yield { ...whoOf('vaults', name.toLowerCase(), name), verdict: 'unknown', reason: notVisible(input) };
}

function assess(
  vault: SharedVault,
  entry: NeedToKnow | null,
  people: People,
  without: EmployeesWithout | undefined,
): Assessment {
  const { outdated, unvouched } = vault;
  const who: Who = { key: vault.key, subject: vault.subject };
  const unknown = (reason: string): Assessment => ({ ...who, verdict: 'unknown', reason });
  if (outdated?.deleted) return unknown(outdated.reason);
  if (entry === null)
    return {
      ...who,
      verdict: 'fail',
      reason: 'Not named under vaults in the configuration: say who needs it.',
    };
  if (outdated) return unknown(outdated.reason);
  const comparison = compare(vault, entry, people);
  const wrong = [extraOf(comparison), missingOf(comparison, without)].filter((clause) => clause !== null);
  if (wrong.length > 0) return { ...who, verdict: 'fail', reason: `${wrong.join('; ')}.` };
  const doubt = comparison.doubts[0] ?? without?.doubt;
  if (doubt) return unknown(`Cannot be told: ${doubt.replace(/\.$/, '')}.`);
  return unvouched === null ? { ...who, verdict: 'pass', reason: '' } : unknown(unvouched);
}

function extraOf({ extra }: Comparison): string | null {
  return extra.length === 0 ? null : `Open to ${listNames(extra)}, not named for it`;
}

function missingOf({ missing }: Comparison, without: EmployeesWithout | undefined): string | null {
  const names = [...missing, ...(without?.names ?? [])];
  const total = missing.length + (without?.total ?? 0);
  return total === 0 ? null : `Not open to ${listNames(names, total)}, named for it`;
}

/** Entries of the configuration that no visible shared vault answers to. */
function notSeen(
  entries: Entries,
  vaults: readonly Pick<OnePasswordVault, 'id' | 'name'>[],
): readonly NeedToKnow[] {
  const seen = new Set(vaults.map((vault) => entryOf(vault, entries)));
  return [...entries.values()].filter((entry) => !seen.has(entry));
}

function notVisible(input: ControlInput<unknown>): string {
  const documents = input.views(vaults).map(({ document }) => document);
  const who = listNames(documents.map(({ connection, principal }) => principal ?? connection));
  return `Named under vaults, but no shared vault of this name is visible to ${who || 'anybody'}, or it is gone.`;
}
