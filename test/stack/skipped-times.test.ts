import { describe, expect, test } from '@jest/globals';
import { nextScheduled } from '../../lib/seal/schedule.ts';
import { skippedTimes } from '../../lib/stack/skipped-times.ts';

const sunday = 0;
const friday = 5;

describe('clocks skip', () => {
  test.each([
    ['02:00', 'Europe/Amsterdam', { month: 3, weekday: sunday, nth: 'last', instead: '03:00' }],
    ['02:59', 'Europe/Amsterdam', { month: 3, weekday: sunday, nth: 'last', instead: '03:59' }],
    ['02:30', 'America/New_York', { month: 3, weekday: sunday, nth: 2, instead: '03:30' }],
    ['02:15', 'Australia/Lord_Howe', { month: 10, weekday: sunday, nth: 1, instead: '02:45' }],
    ['00:30', 'Africa/Cairo', { month: 4, weekday: friday, nth: 'last', instead: '01:30' }],
    ['00:10', 'America/Havana', { month: 3, weekday: sunday, nth: 2, instead: '01:10' }],
  ])('%s in %s once a year', (time, zone, rule) => {
    expect(skippedTimes(time, zone, 2026)).toEqual([rule]);
  });

  test.each([
    ['03:00', 'Europe/Amsterdam'],
    ['01:59', 'Europe/Amsterdam'],
    ['02:00', 'UTC'],
    ['02:00', 'Asia/Kolkata'],
    ['00:30', 'America/Sao_Paulo'],
  ])('%s in %s never', (time, zone) => {
    expect(skippedTimes(time, zone, 2026)).toEqual([]);
  });

  test('02:30 in Jerusalem by no rule that a schedule can follow', () => {
    expect(skippedTimes('02:30', 'Asia/Jerusalem', 2026)).toBeNull();
  });
});

test('the time instead is the one by which the night is due', () => {
  const due = nextScheduled(new Date('2027-03-27T12:00:00Z'), '02:00', 'Europe/Amsterdam');
  expect(due.toISOString()).toBe('2027-03-28T01:00:00.000Z');
  const shown = due.toLocaleTimeString('en-GB', { timeZone: 'Europe/Amsterdam', timeStyle: 'short' });
  expect(shown).toBe(skippedTimes('02:00', 'Europe/Amsterdam', 2027)?.[0]?.instead);
});
