import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { batchSize } from '../../../lib/judging/dataset-view.ts';
import { assess } from './world.ts';

const rule = {
  for: 'record.isAdmin == true',
  must: 'record.orgUnitPath.startsWith("/Office") && !("x" in record.aliases)',
  subject: 'record.primaryEmail',
};

/** Every third is an admin, every seventh of no known unit. */
function* people(count: number, read: (number: number) => void): Generator<object> {
  for (let number = 0; number < count; number++) {
    read(number);
    const orgUnitPath = number % 7 === 0 ? null : `/Office/${number}`;
    const primaryEmail = `p${number}@example.com`;
    yield { id: `${number}`, isAdmin: number % 3 === 0, orgUnitPath, primaryEmail, aliases: ['a', 'b'] };
  }
}

test('a hundred thousand records are judged batch after batch, and none is held', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heap = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const verdicts = { pass: 0, fail: 0, unknown: 0 };
  let last = -1;
  let [settled, grown, ahead] = [0, 0, 0];
  for (const { subject, verdict } of assess(
    rule,
    people(100_000, (number) => (last = number)),
  )) {
    ahead = Math.max(ahead, last - Number(/\d+/.exec(subject)));
    verdicts[verdict]++;
    if (settled === 0 && last > 9_999) settled = heap();
    if (grown === 0 && last === 99_999) grown = heap() - settled;
  }
  expect(ahead).toBeLessThan(batchSize);
  expect(verdicts).toEqual({ pass: 28_572, fail: 0, unknown: 4_762 });
  expect(settled).toBeGreaterThan(0);
  expect(grown).toBeLessThan(4_000_000);
});
