import { describe, expect, test } from '@jest/globals';
import { collectionDrift } from '../../lib/drift/collections.ts';
import type { Completeness } from '../../lib/evidence/document.ts';
import { evidence } from '../evidence/document.ts';

const run = '2026-11-23T02:00:00Z';
const users = (completeness: Completeness) => [
  evidence('google', 'users', {
    completeness,
    problem: completeness === 'failed' ? { code: 'denied', message: 'Google says no.' } : null,
  }),
];
const none: [] = [];

describe('A dataset', () => {
  test.each([
    ['cannot be collected any more', users('complete'), users('failed'), 'collection.failed'],
    ['was empty and is cut short', users('empty'), users('partial'), 'collection.failed'],
    ['is new and fails at once', none, users('failed'), 'collection.failed'],
    ['is not collected any more', users('complete'), none, 'collection.failed'],
    ['failed and is not asked for any more', users('failed'), none, 'collection.failed'],
    ['is collected whole again', users('failed'), users('complete'), 'collection.recovered'],
  ] as const)('that %s is said once', (_, before, after, type) => {
    expect(collectionDrift(run, before, after)).toEqual([
      expect.objectContaining({
        type,
        control: null,
        subject: 'google/users',
        before: before[0]?.completeness ?? null,
        after: after[0]?.completeness ?? null,
      }),
    ]);
  });

  test.each([
    ['stays whole', users('complete'), users('complete')],
    ['has nobody any more, and was seen to', users('complete'), users('empty')],
    ['stays broken', users('failed'), users('partial')],
    ['is new and whole', none, users('complete')],
  ] as const)('that %s is not worth a word', (_, before, after) => {
    expect(collectionDrift(run, before, after)).toEqual([]);
  });

  test('that fails says why', () => {
    expect(collectionDrift(run, users('complete'), users('failed'))[0]?.message).toBe(
      'google/users is failed: Google says no.',
    );
    expect(collectionDrift(run, users('complete'), users('partial'))[0]?.message).toContain(
      'no reason given',
    );
  });

  test('of another connection is another dataset', () => {
    const other = evidence('google-2', 'users', { completeness: 'failed' });
    expect(collectionDrift(run, [...users('complete'), other], [...users('complete'), other])).toEqual([]);
  });
});
