import { describe, expect, test } from '@jest/globals';
import { daysBetween, localDate, withinExpiry } from '../../lib/judging/local-date.ts';

describe('the day', () => {
  test.each([
    ['2026-11-23T22:59:59.999Z', 'Europe/Amsterdam', '2026-11-23'],
    ['2026-11-23T23:00:00Z', 'Europe/Amsterdam', '2026-11-24'],
    ['2026-07-01T21:59:59Z', 'Europe/Amsterdam', '2026-07-01'],
    ['2026-07-01T22:00:00Z', 'Europe/Amsterdam', '2026-07-02'],
    ['2026-12-31T10:00:00Z', 'Pacific/Kiritimati', '2027-01-01'],
    ['2027-01-01T11:59:59Z', 'Etc/GMT+12', '2026-12-31'],
    ['2026-06-30T18:30:00Z', 'Asia/Kolkata', '2026-07-01'],
    ['2028-02-29T23:59:59Z', 'UTC', '2028-02-29'],
    ['2028-02-29T00:00:00Z', 'UTC', '2028-02-29'],
  ])('at %s in %s is %s', (moment, timezone, day) => {
    expect(localDate(new Date(moment), timezone)).toBe(day);
  });

  test('of no moment, or in no zone, is an error', () => {
    expect(() => localDate(new Date('soon'), 'UTC')).toThrow(RangeError);
    expect(() => localDate(new Date(0), 'Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('what ends with a day counts', () => {
  const counts = (moment: string, timezone: string, expires = '2027-03-28') =>
    withinExpiry(expires, new Date(moment), timezone);

  test('through the last moment of that day and no longer', () => {
    expect(counts('2027-03-27T12:00:00Z', 'UTC')).toBe(true);
    expect(counts('2027-03-28T23:59:59.999Z', 'UTC')).toBe(true);
    expect(counts('2027-03-29T00:00:00Z', 'UTC')).toBe(false);
    expect(counts('2028-01-01T00:00:00Z', 'UTC')).toBe(false);
  });

  test('by the clock of the company, also on the day when the clock changes', () => {
    // 28 March 2027 has 23 hours in Amsterdam: from 23:00 to 22:00 UTC.
    expect(counts('2027-03-28T21:59:59Z', 'Europe/Amsterdam')).toBe(true);
    expect(counts('2027-03-28T22:00:00Z', 'Europe/Amsterdam')).toBe(false);
    // 31 October 2027 has 25.
    expect(counts('2027-10-31T22:59:59Z', 'Europe/Amsterdam', '2027-10-31')).toBe(true);
    expect(counts('2027-10-31T23:00:00Z', 'Europe/Amsterdam', '2027-10-31')).toBe(false);
  });

  test('longest where the day ends last', () => {
    expect(counts('2027-03-28T10:00:00Z', 'Pacific/Kiritimati')).toBe(false);
    expect(counts('2027-03-29T11:59:59Z', 'Etc/GMT+12')).toBe(true);
  });

  test.each(['never', '2027-02-30', '2027-1-1', '99999-01-01', ''])(
    'and %j, which is no day, is an error',
    (day) => {
      expect(() => counts('2027-01-01T00:00:00Z', 'UTC', day)).toThrow(RangeError);
    },
  );
});

describe('days between two days', () => {
  test.each([
    ['2026-11-23', '2026-11-23', 0],
    ['2026-11-23', '2026-11-24', 1],
    ['2026-11-24', '2026-11-23', -1],
    ['2027-03-27', '2027-03-29', 2],
    ['2028-02-28', '2028-03-01', 2],
    ['2026-01-01', '2027-01-01', 365],
  ])('from %s to %s are %d', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });
});
