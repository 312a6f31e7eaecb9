import { expect, test } from '@jest/globals';
import type { GoogleGroup } from '../../../../lib/evidence/datasets/google-workspace.ts';
import type { Completeness } from '../../../../lib/evidence/document.ts';
import type { ControlInput } from '../../../../lib/judging/control.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { googleGroups } from '../../../../lib/providers/onepassword/controls/google-groups.ts';
import { document, group, member } from '../../google-workspace/controls/world.ts';

function lookup(groups: readonly GoogleGroup[], completeness: Completeness = 'complete') {
  const view = datasetView(document('groups', { completeness }), () => groups);
  return googleGroups({ views: () => [view] } as unknown as ControlInput).expand;
}

test('expands groups in groups, each person once, through a circle', () => {
  const people = lookup([
    group('ops', [member('ana'), member('night', 'GROUP'), { ...member('ana'), email: 'ANA@example.com' }]),
    group('night', [member('ben'), member('ops', 'GROUP')]),
  ])('Ops@Example.com');
  expect([...people.addresses].sort()).toEqual(['ana@example.com', 'ben@example.com']);
  expect(people.unclear).toBeNull();
});

test('finds a nested group by its id where its address is not given', () => {
  const nested = { email: null, id: 'gid-night', status: null, type: 'GROUP' };
  const people = lookup([group('ops', [nested]), group('night', [member('ben')])])('ops@example.com');
  expect([...people.addresses]).toEqual(['ben@example.com']);
  expect(people.unclear).toBeNull();
});

test('an empty group is nobody, for certain', () => {
  const people = lookup([group('ops', [])])('ops@example.com');
  expect(people).toEqual({ addresses: new Set(), unclear: null });
});

test('counts somebody of another company', () => {
  const people = lookup([group('ops', [{ ...member('x', 'EXTERNAL'), email: 'x@example.net' }])])(
    'ops@example.com',
  );
  expect([...people.addresses]).toEqual(['x@example.net']);
});

test.each([
  ['there is no such group', [group('other', [])], 'ops@example.com were not read'],
  ['its members were not asked for', [group('ops', null)], 'ops@example.com were not read'],
  [
    'a group in it is not known',
    [group('ops', [member('night', 'GROUP')])],
    'night@example.com were not read',
  ],
  [
    'the whole company is a member',
    [group('ops', [{ ...member('x', 'CUSTOMER'), email: null }])],
    'not a person',
  ],
  [
    'a member has no address',
    [group('ops', [{ ...member('x'), email: null }])],
    'not a person with an address',
  ],
])('is unclear when %s', (_, groups, why) => {
  expect(lookup(groups)('ops@example.com').unclear).toContain(why);
});

test('is unclear when the groups were cut short, since members may be missing', () => {
  const people = lookup([group('ops', [member('ana')])], 'partial')('ops@example.com');
  expect([...people.addresses]).toEqual(['ana@example.com']);
  expect(people.unclear).toContain('not be read completely');
});
