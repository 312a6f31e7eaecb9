import { createHash } from 'node:crypto';
import { cpSync, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nightTime } from '../../demo/demo.ts';
import { thisCollector } from '../../lib/cli/collector.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { canonicalDocument } from '../../lib/evidence/canonical.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import { packagePeriod } from '../../lib/package/package-period.ts';
import { periodOf } from '../../lib/package/period/period.ts';
import { datasetOf } from '../../lib/providers/dataset-of.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import { openFolderReader } from '../../lib/seal/verify/folder-reader.ts';
import { type Besides, resealed } from '../package/verify/resealing.ts';
import { demoNights } from './demo-nights.ts';
import { callHosted } from './hosts.ts';

const folder = mkdtempSync(join(tmpdir(), 'exhibit-forged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const collected = 5;
/** The night that is meddled with. */
const forgedNight = 4;
let run: string;
let signer: Signer;
let key: string;

beforeAll(async () => {
  const configuration = await demoNights(folder, collected, thisCollector('schedule'));
  signer = await openKeyFile(configuration.signing.key.name, { create: false });
  key = join(folder, 'trusted.pem');
  writeFileSync(key, signer.publicKey);
  run = `${nightTime(forgedNight).toISOString().slice(0, 19)}Z`;
});

const verify = async (place: string, ...options: string[]) => {
  const words = ['verify', place, '--key', key, '--json', ...options];
  const { status, stdout, stderr } = await callHosted(words, { cwd: folder, environment: {} });
  if (status === 2) throw new Error(stderr);
  return JSON.parse(stdout) as {
    ok: boolean;
    problems: { kind: string; path: string; message: string }[];
    rejudged: number;
    notRejudged: unknown[];
  };
};

test('a locker that nobody meddled with is judged again, night by night, and is the same', async () => {
  expect(await verify('evidence', '--rejudge')).toMatchObject({
    ok: true,
    problems: [],
    rejudged: collected,
    notRejudged: [],
  });
});

test('so is a package of some of its nights, which carries what they need from before', async () => {
  const path = join(folder, 'part.zip');
  const { version, commit } = thisCollector();
  const locker = openFolderLocker(join(folder, 'evidence'));
  const reader = openFolderReader(join(folder, 'evidence'));
  const day = (number: number): string => nightTime(number).toISOString().slice(0, 10);
  await packagePeriod({
    locker,
    reader,
    period: periodOf(day(3), day(5), 'Europe/Amsterdam'),
    now: nightTime(7),
    trustedKeys: [signer.publicKey],
    signer,
    maker: { version, commit },
    metadata: catalog,
    datasetOf,
    out: createWriteStream(path),
  });
  await Promise.all([reader.close(), locker.close()]);
  const verdict = await verify(path, '--rejudge', '--rebuild');
  expect([verdict.ok, verdict.problems, verdict.notRejudged]).toEqual([true, [], []]);
});

type Changes = Readonly<Record<string, (text: string) => string>>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Changes records, and what their document says of them. */
function records(dataset: string, change: (text: string) => string): Changes {
  const before = (): string =>
    readFileSync(join(folder, 'evidence', runFolder(run), `${dataset}.ndjson`), 'utf8');
  return {
    [`${dataset}.ndjson`]: change,
    [`${dataset}.json`]: (text) => text.replace(sha256(before()), sha256(change(before()))),
  };
}

describe('with the company’s own key, in a chain that was sealed again', () => {
  test.each<[string, () => Changes, string]>([
    [
      'a failing subject passes',
      () => ({ 'findings.ndjson': (text) => text.replace('"verdict":"fail"', '"verdict":"pass"') }),
      'findings.ndjson',
    ],
    [
      'a control passes',
      () => ({ 'findings.json': (text) => text.replace('"verdict":"fail"', '"verdict":"pass"') }),
      'findings.json',
    ],
    [
      'an administrator is none',
      () => records('google/users', (text) => text.replace('"isAdmin":true', '"isAdmin":false')),
      'google/users',
    ],
    [
      'somebody was never there',
      () => records('github/members', (text) => text.replace(/^.*\n/, '')),
      'github/members',
    ],
    [
      'the standard says something else',
      () => ({ 'standard.json': (text) => text.replace(/"at":"2026-10-24T14/, '"at":"2026-10-23T14') }),
      'drift.json',
    ],
    [
      'nothing changed that night',
      () => ({ 'drift.json': (text) => text.replace(/"events":\[.*\]/, '"events":[]') }),
      'drift.json',
    ],
  ])('%s: that night is named', async (_, changes, file) => {
    const forged = join(folder, 'forged');
    rmSync(forged, { recursive: true, force: true });
    cpSync(join(folder, 'evidence'), forged, { recursive: true });
    await resealed(forged, run, changes(), signer);
    expect((await verify('forged')).problems).toEqual([]);
    const { ok, problems } = await verify('forged', '--rejudge');
    expect([ok, problems.map(({ kind, path }) => `${kind} ${path}`)]).toEqual([
      false,
      expect.arrayContaining([`rejudged ${runFolder(run)}/${file}`]),
    ]);
  });

  const inDocument = (dataset: string, change: (document: Record<string, unknown>) => object): Changes => ({
    [`${dataset}.json`]: (text) => {
      const document = JSON.parse(text) as Record<string, unknown>;
      return canonicalDocument({ ...document, ...change(document) });
    },
  });
  const requests = (document: Record<string, unknown>) => document.requests as Record<string, unknown>[];

  /** What nothing is judged by, and a page or a table tells all the same. */
  test.each<[string, () => Changes, Besides, string]>([
    [
      'an export is called an answer of the provider',
      () => inDocument('onepassword/vaults', () => ({ origin: 'api' })),
      {},
      'onepassword/vaults',
    ],
    [
      'an export is younger than it was',
      () => inDocument('onepassword/vaults', ({ finishedAt }) => ({ exportedAt: finishedAt })),
      {},
      'onepassword/vaults',
    ],
    [
      'more people were active',
      () => inDocument('google/users', () => ({ population: { records: 60, strata: { active: 9999 } } })),
      {},
      'google/users',
    ],
    ['the clocks agreed', () => inDocument('google/users', () => ({ clockSkewMs: 7 })), {}, 'google/users'],
    ['nobody was asked', () => inDocument('google/users', () => ({ requests: [] })), {}, 'google/users'],
    [
      'an answer had another status',
      () =>
        inDocument('slack/users', (document) => ({
          requests: requests(document).map((one) => ({ ...one, status: 201 })),
        })),
      {},
      'slack/users',
    ],
    [
      'an answer had other records',
      () =>
        inDocument('slack/users', (document) => ({
          requests: requests(document).map((one) => ({ ...one, records: 9999 })),
        })),
      {},
      'slack/users',
    ],
    [
      'it was collected before it was asked',
      () => inDocument('google/users', ({ startedAt }) => ({ finishedAt: dayBefore(startedAt) })),
      {},
      'google/users',
    ],
    [
      'it was collected before the night began',
      () => inDocument('google/users', ({ startedAt }) => ({ startedAt: dayBefore(startedAt) })),
      {},
      'google/users',
    ],
    [
      'a document says more than documents do',
      () => inDocument('google/users', () => ({ note: 'All is well' })),
      {},
      'google/users',
    ],
    [
      'somebody else gave their word',
      () => ({ 'findings.json': (text) => text.replace(/("attestations":\[\{"at":"[^"]+","by":")/, '$1x') }),
      {},
      'findings.json',
    ],
    [
      'nobody gave their word',
      () => ({ 'findings.json': (text) => text.replace(/"attestations":\[.*?\]/, '"attestations":[]') }),
      {},
      'findings.json',
    ],
    [
      'less was planned',
      () => ({ 'plan.json': (text) => text.replace(/"datasets":\[\{[^}]*\},/, '"datasets":[') }),
      {},
      'plan.json',
    ],
    ['a page lies beside the evidence', () => ({}), { added: { 'a.html': 'All pass' } }, 'a.html'],
    ['its seal calls the night another', () => ({}), { said: { status: 'failed' } }, 'SHA256SUMS'],
    [
      'its seal lets the next night be late',
      () => ({}),
      { said: { nextDueBy: '2027-11-22T03:00:00.000Z' } },
      'SHA256SUMS',
    ],
    [
      'its seal speaks for more time',
      () => ({}),
      { said: { period: { from: '2026-01-01T00:00:00Z', to: '2026-10-27T01:00:00Z' } } },
      'SHA256SUMS',
    ],
    [
      'its seal names another configuration',
      () => ({}),
      { said: { configuration: { sha256: 'a'.repeat(64) } } },
      'SHA256SUMS',
    ],
  ])('%s: what says so is named', async (_, changes, besides, file) => {
    const forged = join(folder, 'forged');
    rmSync(forged, { recursive: true, force: true });
    cpSync(join(folder, 'evidence'), forged, { recursive: true });
    await resealed(forged, run, changes(), signer, besides);
    const { ok, problems } = await verify('forged', '--rejudge');
    expect([ok, problems.map(({ kind, path }) => `${kind} ${path}`)]).toEqual([
      false,
      expect.arrayContaining([`rejudged ${runFolder(run)}/${file}`]),
    ]);
  });
});

function dayBefore(time: unknown): string {
  return new Date(Date.parse(String(time)) - 86_400_000).toISOString();
}
