import type { OnePasswordUser } from '../../../evidence/datasets/onepassword.ts';
import { hasVault } from '../../../evidence/datasets/onepassword-rights.ts';
import { isActiveState } from '../../../evidence/datasets/onepassword-states.ts';
import { allKey, type Fact, groupKey, type Kind, lifeKey, pairKey, personKey, vaultKey } from './fact.ts';
import { type Facts, type Settled, settle } from './register.ts';
import type { Roster } from './roster.ts';
import type { SdkHolder, SdkLists } from './sdk-lists.ts';
import type { Baseline } from './state.ts';
import { namedBy } from './who-may.ts';

interface Known {
  readonly baseline: Baseline;
  readonly facts: Facts;
  readonly roster: Roster;
  readonly users: readonly OnePasswordUser[] | null;
}

/**
 * What a vault's own access list has otherwise than the events do: one of the two is late, or something was lost. It tells of
 * people and groups that have the vault, and nothing of who is in a group.
 */
export function againstSdk(lists: SdkLists, known: Known): readonly Fact[] {
  const vaults = new Set(known.baseline.vaults.map(({ id }) => id));
  return [...lists].flatMap(([vault, holders]) => {
    if (!vaults.has(vault) && !known.facts.has(lifeKey(vault)))
      return [
        doubt(
          allKey,
          `the service account sees the vault ${vault}, which is not in the baseline: the baseline is incomplete`,
        ),
      ];
    const listed = new Map(holders.map((holder) => [`${holder.kind} ${holder.id}`, holder]));
    return [
      ...ofKind('uva', vault, known, (id) => listed.get(`user ${id}`)),
      ...ofKind('gva', vault, known, (id) => listed.get(`group ${id}`)),
      ...holders.flatMap((holder) => unheardOf(vault, holder, known)),
    ];
  });
}

/** Those who are derived to have it, and are not in its list. */
function ofKind(
  kind: Kind,
  vault: string,
  known: Known,
  listed: (id: string) => SdkHolder | undefined,
): readonly Fact[] {
  const rows = known.baseline.access.filter(
    ({ accessorType, vaultId }) => vaultId === vault && (accessorType === 'group') === (kind === 'gva'),
  );
  const ids = new Set([...rows.map(({ accessorId }) => accessorId), ...namedBy(known.facts, kind, vault)]);
  return [...ids].flatMap((id) => {
    const row = rows.find(({ accessorId }) => accessorId === id);
    // A service account, and whoever was suspended before the baseline: a list of today need not have them.
    if (row?.accessorType === 'service' || isActiveState(row?.state ?? null) === false) return [];
    if (known.roster.people.get(id)?.kind === 'service' || (row && hasVault(row) === false)) return [];
    if ((listed(id)?.has ?? true) && listed(id)) return [];
    if (settled(kind, vault, id, row !== undefined, known).outcome !== 'has') return [];
    return [
      doubt(
        pairKey(kind, vault, id),
        'the service account’s list of the vault does not have it, and no event explains it',
      ),
    ];
  });
}

/** Those who are in its list, and are derived not to have it. Whoever is out of use has it in name only. */
function unheardOf(vault: string, { has, id, kind: what }: SdkHolder, known: Known): readonly Fact[] {
  const kind = what === 'user' ? 'uva' : 'gva';
  if (has === false) return [];
  const held = known.baseline.access.some(
    ({ accessorId, vaultId }) => accessorId === id && vaultId === vault,
  );
  if (settled(kind, vault, id, held, known).outcome !== 'not') return [];
  if (kind === 'uva' && isOut(id, known)) return [];
  return [
    doubt(
      pairKey(kind, vault, id),
      'the service account’s list of the vault has it, and no event explains it',
    ),
  ];
}

function isOut(id: string, { baseline, facts, users }: Known): boolean {
  const listed = users?.find((user) => user.id === id);
  if (listed) return isActiveState(listed.state) === false;
  return settle(facts, [personKey(id)], true, { from: Date.parse(baseline.at) }).outcome === 'not';
}

function settled(kind: Kind, vault: string, id: string, held: boolean, { baseline, facts }: Known): Settled {
  const keys = [pairKey(kind, vault, id), vaultKey(vault), kind === 'gva' ? groupKey(id) : personKey(id)];
  return settle(facts, keys, held, { from: Date.parse(baseline.at) });
}

function doubt(key: string, why: string): Fact {
  return { key, outcome: 'unknown', at: Number.POSITIVE_INFINITY, event: null, by: null, why };
}
