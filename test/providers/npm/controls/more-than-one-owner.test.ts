import { describe, expect, test } from '@jest/globals';
import { membersOf } from '../../../../lib/evidence/datasets/declared.ts';
import { users as googleUsersDataset } from '../../../../lib/evidence/datasets/google-workspace.ts';
import type { NpmMember } from '../../../../lib/evidence/datasets/npm.ts';
import { members as dataset } from '../../../../lib/evidence/datasets/npm.ts';
import { optional } from '../../../../lib/judging/need.ts';
import { npmMoreThanOneOwner as control } from '../../../../lib/providers/npm/controls/more-than-one-owner.ts';
import {
  cut,
  googleUsers,
  judge as judgeWorld,
  type Part,
  user,
  type World,
} from '../../../controls/people/world.ts';

const owners = (count: number): NpmMember[] =>
  Array.from({ length: count }, (_, at) => ({ name: `owner${at}`, role: 'owner' }));
const others: readonly NpmMember[] = [
  { name: 'admin', role: 'admin' },
  { name: 'dev', role: 'developer' },
];
const unclear: NpmMember = { name: 'maybe', role: null };

function members(rows: readonly NpmMember[], more: Partial<Part> = {}): Part {
  const tenant = { id: 'Acme', name: 'Acme' };
  return { provider: 'npm', connection: 'npm', dataset: 'members', rows, document: { tenant }, ...more };
}
/** Nobody says who the people are. */
const judge = (of: typeof control, world: World) =>
  judgeWorld(of, { settings: { people: { source: null, identities: [] } }, ...world });
const verdict = (rows: readonly NpmMember[], parameters = {}, more: Partial<Part> = {}) =>
  judge(control, { parts: [members(rows, more)], parameters }).acme?.verdict;

test.each([
  [0, 'fail'],
  [1, 'fail'],
  [2, 'pass'],
  [5, 'pass'],
])('%i owners among others: %s', (count, expected) => {
  expect(verdict([...owners(count), ...others])).toBe(expected);
});

test('the organization is the subject, and the reason names the owners', () => {
  expect(judge(control, { parts: [members(owners(2))] })).toEqual({
    acme: { subject: 'acme', verdict: 'pass', reason: '2 owners: owner0, owner1.' },
  });
  const one = judge(control, { parts: [members([...owners(1), unclear])] }).acme?.reason;
  expect(one).toBe(
    '1 owner: owner0. The role of 1 more members is not known. At least 2 are needed, so these decide.',
  );
  expect(judge(control, { parts: [members(owners(1000))] }).acme?.reason).toContain('and 980 more.');
});

test('a member whose role is not known leaves open what it could change', () => {
  expect(verdict([...owners(1), unclear])).toBe('unknown');
  expect(verdict([unclear, unclear])).toBe('unknown');
  expect(verdict([unclear])).toBe('fail');
  expect(verdict([...owners(2), unclear])).toBe('pass');
});

test('a list that was cut short proves nothing either way', () => {
  for (const count of [1, 2, 3]) expect(verdict(owners(count), {}, { problem: cut })).toBe('unknown');
});

test('nobody at all is no population', () => {
  expect(judge(control, { parts: [members([])] })).toEqual({});
  const people = [googleUsersDataset, membersOf('entra'), membersOf('okta')];
  expect(control.needs).toEqual([{ dataset }, ...people.map((one) => optional(one))]);
});

test('the limit is a parameter, and never one', () => {
  expect(verdict(owners(2), { min: 3 })).toBe('fail');
  expect(verdict(owners(3), { min: 3 })).toBe('pass');
  for (const min of [1, 0, 2.5]) expect(control.parameters().safeParse({ min }).success).toBe(false);
});

test('without a tenant the connection is the subject', () => {
  expect(
    Object.keys(judge(control, { parts: [members(owners(2), { document: { tenant: null } })] })),
  ).toEqual(['npm']);
});

describe('with a people source', () => {
  const rows: readonly NpmMember[] = ['ana-npm', 'ben-npm'].map((name) => ({ name, role: 'owner' }));
  const [ana, ben] = [user('ana'), user('ben')];
  const identities = [
    { person: 'ana@example.com', accounts: { npm: ['Ana-npm', 'ana-too'] } },
    { person: 'ben@example.com', accounts: { npm: ['ben-npm'] } },
  ];
  const people = { source: 'google', identities };
  const look = (source: Part, more: readonly NpmMember[] = rows, settings: World['settings'] = {}) =>
    judgeWorld(control, { parts: [members(more), source], settings: { people, ...settings } }).acme;

  test('owners who work here count', () => {
    expect(look(googleUsers([ana, ben]))).toMatchObject({
      verdict: 'pass',
      reason: '2 owners: ana-npm, ben-npm.',
    });
  });

  test.each([
    ['a leaver', googleUsers([ana, { ...ben, suspended: true }]), 'ben@example.com is suspended in google'],
    ['somebody who is gone', googleUsers([ana]), 'ben@example.com is not, or no longer, in google'],
  ])('%s does not', (_, source, why) => {
    expect(look(source)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining(why) });
  });

  test('two logins of one person are one, and a shared account is nobody', () => {
    const two: readonly NpmMember[] = ['ana-npm', 'ana-too'].map((name) => ({ name, role: 'owner' }));
    expect(look(googleUsers([ana]), two)).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('ana-too (the same person as ana-npm)'),
    });
    const sharedAccounts = [{ name: 'publishing', connection: 'npm', account: 'BEN-npm', vault: null }];
    expect(look(googleUsers([ana, ben]), rows, { sharedAccounts })).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('ben-npm (the shared account “publishing”)'),
    });
  });

  test('a login of nobody known, or a list of people that was cut short, leaves it unknown', () => {
    const stranger: readonly NpmMember[] = [
      { name: 'ana-npm', role: 'owner' },
      { name: 'x', role: 'owner' },
    ];
    expect(look(googleUsers([ana]), stranger)?.verdict).toBe('unknown');
    expect(look(googleUsers([ana], { problem: cut }))?.verdict).toBe('unknown');
    expect(look(googleUsers([ana, { ...ben, suspended: null }]))?.verdict).toBe('unknown');
  });
});
