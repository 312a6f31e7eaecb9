import { link, state, table } from '../components.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { nightDay, number } from '../texts.ts';
import { isOfVault } from '../vault-changes.ts';
import type { VaultLine } from '../vault-data.ts';

/** Each vault: how many could open it at first, who came, who went, and whether that makes how many could at the end. */
export function vaultTotals(vaults: readonly VaultLine[]): HTMLElement | null {
  if (vaults.length === 0) return null;
  return table(
    'Control totals of vaults',
    [
      { title: 'Vault', kind: 'wide' },
      { title: 'First known', kind: 'date' },
      { title: 'Then', kind: 'number' },
      { title: 'Came', kind: 'number' },
      { title: 'Went', kind: 'number' },
      { title: 'At the end', kind: 'number' },
      { title: 'Last known', kind: 'date' },
      { title: 'Compared with' },
    ],
    vaults.map(totals),
  );
}

function totals(vault: VaultLine): Child[] {
  const { compared, name, place } = vault;
  const [first, last] = [compared[0], compared.at(-1)];
  const named = link(`#/vault/${place}`, name);
  if (!first || !last) return [named, state('U', 'not known'), '–', '–', '–', '–', '–', ''];
  const changes = data.changes.filter(
    (change) => isOfVault(change, name) && change.night > first.from && change.night <= last.to,
  );
  const came = changes.filter(({ type }) => type === 'vault.joined').length;
  const went = changes.length - came;
  const [then, end] = [first.seen.length, last.seen.length];
  const sum = then + came - went;
  return [
    named,
    nightDay(first.from),
    number(then),
    number(came),
    number(went),
    number(end),
    nightDay(last.to),
    first.seesAll && last.seesAll
      ? sum === end
        ? `agrees with the ${number(end)} of that night’s list`
        : h('span', { class: 'fault' }, `does not agree: ${number(sum)} by who came and went`)
      : 'not all are known by name, so it cannot be added up',
  ];
}
