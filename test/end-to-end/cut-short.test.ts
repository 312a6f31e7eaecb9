import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nightTime } from '../../demo/demo.ts';
import { thisCollector } from '../../lib/cli/collector.ts';
import { canonicalDocument } from '../../lib/evidence/canonical.ts';
import { sha256Of } from '../../lib/evidence/sha256.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import { resealed } from '../package/verify/resealing.ts';
import { demoNights } from './demo-nights.ts';
import { callHosted } from './hosts.ts';

const folder = mkdtempSync(join(tmpdir(), 'exhibit-cut-short-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = `${nightTime(2).toISOString().slice(0, 19)}Z`;
const cut = 'bitwarden/collection-access';
let signer: Signer;

beforeAll(async () => {
  // So few that hardly a list comes whole.
  const limits = '\nlimits:\n  datasetRecords: 3\n';
  const { signing } = await demoNights(folder, 2, thisCollector('schedule'), limits);
  signer = await openKeyFile(signing.key.name, { create: false });
  writeFileSync(join(folder, 'trusted.pem'), signer.publicKey);
});

async function judgedAgain(place: string): Promise<readonly string[]> {
  const words = ['verify', place, '--key', 'trusted.pem', '--rejudge', '--json'];
  const { status, stderr, stdout } = await callHosted(words, { cwd: folder, environment: {} });
  if (status === 2) throw new Error(stderr);
  const { problems } = JSON.parse(stdout) as { problems: readonly { kind: string; path: string }[] };
  return problems.map(({ kind, path }) => `${kind} ${path}`);
}

test('lists that were cut short by a limit are made again up to there, and are the same', async () => {
  const document = JSON.parse(
    readFileSync(join(folder, 'evidence', runFolder(run), `${cut}.json`), 'utf8'),
  ) as object;
  expect(document).toMatchObject({ completeness: 'partial', problem: { code: 'truncated' } });
  expect(await judgedAgain('evidence')).toEqual([]);
});

test.each<[string, (lines: string) => string, boolean]>([
  ['without its last answer', (lines) => lines, false],
  ['without more than that', (lines) => lines.replace(/^.*\n/, ''), true],
])('a list that time is said to have cut short may be %s', async (_, change, isNamed) => {
  const forged = join(folder, 'forged');
  rmSync(forged, { recursive: true, force: true });
  cpSync(join(folder, 'evidence'), forged, { recursive: true });
  const lying = (name: string): string =>
    readFileSync(join(folder, 'evidence', runFolder(run), name), 'utf8');
  const records = change(lying(`${cut}.ndjson`));
  const timedOut = (text: string): string => {
    const document = JSON.parse(text) as { records: object };
    return canonicalDocument({
      ...document,
      problem: { code: 'timeout', message: 'The dataset was not done in time.' },
      records: { ...document.records, sha256: sha256Of(records) },
    });
  };
  const manyRecords = (text: string): string => text.replace(/"datasetRecords":3/, '"datasetRecords":9999');
  const standard = sha256Of(manyRecords(lying('standard.json')));
  const changes = {
    [`${cut}.json`]: timedOut,
    'standard.json': manyRecords,
    'plan.json': (text: string) =>
      text.replace(/"standard":\{"sha256":"\w+"/, `"standard":{"sha256":"${standard}"`),
  };
  await resealed(forged, run, changes, signer, { added: { [`${cut}.ndjson`]: records } });
  const named = await judgedAgain('forged');
  expect(named).toContain(`rejudged ${runFolder(run)}/slack/users`);
  expect(named.includes(`rejudged ${runFolder(run)}/${cut}`)).toBe(isNamed);
});

test.each<[string, object]>([
  ['it holds more', { population: { records: 9999, strata: {} } }],
  ['it is from another night', { run: '2026-10-24T00:00:00Z' }],
])(
  'with the company’s own key, of a list that was cut short it is said that %s: it is named',
  async (_, said) => {
    const forged = join(folder, 'forged');
    rmSync(forged, { recursive: true, force: true });
    cpSync(join(folder, 'evidence'), forged, { recursive: true });
    const change = (text: string): string => canonicalDocument({ ...(JSON.parse(text) as object), ...said });
    await resealed(forged, run, { [`${cut}.json`]: change }, signer);
    expect(await judgedAgain('forged')).toContain(`rejudged ${runFolder(run)}/${cut}`);
  },
);
