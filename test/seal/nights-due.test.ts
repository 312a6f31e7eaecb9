import { describe, expect, test } from '@jest/globals';
import { between, countDue, missedAfter, nightsDue } from '../../lib/seal/nights-due.ts';
import fc from '../properties.ts';

const schedule = { time: '02:00', timezone: 'UTC' };
const hourMs = 3_600_000;
const start = Date.parse('2026-03-01T02:00:00Z');
const runAt = (hours: number) => ({
  run: `${new Date(start + hours * hourMs).toISOString().slice(0, 19)}Z`,
  schedule,
  status: 'complete' as 'complete' | 'partial',
});
const due = (runs: readonly ReturnType<typeof runAt>[], asOf: number) =>
  nightsDue(runs, new Date(start + asOf * hourMs));

describe('Nights that were due', () => {
  test('three days with one rerun and one missing night are three, of which one is missing', () => {
    const nights = due([runAt(0), runAt(0.5), runAt(48)], 50);
    const ofDue = nights.filter((night) => night.due !== null);
    expect([ofDue.length, ofDue.filter(({ run }) => run === null).length, nights.length]).toEqual([3, 1, 4]);
  });

  test('are claimed by the best run, and by the first of two that are as good', () => {
    const [bad, good, also] = [{ ...runAt(0), status: 'partial' as const }, runAt(1), runAt(3)];
    expect(due([bad, good, also], 4).map((night) => night.due !== null)).toEqual([false, true, false]);
    const [first, second] = due([runAt(0), runAt(1)], 4);
    expect([first?.due !== null, second?.due !== null]).toEqual([true, false]);
  });

  test('that began before anything was due are besides', () => {
    expect(due([runAt(12)], 13)).toEqual([{ due: null, run: runAt(12) }]);
  });

  test('before any run are none', () => {
    expect(due([], 50)).toEqual([]);
  });

  test('however runs lie: each time is there once, and what verifying misses between two seals is what is missing', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 24 * 4 * 10 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(times, (quarters) => {
        const runs = quarters.toSorted((a, b) => a - b).map((at) => runAt(at / 4));
        const asOf = new Date(start + 300 * hourMs);
        const nights = nightsDue(runs, asOf);
        const dueTimes = nights.flatMap((night) => (night.due ? [night.due.getTime()] : []));
        expect(new Set(dueTimes).size).toBe(dueTimes.length);
        expect(nights.filter(({ run }) => run !== null)).toHaveLength(runs.length);
        const missing = nights.filter(({ run }) => run === null).map((night) => night.due);
        const pairs = runs.slice(1).map((run, at) => between(runs[at] ?? run, run).missed);
        const last = runs.at(-1);
        expect(missing).toEqual([...pairs.flat(), ...(last ? missedAfter(last, asOf) : [])]);
        for (const night of nights)
          if (night.due && night.run) {
            const ms = Date.parse(night.run.run) - night.due.getTime();
            expect(ms >= 0 && ms < 24 * hourMs).toBe(true);
          }
      }),
    );
  });
});

test('Nights that were due are counted by what they came to, and others apart', () => {
  const night = (due: boolean, outcome: 'complete' | 'partial' | 'failed' | 'missing') => ({ due, outcome });
  const nights = [
    night(true, 'complete'),
    night(true, 'complete'),
    night(true, 'partial'),
    night(true, 'failed'),
    night(true, 'missing'),
    night(false, 'failed'),
  ];
  expect(countDue(nights)).toEqual({ due: 5, complete: 2, partial: 1, failed: 1, missing: 1, besides: 1 });
});
