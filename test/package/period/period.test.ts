import { describe, expect, test } from '@jest/globals';
import { isWithin, periodOf } from '../../../lib/package/period/period.ts';
import { toThrowCode } from '../codes.ts';

describe('the days of a package', () => {
  test('are days of the company, both included', () => {
    const period = periodOf('2026-01-01', '2026-06-30', 'Europe/Amsterdam');
    expect(period).toMatchObject({ start: '2025-12-31T23:00:00.000Z', end: '2026-06-30T22:00:00.000Z' });
    expect(isWithin(period, '2025-12-31T23:00:00Z')).toBe(true);
    expect(isWithin(period, '2025-12-31T22:59:59Z')).toBe(false);
    expect(isWithin(period, '2026-06-30T21:59:59Z')).toBe(true);
    expect(isWithin(period, '2026-06-30T22:00:00Z')).toBe(false);
  });

  test.each([
    ['Pacific/Auckland', '2026-01-01', '2025-12-31T11:00:00.000Z'],
    ['America/Los_Angeles', '2026-01-01', '2026-01-01T08:00:00.000Z'],
    // Clocks go from midnight to one o'clock.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
  ])('begin at midnight in %s', (timezone, day, start) => {
    expect(periodOf(day, day, timezone).start).toBe(start);
  });

  test('may be a single one, of 23 hours too', () => {
    const { start, end } = periodOf('2026-03-29', '2026-03-29', 'Europe/Amsterdam');
    expect((Date.parse(end) - Date.parse(start)) / 3_600_000).toBe(23);
  });

  test.each([
    ['2026-02-30', '2026-03-01', '--from 2026-02-30 is not a day'],
    ['2026-02-01', 'soon', '--to soon is not a day'],
    ['2026-03-02', '2026-03-01', 'comes after'],
  ])('cannot be %s to %s', (from, to, words) => {
    expect(() => periodOf(from, to, 'UTC')).toThrow(words);
    expect(toThrowCode(() => periodOf(from, to, 'UTC'))).toBe('period');
  });
});
