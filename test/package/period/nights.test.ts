import { describe, expect, test } from '@jest/globals';
import { nightsOf } from '../../../lib/package/period/nights.ts';
import { periodOf } from '../../../lib/package/period/period.ts';

const schedule = { time: '02:00', timezone: 'Europe/Amsterdam' };
const period = periodOf('2026-03-01', '2026-03-07', 'Europe/Amsterdam');
const later = new Date('2026-04-01T00:00:00Z');
const sealed = (run: string, status: 'complete' | 'partial' | 'failed' = 'complete', own = schedule) => ({
  run,
  status,
  schedule: own,
});
const at = (day: number) => `2026-03-0${day}T01:00:00Z`;
const short = (nights: ReturnType<typeof nightsOf>) =>
  nights.map(({ day, outcome, due }) => `${day.slice(-2)} ${outcome}${due ? '' : ' besides'}`);

describe('the nights of a period', () => {
  test('are those that were sealed, as their seals say', () => {
    const runs = [1, 2, 3, 4, 5, 6, 7].map((day) => sealed(at(day)));
    runs[2] = sealed(at(3), 'partial');
    runs[4] = sealed(at(5), 'failed');
    expect(short(nightsOf(runs, period, new Date('2026-03-08T00:00:00Z')))).toEqual([
      '01 complete',
      '02 complete',
      '03 partial',
      '04 complete',
      '05 failed',
      '06 complete',
      '07 complete',
    ]);
  });

  test('and those that were due, and for which no seal speaks: in the middle, and after the last one', () => {
    const nights = nightsOf(
      [1, 2, 5].map((day) => sealed(at(day))),
      period,
      later,
    );
    expect(short(nights)).toEqual([
      '01 complete',
      '02 complete',
      '03 missing',
      '04 missing',
      '05 complete',
      '06 missing',
      '07 missing',
    ]);
    expect(nights[2]).toMatchObject({ run: at(3), dueBy: '2026-03-03T03:00:00.000Z' });
  });

  test('a night is not missed before it was due', () => {
    const runs = [1, 2, 3, 4, 5, 6].map((day) => sealed(at(day)));
    expect(short(nightsOf(runs, period, new Date('2026-03-07T03:00:00Z')))).toHaveLength(6);
    expect(short(nightsOf(runs, period, new Date('2026-03-07T03:00:01Z')))).toHaveLength(7);
  });

  test('a night that was missed just before the period is none of it', () => {
    const runs = ['2026-02-26T01:00:00Z', ...[1, 2, 3, 4, 5, 6, 7].map(at)].map((run) => sealed(run));
    expect(
      nightsOf(runs, period, new Date('2026-03-08T00:00:00Z')).every(({ outcome }) => outcome === 'complete'),
    ).toBe(true);
  });

  test('a run that the schedule did not ask for is told as that; one that began late still counts for its night', () => {
    const runs = [
      sealed(at(1)),
      sealed('2026-03-01T14:00:00Z'),
      sealed(at(2)),
      sealed('2026-03-03T14:00:00Z'),
    ];
    expect(short(nightsOf(runs, period, new Date('2026-03-03T20:00:00Z')))).toEqual([
      '01 complete',
      '01 complete besides',
      '02 complete',
      '03 complete',
    ]);
  });

  test('a time that was due is claimed by one run, the best, and reruns hide no night that is missing', () => {
    const rerun = '2026-03-01T01:30:00Z';
    const runs = [sealed(at(1), 'partial'), sealed(rerun), sealed('2026-03-01T02:30:00Z'), sealed(at(3))];
    const nights = nightsOf(runs, period, new Date('2026-03-03T12:00:00Z'));
    expect(short(nights)).toEqual([
      '01 partial besides',
      '01 complete',
      '01 complete besides',
      '02 missing',
      '03 complete',
    ]);
    expect(nights.filter(({ due }) => due)).toHaveLength(3);
    expect(nights[1]).toMatchObject({ run: rerun, dueBy: '2026-03-01T03:00:00.000Z' });
  });

  test('what was due is said by the schedule in force, which may change', () => {
    const weekend = { time: '23:00', timezone: 'Europe/Amsterdam' };
    const runs = [
      sealed(at(1)),
      sealed('2026-03-02T01:00:00Z', 'complete', weekend),
      sealed('2026-03-02T22:00:00Z', 'complete', weekend),
    ];
    const nights = nightsOf(runs, period, new Date('2026-03-04T12:00:00Z'));
    expect(nights.map(({ run, outcome }) => `${run} ${outcome}`)).toEqual([
      '2026-03-01T01:00:00Z complete',
      '2026-03-02T01:00:00Z complete',
      '2026-03-02T22:00:00Z complete',
      '2026-03-03T22:00:00Z missing',
    ]);
  });

  test('clocks that change make no night missing', () => {
    const spring = periodOf('2026-03-27', '2026-03-31', 'Europe/Amsterdam');
    const runs = ['27T01', '28T01', '29T01', '30T00', '31T00'].map((when) =>
      sealed(`2026-03-${when}:00:00Z`),
    );
    const nights = nightsOf(runs, spring, new Date('2026-03-31T12:00:00Z'));
    expect(nights.map(({ outcome, due }) => [outcome, due])).toEqual(runs.map(() => ['complete', true]));
  });
});
