import { CollectError, type Problem } from '../../../evidence/problem.ts';
import type { ExportedFile } from '../../provider.ts';
import { type ExportContent, readExport } from './export.ts';
import type { Part, VaultSnapshot, VaultSource } from './vault-source.ts';

const dayMs = 86_400_000;
/** A clock may be a little off before an export counts as dated in the future. */
const toleranceMs = 5 * 60_000;

/** Vaults as a person exported them with `op`. `now` is the run's time, which the export's age is measured against. */
export function exportSource(file: ExportedFile, maxAgeDays: number, now: Date): VaultSource {
  return async () => {
    const bytes = await read(file);
    const { name } = file;
    const content = parse(bytes, name);
    if ('code' in content) return unusable(name, bytes, content);
    return snapshot(name, bytes, content, ageProblems(content.exportedAt, maxAgeDays, now));
  };
}

async function read(file: ExportedFile): Promise<Buffer> {
  try {
    return await file.read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new CollectError(
      'not-configured',
      `The 1Password export ${file.place} cannot be read (${code}). Make it with the script that exhibit init prints: ` +
        `sh onepassword-export.sh ${file.name}${file.handOver === null ? '' : `. Then: ${file.handOver}`}`,
      { cause: error },
    );
  }
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

function snapshot(
  name: string,
  bytes: Buffer,
  content: ExportContent,
  age: readonly Problem[],
): VaultSnapshot {
  const { exportedAt, exportedBy, problems, accessProblems } = content;
  const part = <Row>(rows: readonly Row[], found: readonly Problem[]): Part<Row> => ({
    kept: [{ name, bytes, records: rows.length }],
    rows,
    problems: [...age, ...found],
  });
  return {
    source: { origin: 'export', exportedAt, ...(exportedBy === null ? {} : { principal: exportedBy }) },
    vaults: part(content.vaults, problems),
    access: part(content.access, [...problems, ...accessProblems]),
  };
}

function unusable(name: string, bytes: Buffer, problem: Problem): VaultSnapshot {
  const part = { kept: [{ name, bytes, records: 0 }], rows: [], problems: [problem] };
  return { source: { origin: 'export' }, vaults: part, access: part };
}

function ageProblems(exportedAt: string, maxAgeDays: number, now: Date): readonly Problem[] {
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
