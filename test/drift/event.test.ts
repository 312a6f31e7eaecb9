import { describe, expect, test } from '@jest/globals';
import { driftEvent, driftTypes, isObjection } from '../../lib/drift/event.ts';

const change = {
  type: 'control.failed',
  control: 'google-workspace.mfa-enforced',
  subject: 'ana@acme.example',
  before: 'pass',
  after: 'fail',
  message: 'Not enforced.',
} as const;
const run = '2026-11-23T02:00:00Z';

describe('A change', () => {
  test('has the same id whenever it is told, also in other words', () => {
    const told = driftEvent(run, change);
    expect(driftEvent(run, { ...change, message: 'In other words.' }).id).toBe(told.id);
    expect(told).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{32}$/), ...change });
  });

  test.each([
    ['of its own', { key: 'google/104' }, 'google/104'],
    ['that is its name where it has no other', {}, change.subject],
    ['only where there is a subject', { subject: null }, undefined],
  ])('has a key %s', (_, given, key) => {
    expect(driftEvent(run, { ...change, ...given }).key).toBe(key);
  });

  test.each([
    ['run', '2026-11-24T02:00:00Z', {}],
    ['kind', run, { type: 'control.unknown' }],
    ['control', run, { control: null }],
    ['subject', run, { subject: null }],
    ['beginning', run, { before: 'unknown' }],
    ['end', run, { after: 'unknown' }],
  ] as const)('of another %s has another id', (_, night, difference) => {
    expect(driftEvent(night, { ...change, ...difference }).id).not.toBe(driftEvent(run, change).id);
  });
});

test('Good news and reminders are no objections, and everything else is', () => {
  expect(driftTypes.filter((type) => !isObjection({ type }))).toEqual([
    'baseline',
    'control.recovered',
    'control.redefined',
    'control.waived',
    'collection.recovered',
    'waiver.ending',
    'attestation.ending',
    'credential.ending',
    'baseline.ending',
  ]);
});
