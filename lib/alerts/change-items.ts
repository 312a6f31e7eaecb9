import type { DriftEvent } from '../drift/event.ts';
import type { AnyDataset } from '../evidence/dataset.ts';
import { policies } from '../evidence/datasets/google-workspace.ts';
import { vaultAccess } from '../evidence/datasets/onepassword.ts';
import { listNames } from '../judging/people/names.ts';
import type { AlertItem } from './alert.ts';
import { item, nameOf } from './item-text.ts';
import type { AlertNight } from './night.ts';

/** Settings that changed, and who got or lost which vault, one item a vault. */
export function changeItems(night: AlertNight): AlertItem[] {
  const { events, files } = night;
  const settings = events
    .filter(({ type }) => type === 'setting.changed')
    .map(({ subject, message }) =>
      item({
        name: subject ?? 'A setting',
        what: message,
        fix: 'Find out who changed it and why; if it was not intended, set it back.',
        evidence: [files.drift, ...documentsNamed(night, policies)],
      }),
    );
  const moves = events.filter(({ type }) => type === 'vault.joined' || type === 'vault.left');
  const vaults = [...new Set(moves.map(vaultOf))];
  return [...settings, ...vaults.map((vault) => vaultItem(vault, moves, night))];
}

function vaultItem(vault: string, moves: readonly DriftEvent[], night: AlertNight): AlertItem {
  const own = moves.filter((event) => vaultOf(event) === vault);
  const names = (type: DriftEvent['type']) =>
    own.filter((event) => event.type === type).map((event) => nameOf(event.subject ?? '') + doneBy(event));
  const [joined, left] = [names('vault.joined'), names('vault.left')];
  const parts = [
    joined.length > 0 ? `Joined: ${listNames(joined)}.` : '',
    left.length > 0 ? `Left: ${listNames(left)}.` : '',
  ];
  return item({
    name: `Vault ${vault}`,
    what: parts.filter(Boolean).join(' '),
    fix: 'Check that it was intended, and that `vaults:` in the configuration says the same.',
    evidence: [night.files.drift, ...documentsNamed(night, vaultAccess)],
  });
}

function doneBy({ at, by }: DriftEvent): string {
  return by === undefined || at === undefined
    ? ''
    : ` (by ${nameOf(by)}, ${at.slice(0, 16).replace('T', ' ')} UTC)`;
}

function vaultOf({ type, before, after }: DriftEvent): string {
  return (type === 'vault.joined' ? after : before) ?? '';
}

function documentsNamed({ datasets, folder }: AlertNight, { name }: Pick<AnyDataset, 'name'>): string[] {
  return datasets
    .filter(({ dataset }) => dataset === name)
    .map(({ connection, dataset }) => `${folder}/${connection}/${dataset}.json`);
}

/** Controls that fell silent. */
export function silentItems({ events, files }: AlertNight): AlertItem[] {
  return events
    .filter(({ type }) => type === 'control.not-judged')
    .map(({ control, message }) =>
      item({
        name: control ?? '',
        what: message,
        fix: 'If this was not intended, connect the provider again, or turn the control on in the configuration.',
        evidence: [files.findings],
      }),
    );
}

/** What is judged by, each change in words. */
export function standardItems({ events, folder }: AlertNight): AlertItem[] {
  return events
    .filter(({ type }) => type === 'standard.changed')
    .map(({ message, path }) =>
      item({
        name: path === undefined || path === '' ? 'standard.json' : path,
        what: message,
        fix: 'Find out who changed the configuration and who approved it; if it was not intended, set it back.',
        evidence: [`${folder}/standard.json`],
      }),
    );
}
