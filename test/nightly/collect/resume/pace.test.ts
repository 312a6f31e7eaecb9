import { expect, test } from '@jest/globals';
import { paceWithin } from '../../../../lib/nightly/collect/resume/pace.ts';

const minute = 60_000;

test.each([
  ['of fifteen minutes', 15, 4, 120_000],
  ['whose questions take long', 15, 7.5, 3_600_000],
  ['of three minutes', 3, 1.5, 120_000],
])('A function %s asks nothing new when its time runs low', (_, all, until, patience) => {
  let left = all * minute;
  const pace = paceWithin(() => left, patience);
  left = until * minute + 1;
  expect(pace.isOver()).toBe(false);
  left = until * minute - 1;
  expect([pace.isOver(), pace.signal.aborted]).toEqual([true, false]);
  pace.end();
});

test('A question under way is given up while there is time left to store what there is', async () => {
  const began = Date.now();
  const pace = paceWithin(() => 100 - (Date.now() - began), 0);
  await new Promise((resolve) => pace.signal.addEventListener('abort', resolve));
  expect(pace.isOver()).toBe(true);
});

test('Where nobody ends the function there is no end to heed', async () => {
  const pace = paceWithin(() => Number.MAX_SAFE_INTEGER, 120_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([pace.isOver(), pace.signal.aborted]).toEqual([false, false]);
  pace.end();
});
