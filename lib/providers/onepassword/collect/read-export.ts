import { CollectError, type Problem } from '../../../evidence/problem.ts';
import type { HandedOver } from '../../raw-entries.ts';
import type { FileAnswer, SourceFacts } from '../../reader.ts';
import { type ExportContent, readExport } from './export.ts';
import { type Asking, askExport, exportAddress } from './questions.ts';
import type { Part } from './vault-part.ts';

const dayMs = 86_400_000;
/** A clock may be a little off before an export counts as dated in the future. */
const toleranceMs = 5 * 60_000;

/** How old an export may be; `now` is the run's time, which its age is measured against. */
export interface ExportAge {
  readonly maxAgeDays: number;
  readonly now: Date;
}

/** What an export says for one dataset, and of itself. */
export interface ExportPart<Row> extends Part<Row> {
  readonly source: SourceFacts;
}

/** Vaults, or who has them, as a person exported them with `op`: the part that `pick` takes. */
export function* readExportPart<Row>(
  age: ExportAge,
  pick: (content: ExportContent) => Part<Row>,
): Asking<ExportPart<Row>> {
  const { file } = yield* askExport();
  if (!file) throw new Error('An export came without its file.');
  const content = parse(file.bytes, file.name);
  const usable = !('code' in content);
  const { rows, problems } = usable ? pick(content) : { rows: [], problems: [content] };
  yield { keep: { ...file, records: rows.length } };
  if (!usable) return { source: { origin: 'export' }, rows, problems };
  const { exportedAt, exportedBy } = content;
  return {
    source: { origin: 'export', exportedAt, ...(exportedBy === null ? {} : { principal: exportedBy }) },
    rows,
    problems: [...ageProblems(exportedAt, age), ...problems],
  };
}

export const vaultsIn = ({ problems, vaults }: ExportContent) => ({ rows: vaults, problems });

export const accessIn = ({ access, accessProblems, problems }: ExportContent) => ({
  rows: access,
  problems: [...problems, ...accessProblems],
});

/** The export as it was kept, whatever its name. */
export function openExport({ body }: HandedOver): readonly FileAnswer[] {
  return [{ url: exportAddress, text: body.toString() }];
}

/** The file is evidence also when it cannot be used, so its fault is a value here. */
function parse(bytes: Buffer, name: string): ExportContent | Problem {
  try {
    return readExport(parseText(bytes, name));
  } catch (error) {
    if (error instanceof CollectError) return error.problem;
    throw error;
  }
}

function parseText(bytes: Buffer, name: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    // The parser's own message quotes the file.
    throw new CollectError('malformed', `The 1Password export ${name} is not JSON. Export again.`);
  }
}

function ageProblems(exportedAt: string, { maxAgeDays, now }: ExportAge): readonly Problem[] {
  const age = now.getTime() - Date.parse(exportedAt);
  if (age < -toleranceMs)
    return [
      {
        code: 'malformed',
        message: `The 1Password export is dated in the future (${exportedAt}). Export again.`,
      },
    ];
  if (age > maxAgeDays * dayMs)
    return [
      {
        code: 'stale',
        message: `The 1Password export is of ${exportedAt}, older than ${maxAgeDays} days. Export again.`,
      },
    ];
  return [];
}
