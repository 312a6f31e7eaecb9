import { expect, test } from '@jest/globals';
import { baselineDrift } from '../../lib/drift/baselines.ts';

const baselines = [{ connection: 'onepassword', at: '2026-11-01T10:00:00Z', days: 30 }];
const told = (run: string, since: string | null) =>
  baselineDrift(run, baselines, since === null ? null : new Date(since)).map(({ subject, type }) => [
    type,
    subject,
  ]);

test('A baseline that is too old in a week is told of once', () => {
  const ending = [['baseline.ending', 'onepassword']];
  expect(told('2026-11-24T02:00:00Z', '2026-11-23T02:00:00Z')).toEqual([]);
  expect(told('2026-11-25T02:00:00Z', '2026-11-24T02:00:00Z')).toEqual(ending);
  expect(told('2026-11-26T02:00:00Z', '2026-11-25T02:00:00Z')).toEqual([]);
  // A night that was missed swallows nothing.
  expect(told('2026-11-27T02:00:00Z', '2026-11-23T02:00:00Z')).toEqual(ending);
});

test('One that is too old already is told of by its datasets', () => {
  expect(told('2026-12-03T02:00:00Z', '2026-11-20T02:00:00Z')).toEqual([]);
});
