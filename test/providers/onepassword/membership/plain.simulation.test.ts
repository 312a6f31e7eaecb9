import { expect, test } from '@jest/globals';
import { optionsOf, seeds, sumOf } from './histories.ts';
import { live, type Told } from './history.ts';

const told: Told[] = [];

test.each(seeds(1, 1 / 2))(
  'Where vaults are given and taken, and people join, leave and are suspended, membership is what really is (seed %i)',
  async (seed) => {
    const one = await live(optionsOf('plain', seed));
    told.push(one);
    expect([one.wrong, one.passedOver]).toEqual([[], 0]);
  },
);

test('It is known on 99 of 100 nights', () => {
  const share = sumOf(told, ({ known }) => known) / sumOf(told, ({ nights }) => nights);
  expect(share).toBeGreaterThanOrEqual(0.99);
});
