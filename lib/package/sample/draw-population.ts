import { sha256Of } from '../../evidence/sha256.ts';
import { csvRows } from '../../files/csv-rows.ts';
import { draw, populationMethod } from '../../report/draw.ts';
import { type Moved, movedSubject, type PopulationName } from '../../report/populations.ts';
import { AuditorError } from '../error.ts';

/** A row of a population that was drawn. */
export interface DrawnRow {
  readonly subject: string;
  readonly hash: string;
  /** The night that first shows it. */
  readonly night: string;
  /** Titles of the table, and what stands under them. */
  readonly row: Readonly<Record<string, string>>;
}

/** What `exhibit sample --population` gives. */
export interface PopulationSample {
  readonly schema: 'exhibit/sample-population/v1';
  /** The table without `.csv`. */
  readonly list: PopulationName;
  readonly period: { readonly from: string; readonly to: string; readonly timezone: string };
  readonly seed: string;
  readonly size: number;
  readonly population: number;
  readonly method: string;
  readonly items: readonly DrawnRow[];
}

/** @param table the text of `<list>.csv`. Throws `AuditorError` where it is none */
export function drawPopulation(
  table: string,
  { list, period, seed, size }: Pick<PopulationSample, 'list' | 'period' | 'seed' | 'size'>,
): PopulationSample {
  const [head, ...lines] = csvRows(table.replace(/^\ufeff/, ''));
  if (!head) throw new AuditorError('malformed', `${list}.csv has no row, not even its titles.`);
  const drawing = draw(seed, size, sha256Of);
  const rows = new Map<string, Record<string, string>>();
  for (const { cells } of lines) {
    const row = Object.fromEntries(head.cells.map((title, at) => [title, plain(cells[at] ?? '')]));
    const subject = movedSubject(movedIn(row));
    rows.set(subject, row);
    drawing.add(subject);
  }
  const items = drawing.drawn().map(({ subject, hash }): DrawnRow => {
    const row = rows.get(subject) ?? {};
    return { subject, hash, night: row.night ?? '', row };
  });
  const { from, to, timezone } = period;
  return {
    schema: 'exhibit/sample-population/v1',
    list,
    period: { from, to, timezone },
    seed,
    size,
    population: drawing.population,
    method: populationMethod,
    items,
  };
}

/** A table puts an apostrophe before what a spreadsheet would reckon with. */
function plain(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\uff0b\uff0d\uff1d\uff20])/u, '');
}

function movedIn({ account, field, list, night = '', vault, what, who }: Record<string, string>): Moved {
  if (vault !== undefined) return { run: night, list: vault, who: who ?? '', what: what ?? '' };
  return { run: night, list: list ?? '', who: account ?? '', what: field ?? '' };
}
