import { describe, expect, test } from '@jest/globals';
import type { GoogleListing, GoogleUsage } from '../../../../lib/evidence/datasets/google-workspace.ts';
import { datasetReader } from '../../../../lib/judging/dataset-reader.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { reconciled } from '../../../../lib/judging/totals/control-total.ts';
import { addsUp, reconciledText } from '../../../../lib/judging/totals/reconcile.ts';
import { googleUsageTotal as total } from '../../../../lib/providers/google-workspace/controls/usage-total.ts';
import { contradictedLists, reconciledWith } from '../../../../lib/providers/totals.ts';
import { document, user } from './world.ts';

const own = (users: number, suspended = 2, archived = 3): GoogleListing => {
  return { archived, run: '2026-11-21T02:00:00Z', suspended, users };
};
const record = (changes: Partial<GoogleUsage> = {}): GoogleUsage => {
  const counted = { users: 10, suspended: 2, archived: 3 };
  return { ...counted, date: '2026-11-20', listing: own(10), listingsAround: [], ...changes };
};
const views = (changes?: Partial<GoogleUsage>, evidence = {}) => [
  datasetView(document('users'), () => [user('ana')]),
  datasetView(document('usage', evidence), () => [record(changes)]),
];
function held(changes?: Partial<GoogleUsage>, evidence = {}): string {
  const found = reconciled(total, datasetReader(views(changes, evidence)), 'google');
  if (typeof found === 'string') return found;
  return `${addsUp(found)}: ${reconciledText(found, total.what, total.by)}`;
}

describe('a count of an earlier day', () => {
  test('confirms the list of that day', () => {
    expect(held()).toMatch(/^true: .*users on 2026-11-20, 10 counted and 10 listed/);
    expect(contradictedLists(views()).size).toBe(0);
  });

  test.each([
    ['more are counted', { users: 11 }],
    ['fewer are counted', { users: 9 }],
    ['nobody is counted', { users: 0 }],
    ['more are suspended', { suspended: 3 }],
    ['one is missing where the suspended are left out besides', { users: 9, listing: own(10), suspended: 2 }],
  ] as [string, Partial<GoogleUsage>][])('contradicts it where %s', (_, changes) => {
    expect(held(changes)).toMatch(/^false/);
    expect([...contradictedLists(views(changes)).keys()]).toEqual(['google/users']);
  });

  test.each([
    ['the suspended', { users: 8 }, 'leaves out those who are suspended'],
    ['the archived', { users: 7 }, 'leaves out those who are archived'],
    ['both', { users: 5 }, 'leaves out those who are suspended and archived'],
  ] as [string, Partial<GoogleUsage>, string][])('may leave out %s, all of them', (_, changes, why) => {
    expect(held(changes)).toMatch(/^true/);
    expect(held(changes)).toContain(why);
  });

  test('may differ by as many as came or went about that day, and no more', () => {
    expect(held({ users: 11, listingsAround: [own(11)] })).toMatch(/^true: .*because users came or went/);
    expect(held({ users: 12, listingsAround: [own(11)] })).toMatch(/^false/);
    expect(held({ users: 9, listingsAround: [own(11)] })).toMatch(/^false/);
  });

  test.each([
    ['there is no list of that day', { listing: null }, {}],
    ['a number did not come', { users: null }, {}],
    ['it was not read completely', {}, { completeness: 'partial' }],
  ] as [string, Partial<GoogleUsage>, object][])('says nothing where %s', (_, changes, evidence) => {
    expect(held(changes, evidence)).not.toMatch(/^(true|false)/);
    expect(contradictedLists(views(changes, evidence)).size).toBe(0);
  });
});

test('a package says that the list is held against it, and that there is nothing where it is off', () => {
  const on = reconciledWith('google-workspace', 'users', new Set(['users', 'usage']));
  expect(on).toMatchObject({ kind: 'earlier', dataset: 'usage' });
  expect(reconciledWith('google-workspace', 'users', new Set(['users']))).toMatchObject({
    kind: 'none',
    says: expect.stringContaining('does not ask for it'),
  });
});
