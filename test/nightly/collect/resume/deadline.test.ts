import { expect, test } from '@jest/globals';
import { deadlineWithin } from '../../../../lib/nightly/collect/resume/deadline.ts';

const minute = 60_000;

test.each([
  ['of fifteen minutes', 15, 4, 120_000],
  ['whose questions take long', 15, 7.5, 3_600_000],
  ['of three minutes', 3, 1.5, 120_000],
])('A function %s asks nothing new when its time runs low', (_, all, until, patience) => {
  let left = all * minute;
  const deadline = deadlineWithin(() => left, patience);
  left = until * minute + 1;
  expect(deadline.isOver()).toBe(false);
  left = until * minute - 1;
  expect([deadline.isOver(), deadline.signal.aborted]).toEqual([true, false]);
  deadline.end();
});

test('A question under way is given up while there is time left to store what there is', async () => {
  const began = Date.now();
  const deadline = deadlineWithin(() => 100 - (Date.now() - began), 0);
  await new Promise((resolve) => deadline.signal.addEventListener('abort', resolve));
  expect(deadline.isOver()).toBe(true);
});

test('Where nobody ends the function there is no end to heed', async () => {
  const deadline = deadlineWithin(() => Number.MAX_SAFE_INTEGER, 120_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([deadline.isOver(), deadline.signal.aborted]).toEqual([false, false]);
  deadline.end();
});
