import { isWhole } from '../../../evidence/document.ts';
import type { Assessment } from '../../../judging/control.ts';
import { whoOf } from '../../../judging/judgement.ts';
import { hiddenVaults } from './events.ts';
import type { VaultSnapshot } from './vault-snapshot.ts';

/**
 * Vaults that exist although the list of vaults does not hold them, named `vault <id>`. Only of a whole list: one
 * that was cut short is reason enough to be unknown, and would name every vault that it left out.
 */
export function unseenVaults(vaultSnapshot: VaultSnapshot): readonly Assessment[] {
  const { connection, vaults: view } = vaultSnapshot.snapshot;
  if (!view || !isWhole(view.document)) return [];
  // What was derived from events holds what they name, or says that it is incomplete.
  if (view.document.origin === 'derived') return [];
  const known = new Set(vaultSnapshot.vaults.map(({ id }) => id));
  const reasons = new Map<string, string>();
  for (const id of vaultSnapshot.rows.keys())
    if (!known.has(id))
      reasons.set(id, `${connection} gave its access list, but the list of vaults does not hold it.`);
  const who = view.document.principal ?? connection;
  for (const [id, seen] of hiddenVaults(vaultSnapshot.events.events, known, vaultSnapshot.accessors))
    reasons.set(
      id,
      `An event of ${seen.slice(0, 10)} names this vault, but ${who} does not see it: give it access.`,
    );
  const named = [...reasons].map(([id, reason]): Assessment => {
    return { ...whoOf(connection, id, `vault ${id}`), verdict: 'unknown', reason };
  });
  return [...named, ...perhapsMore(vaultSnapshot)];
}

/** Where events were not all seen, they might have named vaults. An export vouches for none of its vaults then. */
function perhapsMore({ events, export: exported, snapshot }: VaultSnapshot): readonly Assessment[] {
  if (events.gap === null || exported) return [];
  const { connection } = snapshot;
  const reason = `Whether events name vaults that are not in the list was not seen: ${events.gap}`;
  return [
    { ...whoOf(connection, 'other-vaults', `other vaults of ${connection}`), verdict: 'unknown', reason },
  ];
}
