import { describe, expect, test } from '@jest/globals';
import { live, type Told } from './history.ts';

/** How many made-up accounts are lived through, half of them hard; 1,000 take some minutes. */
const histories = Number(process.env.EXHIBIT_HISTORIES ?? 12);
const nights = 120;

const seeds = (first: number): number[] =>
  Array.from({ length: Math.ceil(histories / 2) }, (_, at) => first + at);
/** A history in which an account was put back into use, and the event that tells it never came. */
const found = [100_176];
const sum = (told: readonly Told[], of: (one: Told) => number): number =>
  told.reduce((total, one) => total + of(one), 0);

describe('Membership that is derived from events, whatever happens', () => {
  const told: Told[] = [];

  test.each([...new Set([...seeds(100_001), ...found])])(
    'is what really is wherever it is called known (seed %i)',
    async (seed) => {
      const one = await live({ seed, nights, isHard: true });
      told.push(one);
      expect([one.wrong, one.unheeded]).toEqual([[], []]);
    },
  );

  test('is known and not known often enough for that to say something', () => {
    expect(sum(told, ({ compared }) => compared)).toBeGreaterThan(1000);
    expect(sum(told, ({ uncertain }) => uncertain)).toBeGreaterThan(1000);
  });
});

describe('Where vaults are given and taken, and people join, leave and are suspended', () => {
  const told: Told[] = [];

  test.each(seeds(1))('it is what really is (seed %i)', async (seed) => {
    const one = await live({ seed, nights, isHard: false });
    told.push(one);
    expect(one.wrong).toEqual([]);
  });

  test('it is known on 99 of 100 nights', () => {
    const share = sum(told, ({ known }) => known) / sum(told, ({ nights: all }) => all);
    expect(share).toBeGreaterThanOrEqual(0.99);
  });
});
