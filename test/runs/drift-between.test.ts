import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type DriftEvent, type DriftType, driftEvent } from '../../lib/drift/event.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { driftBetween } from '../../lib/runs/drift-between.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { sealRun } from '../../lib/seal/seal.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import { sumRun } from '../../lib/seal/sum-run.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { sealInput } from '../seal/nights.ts';

let locker: Locker;
let signer: Signer;
beforeEach(async () => {
  locker = openFolderLocker(await temporaryFolder());
  signer = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
});
type Change = readonly [DriftType, string | null, string | null, string | null];

/** Nights with their changes: kind, subject, before, after. */
async function nights(...changes: Change[][]): Promise<string[]> {
  const runs = changes.map((_, night) => `2026-11-${20 + night}T02:00:00Z`);
  for (const [night, run] of runs.entries()) await finish(run, changes[night] ?? []);
  return runs;
}

async function finish(run: string, changes: Change[]): Promise<void> {
  const events = changes.map(([type, subject, before, after]) =>
    driftEvent(run, { type, control: controlOf(type), subject, before, after, message: `${type}.` }),
  );
  const folder = runFolder(run);
  await locker.create(
    `${folder}/drift.json`,
    JSON.stringify({ schema: 'exhibit/drift/v1', run, since: null, events }),
  );
  await locker.create(`${folder}/findings.json`, JSON.stringify({ run, drift: { path: 'drift.json' } }));
  await seal(run);
}

async function seal(run: string): Promise<void> {
  await sumRun(locker, run);
  await sealRun({ ...sealInput(locker, signer, 0), run });
}
const controlOf = (type: DriftType): string | null => (type.startsWith('control.') ? 'c' : null);

async function events(from: string | null, to: string | null): Promise<readonly DriftEvent[]> {
  const found = await driftBetween(locker, from, to);
  if ('missing' in found) throw new Error(found.missing);
  return found.events;
}
const short = (all: readonly DriftEvent[]) =>
  all.map(({ type, subject, before, after }) => [type, subject, before, after]);
const net = async (...changes: Change[]) => {
  await nights([], ...changes.map((change) => [change]));
  return short(await events('2026-11-20', null));
};

describe('Two changes of one subject', () => {
  test.each<[string, Change, Change]>([
    ['a control', ['control.failed', 'ana', 'pass', 'fail'], ['control.recovered', 'ana', 'fail', 'pass']],
    ['a newcomer', ['control.failed', 'ana', null, 'fail'], ['control.recovered', 'ana', 'fail', null]],
    [
      'a newcomer who came to pass',
      ['control.failed', 'ana', null, 'fail'],
      ['control.recovered', 'ana', 'fail', 'pass'],
    ],
    [
      'somebody who passed and went',
      ['control.failed', 'ana', 'pass', 'fail'],
      ['control.recovered', 'ana', 'fail', null],
    ],
    ['a waiver', ['control.waived', 'ana', 'fail', 'waived'], ['control.failed', 'ana', 'waived', 'fail']],
    [
      'a collection',
      ['collection.failed', 'google/users', 'complete', 'failed'],
      ['collection.recovered', 'google/users', 'failed', 'complete'],
    ],
    [
      'a collection that came back with nobody',
      ['collection.failed', 'google/users', 'complete', 'failed'],
      ['collection.recovered', 'google/users', 'failed', 'empty'],
    ],
    ['a vault', ['vault.joined', 'ana', null, 'npm'], ['vault.left', 'ana', 'npm', null]],
    ['a setting', ['setting.changed', 'x', '1', '2'], ['setting.changed', 'x', '2', '1']],
    ['a new setting', ['setting.changed', 'x', null, '2'], ['setting.changed', 'x', '2', null]],
  ])('that undo each other are none: %s', async (_, first, second) => {
    expect(await net(first, second)).toEqual([]);
  });

  test.each<[string, Change, Change, Change]>([
    [
      'a control',
      ['control.failed', 'ana', 'pass', 'fail'],
      ['control.unknown', 'ana', 'fail', 'unknown'],
      ['control.unknown', 'ana', 'pass', 'unknown'],
    ],
    [
      'a setting',
      ['setting.changed', 'x', '1', '2'],
      ['setting.changed', 'x', '2', '3'],
      ['setting.changed', 'x', '1', '3'],
    ],
    [
      'a setting that goes',
      ['setting.changed', 'x', '1', '2'],
      ['setting.changed', 'x', '2', null],
      ['setting.changed', 'x', '1', null],
    ],
    [
      'a waiver',
      ['waiver.ending', 'ana', null, '2026-12-01'],
      ['waiver.ended', 'ana', null, '2026-12-01'],
      ['waiver.ended', 'ana', null, '2026-12-01'],
    ],
    [
      'a collection',
      ['collection.failed', 'google/users', 'complete', 'partial'],
      ['collection.failed', 'google/users', 'partial', null],
      ['collection.failed', 'google/users', 'complete', null],
    ],
  ])('that follow each other are one: %s', async (_, first, second, both) => {
    expect(await net(first, second)).toEqual([both]);
  });

  test('of different vaults are two', async () => {
    expect(
      await net(['vault.joined', 'ana', null, 'npm'], ['vault.left', 'ana', 'cloud', null]),
    ).toHaveLength(2);
  });

  test('that were undone and done again are one', async () => {
    await nights(
      [],
      [['vault.joined', 'ana', null, 'npm']],
      [['vault.left', 'ana', 'npm', null]],
      [['vault.joined', 'ana', null, 'npm']],
    );
    expect(short(await events('2026-11-20', null))).toEqual([['vault.joined', 'ana', null, 'npm']]);
  });

  test('that only count others do not undo each other', async () => {
    const more: Change = ['control.failed', '… and 12 more', null, null];
    expect(await net(more, more)).toEqual([more]);
  });
});

describe('The nights between', () => {
  const change = (subject: string): Change => ['control.failed', subject, 'pass', 'fail'];
  beforeEach(async () => {
    await nights([['baseline', null, null, null]], [change('ana')], [change('ben')], [change('eva')]);
  });
  const subjects = async (from: string | null, to: string | null) =>
    (await events(from, to)).map(({ subject }) => subject);

  test.each([
    ['the last one by itself', null, null, ['eva']],
    ['one night by itself', null, '2026-11-21', ['ana']],
    ['the first, which began it', null, '2026-11-20', [null]],
    ['from a day', '2026-11-21', null, ['ben', 'eva']],
    ['from a run to a run', '2026-11-20T02:00:00Z', '2026-11-22T02:00:00Z', ['ana', 'ben']],
    ['in other spellings', '2026-11-20T03:00:00+01:00', '2026-11-22T02-00-00Z', ['ana', 'ben']],
    ['by the hour', '2026-11-20T02', '2026-11-21T02:00', ['ana']],
  ] as const)('are %s', async (_, from, to, expected) => {
    expect(await subjects(from, to)).toEqual(expected);
  });

  test('are named with their ends', async () => {
    expect(await driftBetween(locker, null, '2026-11-20')).toMatchObject({
      from: null,
      to: '2026-11-20T02:00:00Z',
    });
    expect(await driftBetween(locker, null, null)).toMatchObject({
      from: '2026-11-22T02:00:00Z',
      to: '2026-11-23T02:00:00Z',
    });
  });

  test('are the events as they were told when it is one night, with the same ids', async () => {
    const [event] = await events('2026-11-20', '2026-11-21');
    expect(event).toEqual(
      driftEvent('2026-11-21T02:00:00Z', {
        type: 'control.failed',
        control: 'c',
        subject: 'ana',
        before: 'pass',
        after: 'fail',
        message: 'control.failed.',
      }),
    );
  });

  test.each([
    ['2026-12-01', null],
    [null, '2026-12-01'],
    ['2', null],
    ['', null],
    ['yesterday', null],
  ])('that are asked from %j to %j and are not there are said to be missing', async (from, to) => {
    expect(await driftBetween(locker, from, to)).toEqual({
      missing: expect.stringContaining('The first is 2026-11-20T02:00:00Z, the last 2026-11-23T02:00:00Z.'),
    });
  });

  test.each([
    ['2026-11-22', '2026-11-21'],
    ['2026-11-22', '2026-11-22'],
    ['2026-11-23', null],
  ])('from %s to %s are none, which is said rather than shown as no change', async (from, to) => {
    expect(await driftBetween(locker, from, to)).toEqual({
      missing: expect.stringContaining('does not come before'),
    });
  });

  test('of which one lost its changes are an error, not a quiet night', async () => {
    const run = '2026-11-24T02:00:00Z';
    await locker.create(
      `${runFolder(run)}/findings.json`,
      JSON.stringify({ run, drift: { path: 'drift.json' } }),
    );
    await seal(run);
    await expect(driftBetween(locker, null, null)).rejects.toThrow('drift.json is missing from the locker');
  });
});

test('Without a night there is nothing to compare', async () => {
  expect(await driftBetween(locker, null, null)).toEqual({ missing: expect.stringContaining('exhibit run') });
});
