import { expect, test } from '@jest/globals';
import { optionsOf, seeds, sumOf } from './histories.ts';
import { live, type Told } from './history.ts';

/** Histories in which an account was put back into use, and what tells of it never came. */
const found = [100_176, 100_315];
const told: Told[] = [];

test.each(seeds(100_001, 1 / 2, found))(
  'Whatever happens, membership is what really is wherever it is called known (seed %i)',
  async (seed) => {
    const one = await live(optionsOf('hard', seed));
    told.push(one);
    expect([one.wrong, one.unheeded]).toEqual([[], []]);
  },
);

test('It is known and not known often enough for that to say something, and hardly anybody is passed over', () => {
  const compared = sumOf(told, (one) => one.compared);
  expect(compared).toBeGreaterThan(1000);
  expect(sumOf(told, ({ uncertain }) => uncertain)).toBeGreaterThan(1000);
  expect(sumOf(told, ({ passedOver }) => passedOver)).toBeLessThan(compared / 100);
});
