import { expect, test } from '@jest/globals';
import { readTime } from '../../lib/declared/collect/read-fields.ts';
import { settingsOf } from '../../lib/declared/settings.ts';

const key = { form: '[a-z]+', words: 'a word', default: '' } as const;
const either = settingsOf({ one: key, other: key }, ({ one, other }) =>
  (one === '') === (other === '') ? 'give either one: or other:' : null,
);

test('Keys that do not go together are refused with the reason', () => {
  expect(either.safeParse({ one: 'a' }).success).toBe(true);
  for (const wrong of [{}, { one: 'a', other: 'b' }])
    expect(either.safeParse(wrong).error?.issues).toMatchObject([{ message: 'give either one: or other:' }]);
});

test('A key that is wrong on its own is what is said', () => {
  expect(either.safeParse({ one: '1' }).error?.issues).toMatchObject([
    { path: ['one'], message: 'must be a word' },
  ]);
});

test('A day counts from its beginning, and what is no day is of the wrong type', () => {
  const field = { at: 'day', as: 'date', missing: 'unknown' } as const;
  const read = (day: unknown) => {
    const wrong: string[] = [];
    return [readTime({ day }, field, wrong), wrong];
  };
  expect(read('2026-11-20')).toEqual(['2026-11-20T00:00:00Z', []]);
  for (const wrong of ['2026-13-40', '2026-11-20T00:00:00Z', 20261120])
    expect(read(wrong)).toEqual([null, ['day']]);
});
