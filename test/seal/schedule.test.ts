import { describe, expect, test } from '@jest/globals';
import { nextDueBy, nextScheduled } from '../../lib/seal/schedule.ts';
import fc, { runs } from '../properties.ts';

const hourMs = 3_600_000;
const next = (after: string, schedule: string, zone: string): string =>
  nextScheduled(new Date(after), schedule, zone).toISOString().replace('.000Z', 'Z');

describe('The next night', () => {
  test.each([
    ['later today', 'Europe/Amsterdam', '02:00', '2026-11-23T00:30:00Z', '2026-11-23T01:00:00Z'],
    ['never now', 'Europe/Amsterdam', '02:00', '2026-11-23T01:00:00Z', '2026-11-24T01:00:00Z'],
    ['a second from now', 'Europe/Amsterdam', '02:00', '2026-11-23T00:59:59Z', '2026-11-23T01:00:00Z'],
    [
      'tomorrow by the local calendar',
      'America/New_York',
      '02:00',
      '2026-11-23T22:00:00Z',
      '2026-11-24T07:00:00Z',
    ],
    [
      'in a zone of three quarters of an hour',
      'Asia/Kathmandu',
      '02:00',
      '2026-11-22T20:15:00Z',
      '2026-11-23T20:15:00Z',
    ],
    ['across the end of a year', 'Asia/Kathmandu', '02:00', '2026-12-30T20:16:00Z', '2026-12-31T20:15:00Z'],
    ['on the 29th of February', 'Pacific/Apia', '23:59', '2028-02-28T11:00:00Z', '2028-02-29T10:59:00Z'],
  ])('is %s (%s)', (_, zone, schedule, after, expected) => {
    expect(next(after, schedule, zone)).toBe(expected);
  });

  describe('when clocks go forward', () => {
    test.each([
      ['before the change', 'Europe/Amsterdam', '01:00', '2026-03-28T12:00:00Z', '2026-03-29T00:00:00Z'],
      [
        'at a time that is skipped',
        'Europe/Amsterdam',
        '02:30',
        '2026-03-28T12:00:00Z',
        '2026-03-29T01:30:00Z',
      ],
      [
        'after the skipped time was made up for',
        'Europe/Amsterdam',
        '02:30',
        '2026-03-29T01:30:00Z',
        '2026-03-30T00:30:00Z',
      ],
      [
        'at the first moment after the gap',
        'Europe/Amsterdam',
        '03:00',
        '2026-03-28T12:00:00Z',
        '2026-03-29T01:00:00Z',
      ],
      [
        'late on the day before, which is followed by a short day',
        'Europe/Amsterdam',
        '02:00',
        '2026-03-28T22:30:00Z',
        '2026-03-29T01:00:00Z',
      ],
      ['in the evening after', 'Europe/Amsterdam', '23:00', '2026-03-29T12:00:00Z', '2026-03-29T21:00:00Z'],
      ['across the ocean', 'America/New_York', '02:30', '2026-03-07T12:00:00Z', '2026-03-08T07:30:00Z'],
      [
        'across the ocean, on the evening before',
        'America/New_York',
        '04:00',
        '2026-03-08T04:30:00Z',
        '2026-03-08T08:00:00Z',
      ],
    ])('is %s (%s %s)', (_, zone, schedule, after, expected) => {
      expect(next(after, schedule, zone)).toBe(expected);
    });
  });

  describe('when clocks go back', () => {
    test.each([
      ['the first of two', 'Europe/Amsterdam', '02:30', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
      [
        'tomorrow once the first was',
        'Europe/Amsterdam',
        '02:30',
        '2026-10-25T00:30:00Z',
        '2026-10-26T01:30:00Z',
      ],
      [
        'tomorrow also between the two',
        'Europe/Amsterdam',
        '02:30',
        '2026-10-25T01:00:00Z',
        '2026-10-26T01:30:00Z',
      ],
      ['after the change', 'Europe/Amsterdam', '03:00', '2026-10-24T12:00:00Z', '2026-10-25T02:00:00Z'],
      ['across the ocean', 'America/New_York', '01:30', '2026-10-31T12:00:00Z', '2026-11-01T05:30:00Z'],
      [
        'at the end of a day of 25 hours',
        'America/New_York',
        '23:30',
        '2026-11-01T04:30:00Z',
        '2026-11-02T04:30:00Z',
      ],
    ])('is %s (%s %s)', (_, zone, schedule, after, expected) => {
      expect(next(after, schedule, zone)).toBe(expected);
    });
  });

  test('comes also where a whole day was left out', () => {
    // Samoa had no 30 December 2011.
    expect(next('2011-12-29T11:00:00Z', '02:00', 'Pacific/Apia')).toBe('2011-12-29T12:00:00Z');
    expect(next('2011-12-29T12:00:00Z', '02:00', 'Pacific/Apia')).toBe('2011-12-30T12:00:00Z');
    expect(next('2011-12-30T12:00:00Z', '02:00', 'Pacific/Apia')).toBe('2011-12-31T12:00:00Z');
  });

  const zone = fc.constantFrom(
    'Europe/Amsterdam',
    'America/New_York',
    'Pacific/Apia',
    'Asia/Kathmandu',
    'UTC',
    'Australia/Lord_Howe',
  );
  const schedule = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2029-01-01'), noInvalidDate: true });

  test('always comes, within 26 hours, at the local time but for a change of clocks, and none is passed over', () => {
    fc.assert(
      fc.property(moment, schedule, zone, (after, time, where) => {
        const found = nextScheduled(after, time, where);
        const ahead = found.getTime() - after.getTime();
        expect(ahead).toBeGreaterThan(0);
        expect(ahead).toBeLessThanOrEqual(26 * hourMs);
        const shown = found.toLocaleTimeString('en-GB', {
          timeZone: where,
          hour: '2-digit',
          minute: '2-digit',
        });
        const changes = offset(found, where) !== offset(new Date(found.getTime() - 3 * hourMs), where);
        if (!changes) expect(shown).toBe(time);
        expect(nextScheduled(new Date(found.getTime() - 1), time, where)).toEqual(found);
        if (after.getTime() + 1 < found.getTime())
          expect(nextScheduled(new Date(after.getTime() + 1), time, where)).toEqual(found);
      }),
      runs(400),
    );
  });
});

test('A night must be sealed two hours after the next one begins', () => {
  expect(nextDueBy(new Date('2026-11-23T01:00:00Z'), '02:00', 'Europe/Amsterdam')).toEqual(
    new Date('2026-11-24T03:00:00Z'),
  );
});

function offset(at: Date, timeZone: string): string | undefined {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value;
}
