import { dayMs } from '../../../evidence/day.ts';
import { CollectError, type Problem } from '../../../evidence/problem.ts';
import type { HandedOver } from '../../raw-entries.ts';
import type { FileResponse, SourceFacts } from '../../reader.ts';
import { ForeignAccountError, isAccount } from './account.ts';
import { type ExportContent, readExport } from './export.ts';
import { type CutExport, cutExport } from './export-form.ts';
import { exportAddress, type Requests, requestExport } from './requests.ts';
import type { Part } from './vault-part.ts';

/** A clock may be a little off before an export counts as dated in the future. */
const toleranceMs = 5 * 60_000;

/** Of which account an export must be and how old it may be; `now` is the run's time, which its age is measured against. */
export interface ExportLimits {
  readonly account: string;
  readonly maxAgeDays: number;
  readonly now: Date;
}

/** What an export says for one dataset, and of itself. */
export interface ExportPart<Row> extends Part<Row> {
  readonly source: SourceFacts;
  /** Where the file held what does not belong into an export. */
  readonly leftOut: readonly string[];
}

/** Names what was left out of an export, beside it. */
const leftOutFile = 'export/left-out.json';

/** Vaults, or who has them, as a person exported them with `op`: the part that `pick` takes. */
export function* readExportPart<Row>(
  limits: ExportLimits,
  pick: (content: ExportContent) => Part<Row>,
): Requests<ExportPart<Row>> {
  const { file } = yield* requestExport();
  if (!file) throw new Error('An export came without its file.');
  const { bytes, content, leftOut } = openOnce(file.bytes, file.name, limits.account);
  const usable = !('code' in content);
  const { rows, problems } = usable ? pick(content) : { rows: [], problems: [content] };
  if (leftOut.length > 0)
    yield { keep: { name: leftOutFile, bytes: Buffer.from(`${JSON.stringify(leftOut)}\n`), records: 0 } };
  yield { keep: { name: file.name, bytes, records: rows.length } };
  if (!usable) return { source: { origin: 'export' }, rows, problems, leftOut };
  const { exportedAt, exportedBy } = content;
  return {
    source: { origin: 'export', exportedAt, ...(exportedBy === null ? {} : { principal: exportedBy }) },
    rows,
    problems: [...ageProblems(exportedAt, limits), ...problems],
    leftOut,
  };
}

export const vaultsIn = ({ problems, vaultProblems, vaults }: ExportContent) => ({
  rows: vaults,
  problems: [...problems, ...vaultProblems],
});

export const accessIn = ({ access, accessProblems, problems }: ExportContent) => ({
  rows: access,
  problems: [...problems, ...accessProblems],
});

/** The export as it was kept, whatever its name. */
export function openExport({ body, file }: HandedOver): readonly FileResponse[] {
  if (file === leftOutFile) return [];
  return [{ url: exportAddress, text: body.toString() }];
}

/** What is kept of a file, and what it says. */
interface Opened {
  readonly bytes: Buffer;
  /** The file is evidence also when it cannot be used, so its fault is a value here. */
  readonly content: ExportContent | Problem;
  readonly leftOut: readonly string[];
}

const opened = new WeakMap<Buffer, Opened & { readonly account: string }>();

/** A file that several datasets are read from is opened once. */
function openOnce(bytes: Buffer, name: string, account: string): Opened {
  const known = opened.get(bytes);
  if (known?.account === account) return known;
  const found = { ...open(bytes, name, account), account };
  opened.set(bytes, found);
  return found;
}

/** Nothing is kept but what belongs into an export: of a file that is not JSON, nobody can tell what does. */
function open(bytes: Buffer, name: string, account: string): Opened {
  let cut: CutExport | null = null;
  try {
    cut = cutExport(parseText(bytes, name));
    const content = readExport(cut.value);
    const isOther = content.account !== null && !isAccount(content.account, account);
    if (isOther) throw new ForeignAccountError(`The 1Password export ${name}`, content.account ?? '');
    return { ...leftOf(cut), content };
  } catch (error) {
    if (error instanceof CollectError) return { ...leftOf(cut), content: error.problem };
    throw error;
  }
}

function leftOf(cut: CutExport | null): Pick<Opened, 'bytes' | 'leftOut'> {
  if (!cut) return { bytes: Buffer.alloc(0), leftOut: [] };
  return { bytes: Buffer.from(`${JSON.stringify(cut.value)}\n`), leftOut: cut.leftOut };
}

function parseText(bytes: Buffer, name: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    // The parser's own message quotes the file.
    throw new CollectError('malformed', `The 1Password export ${name} is not JSON. Export again.`);
  }
}

function ageProblems(exportedAt: string, { maxAgeDays, now }: ExportLimits): readonly Problem[] {
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
