import { expect, test } from '@jest/globals';
import { optionsOf, seeds, sumOf } from './histories.ts';
import { live, type Told } from './history.ts';

/** A night without a list of users forgot what the lists before had shown of somebody. */
const found = [200_013, 200_030, 200_034];
const told: Told[] = [];

test.each(seeds(200_001, 1 / 4, found))(
  'Whatever is lost of accounts, membership is what really is wherever it is called known (seed %i)',
  async (seed) => {
    const one = await live(optionsOf('lossy', seed));
    told.push(one);
    expect(one.wrong).toEqual([]);
  },
);

test('Most people are held against what is known of them', () => {
  const compared = sumOf(told, (one) => one.compared);
  expect(compared).toBeGreaterThan(1000);
  expect(sumOf(told, ({ passedOver }) => passedOver)).toBeLessThan(compared / 5);
});
