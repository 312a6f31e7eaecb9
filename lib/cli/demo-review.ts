import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoReview } from '../../demo/company/review.ts';
import { sheetCsv } from '../access-review/csv.ts';
import { decidedReview } from '../access-review/record.ts';
import { makeSheets, type ReviewSheet } from '../access-review/sheet.ts';
import type { Configuration } from '../config/configuration.ts';
import { sheetName } from '../controls/access/reviewed.ts';
import { csvRows } from '../files/csv-rows.ts';
import type { Locker } from '../locker/locker.ts';
import { services } from '../providers/services.ts';
import { sealedRuns } from '../runs/run-history.ts';
import { openVerifiedRun } from '../runs/verified-run.ts';
import { csvHead, csvRow } from '../text/csv.ts';
import { storeReview } from './store-review.ts';

/** The made-up company's review: the sheets of its last sealed night, filled in. Without such a night there is none. */
export async function demoReview(
  { configuration, locker }: { readonly configuration: Configuration; readonly locker: Locker },
  review: DemoReview,
): Promise<void> {
  if ((await sealedRuns(locker, { last: 1 })).length === 0) return;
  const { settings } = configuration;
  const run = await openVerifiedRun(locker, null, []);
  const texts = new Map(
    makeSheets(run, { settings, services, unusedDays: 30 }).map((sheet) => [
      sheetName(sheet.connection),
      filledIn(sheet, review),
    ]),
  );
  const decided = decidedReview(run, { services, settings, earlier: null }, (name) => texts.get(name) ?? '');
  if (decided.faults.length > 0) throw new Error(decided.faults.join('\n'));
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-review-'));
  try {
    for (const [name, text] of texts) await writeFile(join(folder, name), text);
    const files = [...texts.keys()].map((name) => join(folder, name));
    await storeReview(locker, decided.review, {
      at: new Date(review.at),
      files,
      timezone: configuration.timezone,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A sheet as a reviewer hands it back. */
export function filledIn(sheet: ReviewSheet, { by, removals }: DemoReview): string {
  const [head, ...rows] = csvRows([...sheetCsv(sheet)].join('').replace('\ufeff', ''));
  const titles = head?.cells ?? [];
  const own = removals.filter(({ connection }) => connection === sheet.connection);
  const lines = rows
    .filter(({ cells }) => (cells[titles.indexOf('row key')] ?? '') !== '')
    .map(({ cells }) => {
      const removal = own.find(({ account }) => account === cells[titles.indexOf('account')]);
      const decided: Readonly<Record<string, string>> = {
        decision: removal ? 'remove' : 'keep',
        'decided by': by.join(', '),
        note: removal?.note ?? '',
      };
      return csvRow(titles.map((title, at) => decided[title] ?? cells[at] ?? ''));
    });
  return csvHead(titles) + lines.join('');
}
