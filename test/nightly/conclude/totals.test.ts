import { expect, test } from '@jest/globals';
import { evidenceComplete } from '../../../lib/controls/evidence/complete.ts';
import { datasetView } from '../../../lib/judging/dataset-view.ts';
import { contradictions } from '../../../lib/nightly/conclude/control-result.ts';
import { githubMfaEnrolled } from '../../../lib/providers/github/controls/mfa-enrolled.ts';
import { contradictedLists, reconciledWith } from '../../../lib/providers/totals.ts';
import { inputOf } from '../../judging/input.ts';
import { document } from '../../providers/google-workspace/controls/world.ts';

const view = (dataset: string, rows: readonly object[]) =>
  datasetView(document(dataset, { provider: 'github', connection: 'github' }), () => rows);
const views = (seats: number) => [
  view('organization', [{ id: '1', login: 'acme', twoFactorRequirementEnabled: true, filledSeats: seats }]),
  view('members', [
    { id: '1', login: 'ana', role: 'admin', twoFactor: 'enabled', type: 'User' },
    { id: '2', login: 'ben', role: 'member', twoFactor: 'enabled', type: 'User' },
  ]),
];

test('a list that its count contradicts bars a pass of every control that needs it, and of no other', () => {
  const contradicted = contradictedLists(views(1));
  expect([...contradicted.keys()]).toEqual(['github/members']);
  const input = inputOf(githubMfaEnrolled, views(1), new Date('2026-11-23T02:00:00Z'));
  expect(contradictions(githubMfaEnrolled, input, contradicted)).toEqual([
    'github/members: The number of seats that are taken and the list of members do not agree: seats, 1 counted and 2 listed.',
  ]);
  expect(contradictions(evidenceComplete, input, contradicted)).toEqual([]);
  expect(contradictedLists(views(2)).size).toBe(0);
});

test('what a list is held against is told, and that it is held against nothing', () => {
  expect(reconciledWith('aws', 'credential-report')).toMatchObject({
    kind: 'independent',
    dataset: 'account-summary',
  });
  expect(reconciledWith('github', 'members')).toMatchObject({ kind: 'upper-bound', dataset: 'organization' });
  expect(reconciledWith('npm', 'members')).toMatchObject({ kind: 'none', dataset: null });
});
