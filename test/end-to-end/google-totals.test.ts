import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openZipReader } from '../../lib/zip/zip-reader.ts';
import type { Json } from './company.ts';
import { stage } from './harness.ts';
import { callHosted } from './hosts.ts';

/** Nights by whose clock the command runs: Google's report is two days late. */
const nights = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'];
let now = new Date();
const scene = await stage({
  connections: ['google'],
  now: () => now,
  call: (words, options) => callHosted(words, { ...options, now: now.toISOString() }),
});
const outcomes: Json[] = [];
afterAll(async () => {
  await scene[Symbol.asyncDispose]();
});

beforeAll(async () => {
  const path = join(scene.folder, 'exhibit.yaml');
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(/^( +)subject: .*$/m, (line, gap) => `${line}\n${gap}reports: { usage: true }`),
  );
  for (const night of nights) {
    now = new Date(`${night}T02:00:30Z`);
    const { json, stderr } = await scene.run(`${night}T02:00:00Z`);
    outcomes.push(json ?? stderr);
  }
});

/** Google's own count of users, as a night has it. */
function usageOf(night: string): Json {
  return JSON.parse(
    readFileSync(join(scene.locker, 'runs', `${night}T02-00-00Z`, 'google', 'usage.ndjson'), 'utf8'),
  );
}

function totalOf(outcome: Json): Json {
  return outcome.controls
    .find(({ id }: Json) => id === 'evidence.complete')
    .exceptions.filter(({ subject }: Json) => subject.endsWith('total'));
}

test('Google’s count of a day is held against our own list of that day, as soon as there is one', () => {
  expect(usageOf('2026-11-17')).toMatchObject({ date: '2026-11-14', listing: null });
  expect(usageOf('2026-11-22')).toMatchObject({
    date: '2026-11-19',
    listing: { run: '2026-11-20T02:00:00Z' },
    listingsAround: [{ run: '2026-11-19T02:00:00Z' }, { run: '2026-11-21T02:00:00Z' }],
  });
  expect(outcomes.map(totalOf)).toEqual(nights.map(() => []));
});

test('a night on which it was asked for is judged again from what is sealed', async () => {
  const { json } = await scene.ask(['verify', '--rejudge']);
  expect(json).toMatchObject({ ok: true, problems: [], notRejudged: [], rejudged: nights.length });
});

test('so is a package, which carries what the nights before its first say of the list', async () => {
  const made = await scene.ask([
    'package',
    '--from',
    '2026-11-22',
    '--to',
    '2026-11-22',
    '--out',
    'audit.zip',
  ]);
  const path = join(scene.folder, 'audit.zip');
  const reader = await openZipReader(path);
  const carried = (await reader.files('before')).filter(({ path: name }) =>
    name.endsWith('/google/users.json'),
  );
  await reader.close();
  expect([made.stderr, carried.length]).toEqual(['', nights.length - 1]);
  const { json } = await scene.ask(['verify', path, '--rejudge']);
  expect(json).toMatchObject({ ok: true, problems: [], notRejudged: [], rejudged: 1 });
});

test('the package says of the list what it was held against', async () => {
  const reader = await openZipReader(join(scene.folder, 'audit.zip'));
  const text = (await reader.read('populations/google-users.json'))?.toString() ?? '';
  await reader.close();
  expect(JSON.parse(text).reconciledWith).toMatchObject({
    kind: 'earlier',
    dataset: 'usage',
    says: expect.stringContaining('a count of a past day'),
  });
});
