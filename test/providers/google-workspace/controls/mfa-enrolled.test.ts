import { expect, test } from '@jest/globals';
import { batchSize, datasetView } from '../../../../lib/judging/dataset-view.ts';
import { mfaEnrolled } from '../../../../lib/providers/google-workspace/controls/mfa-enrolled.ts';
import { inputOf } from '../../../judging/input.ts';
import { document, evaluate, nobody, user } from './world.ts';

const judge = (changes: Parameters<typeof user>[1]) =>
  evaluate(mfaEnrolled, { ...nobody, users: [user('Ana', changes)] });

test('set up: pass, for the lower-cased address', () => {
  expect(judge({})).toEqual([{ subject: 'ana@example.com', verdict: 'pass', reason: '' }]);
});

test('not set up: fail', () => {
  expect(judge({ isEnrolledIn2Sv: false })).toMatchObject([
    { verdict: 'fail', reason: '2-step verification is not set up.' },
  ]);
});

test('a field that did not come: unknown, not "not set up"', () => {
  expect(judge({ isEnrolledIn2Sv: null })).toMatchObject([{ verdict: 'unknown' }]);
});

test('being under enforcement does not stand in for being set up', () => {
  expect(judge({ isEnforcedIn2Sv: true, isEnrolledIn2Sv: false })).toMatchObject([{ verdict: 'fail' }]);
});

test('an account that may be suspended does not pass', () => {
  expect(judge({ suspended: null })).toMatchObject([{ verdict: 'unknown' }]);
  expect(judge({ suspended: null, isEnrolledIn2Sv: false })).toMatchObject([{ verdict: 'fail' }]);
});

test('suspended and archived accounts are not in the population', () => {
  expect(judge({ suspended: true, isEnrolledIn2Sv: false })).toEqual([]);
  expect(judge({ archived: true, isEnrolledIn2Sv: false })).toEqual([]);
});

test('records are read once, a batch at a time', () => {
  let read = 0;
  const users = {
    *[Symbol.iterator]() {
      for (read = 0; read < 3 * batchSize; read++) yield user(`u${String(read).padStart(5, '0')}`);
    },
  };
  const seen: number[] = [];
  const view = datasetView(document('users'), () => users as Iterable<never>);
  const judged = mfaEnrolled.evaluate(inputOf(mfaEnrolled, [view], new Date(0)));
  for (const _ of judged) seen.push(read);
  // A batch is handed over when the record after it is not read yet.
  expect(seen).toEqual([batchSize - 1, 2 * batchSize - 1, 3 * batchSize - 1]);
});
