import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sheetCsv } from '../../access-review/csv.ts';
import { reviewFile } from '../../access-review/folder.ts';
import { allConcerns, concernText } from '../../access-review/labels.ts';
import { allSheets } from '../../access-review/not-connected.ts';
import { reviewPage } from '../../access-review/page.ts';
import type { ReviewSheet } from '../../access-review/sheet.ts';
import { newestReview } from '../../access-review/still-open.ts';
import type { Configuration } from '../../config/configuration.ts';
import { sheetName } from '../../controls/access/reviewed.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import type { ReviewReport } from '../../index.ts';
import type { Locker } from '../../locker/locker.ts';
import { servicesIn } from '../../own-providers/services.ts';
import { readAttestations } from '../../runs/attestations.ts';
import { findRun } from '../../runs/drift-between.ts';
import { sealedRuns } from '../../runs/run-history.ts';
import { openVerifiedRun, type VerifiedRun } from '../../runs/verified-run.ts';
import type { ReviewOptions } from '../definitions/people.ts';
import { emptyFolder } from '../empty-folder.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { readTrustedKeys } from '../reading.ts';
import { type Terminal, terminal } from '../terminal.ts';
import { columns, plural, wrap } from '../text.ts';
import { recordReview } from './record-review.ts';

/** `exhibit review`: who has what, from sealed evidence, as sheets and as a page to print. */
export async function reviewCommand(options: ReviewOptions, now: Date): Promise<ExitCode> {
  if (options.record !== undefined) return await recordReview({ ...options, record: options.record }, now);
  const shown = terminal(options);
  const unusedDays = daysOf(options.unused);
  const configuration = await openConfiguration(options);
  return await withExistingLocker(configuration.locker, async (locker) => {
    const wanted = options.run === undefined ? null : await runNamed(locker, options.run);
    const keys = await readTrustedKeys(configuration.trustedKeys);
    const run = await openVerifiedRun(locker, wanted, keys);
    const attestations = (await readAttestations(locker)).map(({ attestation }) => attestation);
    const sheets = allSheets(run, {
      earlier: newestReview(attestations),
      settings: configuration.settings,
      services: servicesIn(configuration),
      unusedDays,
    });
    const remarks = remarksOf(run, configuration);
    const folder = await emptyFolder(options.out, 'access-review');
    const files = await writeReview(folder, { run, sheets, unusedDays, remarks });
    const report = reviewJson(run, sheets, remarks, folder, files);
    await writeFile(join(folder, reviewFile), canonicalDocument(report), { flag: 'wx' });
    if (options.json) shown.out(JSON.stringify(report));
    else shown.out(reviewText(run, sheets, remarks, folder, shown));
    return sheets.some(({ gaps }) => gaps.length > 0) || remarks.length > 0 ? 1 : 0;
  });
}

function daysOf(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new CommandError(`--unused ${text} is not a number of days.`);
}

async function runNamed(locker: Locker, name: string): Promise<string> {
  const runs = await sealedRuns(locker);
  const run = findRun(runs, name);
  if (run === undefined)
    throw new CommandError(
      `There is no sealed run ${name}. The first is ${runs[0]}, the last ${runs.at(-1)}.`,
    );
  return run;
}

/** What makes the review say less than it seems to. */
function remarksOf(run: VerifiedRun, { sha256 }: Configuration): string[] {
  return [
    ...(run.findings.status === 'complete'
      ? []
      : [
          `The evidence of this night is ${run.findings.status}; each service says below what that means for it.`,
        ]),
    ...(run.findings.configuration.sha256 === sha256
      ? []
      : ['The configuration has changed since this night: people are joined with accounts as it is now.']),
  ];
}

async function writeReview(
  folder: string,
  page: Parameters<typeof reviewPage>[0],
): Promise<readonly string[]> {
  const csv = page.sheets.map((sheet) => [sheetName(sheet.connection), sheetCsv(sheet)] as const);
  const files = [['access-review.html', reviewPage(page)] as const, ...csv];
  for (const [name, pieces] of files)
    await pipeline(Readable.from(pieces), createWriteStream(join(folder, name), { flags: 'wx' }));
  return [...files.map(([name]) => name), reviewFile];
}

function reviewJson(
  run: VerifiedRun,
  sheets: readonly ReviewSheet[],
  remarks: readonly string[],
  folder: string,
  files: readonly string[],
): ReviewReport {
  return {
    schema: 'exhibit/review/v1',
    run: run.run,
    seal: run.seal,
    trust: run.trust,
    folder,
    files,
    remarks,
    sheets: sheets.map(({ connection, provider, counts, gaps, population, untold }) => {
      return { connection, provider, counts, gaps, population: { sha256: population }, untold };
    }),
  };
}

function reviewText(
  { run, seal, trust, findings }: VerifiedRun,
  sheets: readonly ReviewSheet[],
  remarks: readonly string[],
  folder: string,
  shown: Terminal,
): string {
  const rows = sheets.map(({ connection, counts }) => {
    const found = allConcerns.filter((one) => counts.concerns[one]);
    const text = found.map((one) => `${counts.concerns[one]} ${concernText[one]}`).join(', ');
    return [connection, plural(counts.accounts, 'account'), text || 'nothing to decide'];
  });
  const gaps = [
    ...remarks,
    ...new Set(sheets.flatMap((sheet) => sheet.gaps.map((gap) => `${sheet.connection}: ${gap}`))),
  ];
  return [
    `${shown.paint('bold', 'Access review')}  ${findings.organization}, night of ${run}, seal number ${seal.sequence}`,
    '',
    columns(rows),
    '',
    shown.paint('dim', 'What a service never states is not in these numbers; each sheet says what that is.'),
    ...(gaps.length > 0 ? ['', shown.paint('yellow', 'Not known')] : []),
    ...gaps.map((gap) => wrap(`  ? ${gap}`, shown.columns, '    ')),
    ...(trust === 'locker'
      ? [
          '',
          wrap(
            'The seal was checked with a key from the locker itself; name one under trustedKeys: to rely on it.',
            shown.columns,
          ),
        ]
      : []),
    '',
    `${folder}`,
    '  access-review.html   the page to read and print',
    '  <service>.csv        a sheet for each service, with room for the decisions',
    '  review.json          which night these are of, for recording the review',
    '',
    wrap(
      'Write keep, remove or change into every row, with the address of whoever decided, and record it. It counts for a year:',
      shown.columns,
    ),
    `  exhibit review --record ${folder}`,
  ].join('\n');
}
