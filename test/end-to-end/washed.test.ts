import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { daysBefore, type Json } from './company.ts';
import { type Scene, stage } from './harness.ts';
import { callHosted } from './hosts.ts';
import { filesOf } from './locker.ts';

const nights = [2, 1, 0].map((days) => `${daysBefore(days).slice(0, 19)}Z`);
const last = nights.at(-1) ?? '';
const folder = join('runs', last.replaceAll(':', '-'));
const seal = join('chain', '0000000003.sigstore.json');

let scene: Scene;

beforeAll(async () => {
  scene = await stage({ call: callHosted });
  for (const night of nights) await scene.run(night);
});
afterAll(async () => scene[Symbol.asyncDispose]());

describe('A sealed night from which seal, list and findings are taken, and in which a record is changed', () => {
  let before: readonly string[];
  beforeAll(() => {
    for (const name of ['SHA256SUMS', 'findings.json', 'findings.ndjson', 'drift.json'])
      rmSync(join(scene.locker, folder, name));
    rmSync(join(scene.locker, seal));
    const records = join(scene.locker, folder, 'google', 'users.ndjson');
    const text = readFileSync(records, 'utf8');
    rmSync(records);
    writeFileSync(records, text.replaceAll('"isEnrolledIn2Sv":false', '"isEnrolledIn2Sv":true'));
    before = filesOf(scene.locker);
  });

  test.each([
    ['the next night', daysBefore(-1)],
    ['the same night', last],
  ])('is not sealed again by %s: status 2, with what to do', async (_, at) => {
    const asked = scene.google.requests.length;
    const { status, stdout, stderr } = await scene.run(at);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/is older than what its key has signed.*Bring back the locker as it was/s);
    expect(stderr).not.toContain('bug in Exhibit');
    expect(scene.google.requests.length).toBe(asked);
    expect(filesOf(scene.locker)).toEqual(before);
  });

  test('is named by `verify`, where it can see what the key remembers', async () => {
    const { status, json } = await scene.ask(['verify']);
    expect(status).toBe(1);
    expect(json.problems).toContainEqual({
      kind: 'truncated',
      path: 'chain/',
      message: expect.stringContaining('The key has signed seal 3'),
    });
  });
});

test('A run of a time to come ends with status 2, and stores nothing', async () => {
  await using fresh = await stage({ call: callHosted });
  const { status, stdout, stderr } = await fresh.run('2199-01-01T02:00:00Z');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/2199-01-01T02:00:00Z, is in the future.*Give --at a time in the past/);
  expect(filesOf(fresh.locker)).toEqual([]);
});

test('A night that was cut off is named when a later one ended it: by the run, by `verify`, and by no problem', async () => {
  await using fresh = await stage({ call: callHosted });
  const [first = '', second = ''] = nights;
  await fresh.run(first);
  // As a process that was killed leaves it: planned, and nothing more.
  const run = join(fresh.locker, 'runs', first.replaceAll(':', '-'));
  const plan = readFileSync(join(run, 'plan.json'));
  for (const path of ['runs', 'chain', 'keys', 'alerts'])
    rmSync(join(fresh.locker, path), { recursive: true, force: true });
  rmSync(join(fresh.folder, '.exhibit'), { recursive: true });
  mkdirSync(run, { recursive: true });
  writeFileSync(join(run, 'plan.json'), plan);
  const { json, stderr } = await fresh.run(second);
  expect(stderr).toContain(`${first} had been cut off`);
  expect(json.alert.headline).toContain('1 night ended late');
  const verified = await fresh.ask(['verify']);
  expect([verified.status, verified.json.problems]).toEqual([0, []]);
  expect(verified.json.notices.map(({ kind, path }: Json) => [kind, path])).toEqual([
    ['ended-late', 'chain/0000000001.sigstore.json'],
  ]);
  expect((await fresh.exhibit(['verify'])).stdout).toMatch(/ended-late[\s\S]*was cut off/);
  expect(existsSync(join(fresh.folder, '.exhibit', 'signing-key.pem.head.json'))).toBe(true);
});
