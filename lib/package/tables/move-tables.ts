import type { Move, PeriodChange } from '../../report/model.ts';
import { populations, vaultText } from '../../report/populations.ts';
import { csvHead, csvRow } from '../../text/csv.ts';
import type { PackagedNight } from '../period/period-evidence.ts';
import type { DatasetName } from '../populations/dataset-nights.ts';
import type { ScratchFiles } from '../scratch-files.ts';

/** The populations of the period that moves of lists make, each a table of its own. */
export const moveTables = [
  {
    path: 'joiners.csv',
    label: 'Everybody who came to a list of accounts',
    kinds: populations.joiners.kinds,
  },
  {
    path: 'leavers.csv',
    label: 'Everybody who went from one, or whose account was ended or restored',
    kinds: populations.leavers.kinds,
  },
  {
    path: 'role-changes.csv',
    label: 'Every change of what an account may do',
    kinds: populations['role-changes'].kinds,
  },
] as const satisfies readonly { path: string; label: string; kinds: readonly Move['kind'][] }[];

export const vaultChangesPath = 'vault-changes.csv';

const movesHead = csvHead(['night', 'day', 'list', 'account', 'what', 'field', 'before', 'after']);

/** A line of `joiners.csv`, `leavers.csv` or `role-changes.csv`. */
function moveRow(
  { connection, dataset }: DatasetName,
  { after, before, field, kind, night, who }: Move,
  nights: readonly Pick<PackagedNight, 'run' | 'day'>[],
): string {
  const { day, run } = nights[night] ?? {};
  return csvRow([run, day, `${connection}/${dataset}`, who, moveText[kind], field, before, after]);
}

/** Writes each move of a list into the table of its kind. */
export function moveWriters(scratch: ScratchFiles, nights: readonly Pick<PackagedNight, 'run' | 'day'>[]) {
  const open = moveTables.map(({ kinds, path }) => ({
    kinds: new Set<string>(kinds),
    file: scratch.writer(path),
  }));
  for (const { file } of open) file.add(movesHead.slice(0, -1));
  return {
    add(name: DatasetName, move: Move): void {
      const { file } = open.find(({ kinds }) => kinds.has(move.kind)) ?? {};
      file?.add(moveRow(name, move, nights).slice(0, -1));
    },
    finish(): void {
      for (const { file } of open) file.finish();
    },
  };
}

const moveText: Readonly<Record<Move['kind'], string>> = {
  appeared: 'came to the list',
  gone: 'left the list',
  standing: 'was ended or restored',
  role: 'may do something else',
};

/** `vault-changes.csv`: who came to a vault and who went, by the drift of the nights. */
export function vaultChangesTable(
  changes: readonly PeriodChange[],
  nights: readonly Pick<PackagedNight, 'run' | 'day'>[],
): string {
  const head = csvHead(['night', 'day', 'vault', 'who', 'what', 'by', 'at']);
  const rows = changes.filter(isOfVaults).map(({ after, at, before, by, night, subject, type }) => {
    const { day, run } = nights[night] ?? {};
    return csvRow([run, day, after ?? before, subject, vaultText(type), by, at]);
  });
  return [head, ...rows].join('');
}

function isOfVaults({ type }: PeriodChange): boolean {
  return type === 'vault.joined' || type === 'vault.left';
}
