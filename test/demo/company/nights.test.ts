import { describe, expect, test } from '@jest/globals';
import { nights, nightTime, timeText } from '../../../demo/company/nights.ts';

describe('The nights', () => {
  const all = Array.from({ length: nights }, (_, index) => nightTime(index + 1));

  test('are all at two o’clock in Amsterdam, one a day, across the end of summer time', () => {
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Amsterdam',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const texts = all.map((time) => local.format(time));
    expect(texts[0]).toBe('2026-10-24 02:00');
    expect(texts[29]).toBe('2026-11-22 02:00');
    expect(texts.every((text) => text.endsWith(' 02:00'))).toBe(true);
    expect(new Set(texts).size).toBe(30);
  });

  test('take the first of the two hours when clocks go back', () => {
    expect(all.slice(0, 3).map(timeText)).toEqual([
      '2026-10-24T00:00:00Z',
      '2026-10-25T00:00:00Z',
      '2026-10-26T01:00:00Z',
    ]);
    expect(timeText(nightTime(30))).toBe('2026-11-22T01:00:00Z');
  });
});
