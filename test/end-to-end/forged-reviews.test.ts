import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addressOf } from '../../demo/company/identifiers.ts';
import { nightTime, startDemo } from '../../demo/demo.ts';
import { decidedReview } from '../../lib/access-review/record.ts';
import { makeSheets } from '../../lib/access-review/sheet.ts';
import { newestReview } from '../../lib/access-review/still-open.ts';
import { thisCollector } from '../../lib/cli/collector.ts';
import { demoNight } from '../../lib/cli/demo-night.ts';
import { filledIn } from '../../lib/cli/demo-review.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import { storeReview } from '../../lib/cli/store-review.ts';
import type { Configuration } from '../../lib/config/configuration.ts';
import { sheetName } from '../../lib/controls/access/reviewed.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import type { RecordedReview } from '../../lib/judging/recorded-review.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import { packagePeriod } from '../../lib/package/package-period.ts';
import { periodOf } from '../../lib/package/period/period.ts';
import { datasetOf } from '../../lib/providers/dataset-of.ts';
import { services } from '../../lib/providers/services.ts';
import { readAttestations } from '../../lib/runs/attestations.ts';
import { openVerifiedRun } from '../../lib/runs/verified-run.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import { openFolderReader } from '../../lib/seal/verify/folder-reader.ts';
import { callHosted } from './hosts.ts';

const folder = mkdtempSync(join(tmpdir(), 'exhibit-reviews-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is said of a night in place of what its sheets come to. */
interface Forgery {
  readonly says?: (review: RecordedReview) => RecordedReview;
  readonly sheets?: (name: string, text: string) => string;
}

const first = <One>(list: readonly One[], change: (one: One) => One): readonly One[] =>
  list.map((one, at) => (at === 0 ? change(one) : one));

/** Each is recorded before a night of its own, from the fourth on; before the third, one that is true. */
const forgeries: readonly (readonly [string, string, Forgery])[] = [
  [
    'more accounts were looked at',
    'note',
    {
      says: (review) => ({
        ...review,
        sheets: first(review.sheets, (sheet) => ({
          ...sheet,
          population: { ...sheet.population, rows: 9999 },
        })),
      }),
    },
  ],
  [
    'the night showed other accounts',
    'sheets',
    {
      says: (review) => ({
        ...review,
        sheets: first(review.sheets, (sheet) => ({
          ...sheet,
          population: { ...sheet.population, sha256: 'a'.repeat(64) },
        })),
      }),
    },
  ],
  ['nothing was to follow', 'note', { says: (review) => ({ ...review, changes: [] }) }],
  [
    'what was to go had fewer rights',
    'changes',
    {
      says: (review) => ({
        ...review,
        changes: first(review.changes, (change) => ({ ...change, was: { ...change.was, roles: [] } })),
      }),
    },
  ],
  [
    'its sheet says something else',
    'note',
    { sheets: (name, text) => (name === 'aws.csv' ? text.replace('remove', 'keep') : text) },
  ],
];

let signer: Signer;
let key: string;

beforeAll(async () => {
  let at = nightTime(1);
  const demo = await startDemo({ folder, now: () => at });
  try {
    const config = join(folder, 'exhibit.yaml');
    writeFileSync(config, demo.configuration('./evidence'));
    const configuration = await openConfiguration({ config });
    const collector = thisCollector('schedule');
    for (let number = 1; number <= forgeries.length + 3; number++) {
      at = nightTime(number);
      const [, , forgery = {}] = forgeries[number - 4] ?? [];
      if (number >= 3) await review(configuration, at, forgery);
      await demoNight({ demo, configuration, number, collector });
    }
    signer = await openKeyFile(configuration.signing.key.name, { create: false });
    key = join(folder, 'trusted.pem');
    writeFileSync(key, signer.publicKey);
  } finally {
    await demo.close();
  }
});

const removals = [
  { connection: 'aws', account: 'brochure-upload', note: 'The brochure is printed elsewhere' },
];
const by = ['Adaeze Nwosu', 'Ines Verbeek'].map(addressOf);

/** Of the newest sealed night, as `exhibit review --record` does it, but for what is forged. */
async function review(configuration: Configuration, before: Date, forgery: Forgery): Promise<void> {
  const { says = (said) => said, sheets = (_, text) => text } = forgery;
  const locker = openFolderLocker(configuration.locker);
  const { settings } = configuration;
  const run = await openVerifiedRun(locker, null, []);
  const made = makeSheets(run, { settings, services, unusedDays: 30 });
  const at = new Date(before.getTime() - 10 * 3_600_000);
  const texts = new Map(
    made.map((sheet) => [
      sheetName(sheet.connection),
      filledIn(sheet, { by, removals, at: at.toISOString() }),
    ]),
  );
  const earlier = newestReview((await readAttestations(locker)).map(({ attestation }) => attestation));
  const options = { services, settings, earlier };
  const decided = decidedReview(run, options, (name) => texts.get(name) ?? '');
  expect(decided.faults).toEqual([]);
  const handed = mkdtempSync(join(folder, 'sheets-'));
  for (const [name, text] of texts) writeFileSync(join(handed, name), sheets(name, text));
  const files = [...texts.keys()].map((name) => join(handed, name));
  await storeReview(locker, says(decided.review), { at, files, timezone: configuration.timezone });
  await locker.close();
}

const verify = async (place: string, ...options: string[]) => {
  const words = ['verify', place, '--key', key, '--json', ...options];
  const { status, stderr, stdout } = await callHosted(words, { cwd: folder, environment: {} });
  if (status === 2) throw new Error(stderr);
  return JSON.parse(stdout) as {
    ok: boolean;
    problems: { kind: string; path: string; message: string }[];
    rejudged: number;
  };
};

const runOf = (number: number): string => `${nightTime(number).toISOString().slice(0, 19)}Z`;

test('each forged review is named on the night that was judged by it, and the true one is not', async () => {
  expect((await verify('evidence')).problems).toEqual([]);
  const { ok, problems, rejudged } = await verify('evidence', '--rejudge');
  expect([ok, rejudged]).toEqual([false, forgeries.length + 3]);
  const named = problems.map(
    ({ kind, message, path }) => `${kind} ${path} ${/says of (\w+)/.exec(message)?.[1]}`,
  );
  expect(named).toEqual(
    forgeries.map(([, part], at) => `rejudged ${runFolder(runOf(at + 4))}/standard.json ${part}`),
  );
});

test('a package holds what the sheets of a review were made of, of a night before its own as well', async () => {
  const pack = async (number: number) => {
    const path = join(folder, `of-${number}.zip`);
    const { version, commit } = thisCollector();
    const evidence = join(folder, 'evidence');
    const [locker, reader] = [openFolderLocker(evidence), openFolderReader(evidence)];
    const day = nightTime(number).toISOString().slice(0, 10);
    await packagePeriod({
      locker,
      reader,
      period: periodOf(day, day, 'Europe/Amsterdam'),
      now: nightTime(forgeries.length + 5),
      trustedKeys: [signer.publicKey],
      signer,
      maker: { version, commit },
      metadata: catalog,
      datasetOf,
      out: createWriteStream(path),
    });
    await Promise.all([reader.close(), locker.close()]);
    return path;
  };
  expect(await verify(await pack(3), '--rebuild', '--rejudge')).toMatchObject({ ok: true, problems: [] });
  const { problems } = await verify(await pack(4), '--rebuild', '--rejudge');
  expect(problems.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    `rejudged ${runFolder(runOf(4))}/standard.json`,
  ]);
});
