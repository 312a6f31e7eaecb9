import { createHash } from 'node:crypto';
import { cpSync, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nightTime } from '../../demo/demo.ts';
import { thisCollector } from '../../lib/cli/collector.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import { packagePeriod } from '../../lib/package/package-period.ts';
import { periodOf } from '../../lib/package/period/period.ts';
import { datasetOf } from '../../lib/providers/dataset-of.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import { openFolderReader } from '../../lib/seal/verify/folder-reader.ts';
import { resealed } from '../package/verify/resealing.ts';
import { callExhibit } from './call.ts';
import { demoNights } from './demo-nights.ts';

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
  const { status, stdout, stderr } = await callExhibit(
    ['verify', place, '--key', key, '--json', ...options],
    {
      cwd: folder,
      environment: {},
    },
  );
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
    words: catalog,
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
});
