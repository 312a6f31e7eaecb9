import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Problem } from '../../../lib/evidence/problem.ts';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import type { Locker } from '../../../lib/locker/locker.ts';
import { readEarlierEvents } from '../../../lib/nightly/conclude/earlier-events.ts';
import { evidence } from '../../evidence/document.ts';
import { temporaryFolder } from '../../locker/folders.ts';

const tonight = '2026-11-23T02:00:00Z';
const problem: Problem = { code: 'malformed', message: 'One event could not be read.' };
let locker: Locker;
beforeEach(async () => {
  locker = openFolderLocker(await temporaryFolder());
});

interface Night {
  /** Times of its events; null for a night whose file is lost. */
  readonly events?: readonly (string | undefined)[] | null;
  readonly problem?: Problem;
  readonly completeness?: 'partial' | 'failed';
}

async function nights(all: Readonly<Record<string, Night>>): Promise<string[]> {
  for (const [run, { events = [], problem: why = null, completeness }] of Object.entries(all)) {
    const folder = `${runFolder(run)}/onepassword`;
    const lines = (events ?? []).map((timestamp) => `${JSON.stringify({ timestamp })}\n`).join('');
    if (events && completeness !== 'failed') await locker.create(`${folder}/events.ndjson`, lines);
    const document = evidence('onepassword', 'events', {
      run,
      finishedAt: new Date(Date.parse(run) + 300_000).toISOString(),
      problem: why,
      completeness: completeness ?? 'complete',
      records:
        completeness === 'failed'
          ? null
          : { path: 'events.ndjson', sha256: '', bytes: 0, count: 0, order: 'time' },
    });
    await locker.create(`${folder}/events.json`, JSON.stringify(document));
  }
  return Object.keys(all);
}
const read = (earlier: readonly string[], exportedAt: string | null) =>
  readEarlierEvents(
    locker,
    earlier,
    { retentionDays: 120 },
    { connection: 'onepassword', dataset: 'events', run: tonight },
    exportedAt,
  );
const times = (events: Iterable<unknown>) =>
  [...events].map((event) => (event as { timestamp?: string }).timestamp);

test('A list that all nights make together lacks what a night had whose file is lost, with or without an export', async () => {
  const earlier = await nights({ '2026-11-20T02:00:00Z': { events: null }, '2026-11-21T02:00:00Z': {} });
  const of = { connection: 'onepassword', dataset: 'events', run: tonight };
  const { gap } = await readEarlierEvents(locker, earlier, { retentionDays: 120, adds: true }, of, null);
  expect(gap).toContain('is missing from the locker');
});

describe('Events of earlier nights', () => {
  test('are read from a moment on, oldest first, also without any export', async () => {
    const earlier = await nights({
      '2026-11-20T02:00:00Z': { events: ['2026-11-19T10:00:00Z', '2026-11-20T01:00:00.5Z'] },
      '2026-11-21T02:00:00Z': { events: ['2026-11-20T03:00:00Z'] },
    });
    const { since, gap } = await read(earlier, null);
    expect(times(since('2026-11-20T01:00:00.000Z'))).toEqual([
      '2026-11-20T01:00:00.5Z',
      '2026-11-20T03:00:00Z',
    ]);
    expect(times(since('2026-11-20T02:00:00+01:00'))).toHaveLength(2);
    expect([times(since('2026-01-01T00:00:00Z')).length, times(since('2026-11-22T00:00:00Z')), gap]).toEqual([
      3,
      [],
      null,
    ]);
  });

  test('without a time that can be read are given, since they may be of any', async () => {
    const earlier = await nights({ '2026-11-20T02:00:00Z': { events: [undefined, 'some day'] } });
    expect(times((await read(earlier, null)).since(tonight))).toEqual([undefined, 'some day']);
  });

  test('are those of a hundred and twenty days, or of as far back as the export', async () => {
    const earlier = await nights({
      '2026-05-01T02:00:00Z': { events: ['2026-05-01T01:00:00Z'] },
      '2026-06-01T02:00:00Z': { events: ['2026-06-01T01:00:00Z'] },
      '2026-07-01T02:00:00Z': { events: ['2026-07-01T01:00:00Z'] },
      '2026-11-22T02:00:00Z': { events: ['2026-11-22T01:00:00Z'] },
    });
    const all = async (exportedAt: string | null) =>
      times((await read(earlier, exportedAt)).since('2026-01-01T00:00:00Z'));
    // One night more, which may still have been reading.
    expect(await all(null)).toEqual(['2026-07-01T01:00:00Z', '2026-11-22T01:00:00Z']);
    expect(await all('2026-06-15T00:00:00Z')).toHaveLength(3);
    expect(await all('2026-04-01T00:00:00Z')).toHaveLength(4);
  });

  test('that came while the night was still reading are not lost between it and the next', async () => {
    const earlier = await nights({ '2026-11-20T02:00:00Z': { events: ['2026-11-20T02:03:00Z'] } });
    expect(times((await read(earlier, '2026-11-20T02:01:00Z')).since('2026-11-20T02:01:00Z'))).toHaveLength(
      1,
    );
  });

  test('are those of many nights a day as well', async () => {
    const runs = Array.from(
      { length: 150 },
      (_, hour) => new Date(Date.parse(tonight) - (150 - hour) * 3_600_000),
    );
    const ids = runs.map((at) => `${at.toISOString().slice(0, 19)}Z`);
    const earlier = await nights(Object.fromEntries(ids.map((run) => [run, { events: [run] }])));
    expect(times((await read(earlier, null)).since('2026-01-01T00:00:00Z'))).toHaveLength(150);
  });
});

describe('A gap', () => {
  const night = '2026-11-20T02:00:00Z';
  const gapOf = async (one: Night, exportedAt: string | null) =>
    (await read(await nights({ [night]: one }), exportedAt)).gap;

  test('is a night after the export that was cut short: it has read on, and what it lost does not come again', async () => {
    expect(await gapOf({ completeness: 'partial', problem }, '2026-11-19T00:00:00Z')).toBe(
      'Of 2026-11-20T02:00:00Z, some may have been lost: One event could not be read.',
    );
  });

  test('is a file that is lost', async () => {
    expect(await gapOf({ events: null }, '2026-11-19T00:00:00Z')).toContain(
      'events.ndjson is missing from the locker',
    );
  });

  test('is also in a night that was still reading when the export was made', async () => {
    expect(await gapOf({ completeness: 'partial', problem }, '2026-11-20T02:03:00Z')).not.toBeNull();
  });

  test.each([
    [
      'a night that read nothing, since the next makes up for it',
      { completeness: 'failed', problem },
      '2026-11-19T00:00:00Z',
    ],
    ['what was lost before the export', { completeness: 'partial', problem }, '2026-11-21T00:00:00Z'],
    ['what was lost where there is no export to contradict', { completeness: 'partial', problem }, null],
    ['a whole night', {}, '2026-11-19T00:00:00Z'],
  ] as const)('is not %s', async (_, one, exportedAt) => {
    expect(await gapOf(one, exportedAt)).toBeNull();
  });
});
