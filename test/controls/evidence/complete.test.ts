import { expect, test } from '@jest/globals';
import { evidenceComplete } from '../../../lib/controls/evidence/complete.ts';
import type { EvidenceDocument } from '../../../lib/evidence/document.ts';
import { datasetView } from '../../../lib/judging/dataset-view.ts';
import { assess } from '../../judging/assess.ts';
import { inputOf } from '../../judging/input.ts';
import { document } from '../../providers/google-workspace/controls/world.ts';

function judge(...documents: readonly EvidenceDocument[]) {
  const views = documents.map((of) => datasetView(of, () => []));
  return assess(evidenceComplete, inputOf(evidenceComplete, views, new Date('2026-11-23T02:00:00Z')));
}
const problem = { code: 'denied', message: 'Google refused page 3. Grant the scope.' } as const;

test('complete and empty datasets pass, each as a subject of its own', () => {
  expect(judge(document('users'), document('groups', { completeness: 'empty' }))).toEqual([
    { subject: 'google/users', verdict: 'pass', reason: '' },
    { subject: 'google/groups', verdict: 'pass', reason: '' },
  ]);
});

test('partial and failed datasets fail, with the message of their problem', () => {
  expect(
    judge(
      document('users', { completeness: 'partial', problem }),
      document('users', { connection: 'github', completeness: 'failed', problem }),
    ),
  ).toEqual([
    {
      subject: 'google/users',
      verdict: 'fail',
      reason: 'Cut short (denied): Google refused page 3. Grant the scope.',
    },
    {
      subject: 'github/users',
      verdict: 'fail',
      reason: 'Nothing usable was collected (denied): Google refused page 3. Grant the scope.',
    },
  ]);
});

test('a dataset that is not whole fails even if no cause was recorded', () => {
  expect(judge(document('users', { completeness: 'partial' }))).toMatchObject([
    { verdict: 'fail', reason: 'Cut short; no cause was recorded.' },
  ]);
});

test.each([
  [300_000, 'pass'],
  [-300_000, 'pass'],
  [300_001, 'unknown'],
  [-3_600_000, 'unknown'],
])('a clock that differs by %i ms: %s', (clockSkewMs, verdict) => {
  expect(judge(document('users', { clockSkewMs }))).toMatchObject([{ verdict }]);
});

test('a clock an hour off does not hide that a dataset is not whole', () => {
  expect(judge(document('users', { clockSkewMs: 3_600_000, completeness: 'failed', problem }))).toMatchObject(
    [{ verdict: 'fail' }],
  );
});

test('an answer without a date does not count as a clock that is off', () => {
  expect(judge(document('users', { clockSkewMs: null }))).toMatchObject([{ verdict: 'pass' }]);
});

test('applies always and can do without every dataset', () => {
  expect(evidenceComplete.applies?.([])).toBeNull();
  expect(evidenceComplete.needs.every((need) => need.optional === true)).toBe(true);
});
