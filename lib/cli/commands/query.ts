import type { QueryReport } from '../../index.ts';
import { type Queried, query } from '../../query/query.ts';
import type { QueryOptions } from '../definitions/auditor.ts';
import type { ExitCode } from '../exit.ts';
import { callerLocker } from '../paths.ts';
import { withReader } from '../reading.ts';
import { terminal } from '../terminal.ts';
import { columns, inert, plural, wrap } from '../text.ts';

/** `exhibit query SQL`: a question over the sealed nights of a locker or a package. */
export async function queryCommand(
  sql: string,
  locker: string | undefined,
  options: QueryOptions,
): Promise<ExitCode> {
  const shown = terminal(options);
  const location = locker === undefined ? await configured(options) : callerLocker(locker);
  const found = await withReader(location, (reader) => query(sql, reader));
  if (options.json) shown.out(JSON.stringify({ schema: 'exhibit/query/v1', ...found } satisfies QueryReport));
  else {
    shown.out(resultText(found));
    for (const line of doubts(found)) shown.err(wrap(line, shown.columns, '  '));
  }
  return 0;
}

async function configured(options: QueryOptions): Promise<string> {
  return (await (await import('../open.ts')).openConfiguration(options)).locker;
}

function resultText({ columns: heads, rows }: Queried): string {
  const cells = rows.map((row) => heads.map(({ name }) => cell(row[name])));
  return columns([heads.map(({ name }) => inert(name)), ...cells]);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  return inert(typeof value === 'string' ? value : JSON.stringify(value));
}

/** What the answer does not know of. */
function doubts({ incomplete, nights, rows, unsealed }: Queried): string[] {
  return [
    `${plural(rows.length, 'row')} from ${plural(nights.count, 'sealed night')}, ${nights.first} to ${nights.last}. Hashes were compared with the seals; \`exhibit verify\` checks signatures.`,
    ...(incomplete.length > 0
      ? [
          `Not complete on their night: ${plural(incomplete.length, 'dataset')}. The answer may lack rows; see datasets.completeness.`,
        ]
      : []),
    ...(unsealed.length > 0 ? [`Left out, because they have no seal: ${unsealed.join(', ')}.`] : []),
  ];
}
