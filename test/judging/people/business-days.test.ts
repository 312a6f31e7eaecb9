import { describe, expect, test } from '@jest/globals';
import { addBusinessDays } from '../../../lib/judging/people/business-days.ts';

describe('business days', () => {
  test.each([
    ['a Monday night', '2026-11-23T02:00:00Z', 1, '2026-11-24T02:00:00.000Z'],
    ['a Friday night, over the weekend', '2026-11-20T02:00:00Z', 1, '2026-11-23T02:00:00.000Z'],
    ['a Saturday, which itself does not count', '2026-11-21T02:00:00Z', 1, '2026-11-24T00:00:00.000Z'],
    ['a Sunday just before midnight', '2026-11-22T23:59:59Z', 1, '2026-11-24T00:00:00.000Z'],
    ['a Thursday, two days', '2026-11-19T02:00:00Z', 2, '2026-11-23T02:00:00.000Z'],
    ['a whole week', '2026-11-18T02:00:00Z', 5, '2026-11-25T02:00:00.000Z'],
    ['no day at all', '2026-11-23T02:00:00Z', 0, '2026-11-23T02:00:00.000Z'],
    ['over the end of a year', '2026-12-31T02:00:00Z', 2, '2027-01-04T02:00:00.000Z'],
  ])('from %s', (_, from, days, until) => {
    expect(addBusinessDays(new Date(from), days).toISOString()).toBe(until);
  });
});
