import { afterEach, describe, expect, test } from '@jest/globals';
import { collector as googleWorkspace } from '../../../../lib/providers/google-workspace/collect/index.ts';
import { type MemorySession, memorySession } from '../../session.ts';
import { group, groupPolicy, member, policy, root, user } from '../people.ts';
import { type StandIn, standIn, subject, type World } from '../stand-in.ts';

let google: StandIn;
afterEach(() => google.close());

const [ours, theirs] = ['C01234567', 'C07654321'];

async function session(world: Partial<World>, customer?: string) {
  google = await standIn({ orgUnits: [root], policies: [policy('a')], ...world });
  const settings = googleWorkspace.settings().parse({ subject, ...(customer ? { customer } : {}) });
  return memorySession({ settings, credential: google.key, endpoint: google.url });
}

async function collect(world: Partial<World>, customer?: string): Promise<MemorySession<never>> {
  const memory = await session(world, customer);
  await googleWorkspace.collect(memory.session);
  return memory as MemorySession<never>;
}

const codes = (memory: MemorySession<never>, dataset: string) =>
  memory.of(dataset).problems.map(({ code }) => code);
const asked = (path: string) => google.seen.filter((one) => one.path === path);

describe('one customer for all that a connection asks', () => {
  test('is learned from the first record, and asked for in every request after it that can name one', async () => {
    const memory = await collect({ users: [user('ana'), user('ben'), user('cy')] });
    expect(asked('/admin/directory/v1/users').map(({ query }) => query.get('customer'))).toEqual([
      'my_customer',
      'my_customer',
    ]);
    expect(asked('/v1/policies')[0]?.query.get('filter')).toMatch(
      /^customer == "customers\/C01234567" && setting\.type\.matches\('/,
    );
    expect(asked('/admin/directory/v1/groups')[0]?.query.get('customer')).toBe(ours);
    for (const dataset of ['users', 'two-step-policies', 'groups'])
      expect(memory.of(dataset)).toMatchObject({ problems: [], source: { tenant: { id: ours } } });
  });

  test('is asked for from the first request on where the configuration names it', async () => {
    await collect({ users: [user('ana')] }, ours);
    expect(asked(`/admin/directory/v1/customer/${ours}/orgunits`)).toHaveLength(1);
    expect(asked('/admin/directory/v1/users')[0]?.query.get('customer')).toBe(ours);
  });

  test('is learned from policies where users are not shown', async () => {
    const memory = await collect({
      instead: ({ path }) => (path === '/admin/directory/v1/users' ? { status: 403, body: {} } : undefined),
    });
    expect(asked('/v1/policies')[0]?.query.get('filter')).toMatch(
      /^customer == "customers\/my_customer" && /,
    );
    expect(asked('/admin/directory/v1/groups')[0]?.query.get('customer')).toBe(ours);
    expect(memory.of('groups').source.tenant?.id).toBe(ours);
  });

  test('policies of another one than the users are malformed, and not kept', async () => {
    const memory = await collect({
      users: [user('ana')],
      policies: [policy('a', { customer: `customers/${theirs}` }), policy('b')],
    });
    expect(codes(memory, 'two-step-policies')).toEqual(['malformed']);
    expect(memory.of('two-step-policies').problems[0]?.message).toContain(
      `policies/a: of customer ${theirs}, where ${ours} is asked for`,
    );
    expect(memory.of('two-step-policies').rows.map(({ name }) => name)).toEqual(['policies/b']);
  });

  test('policies that are all of another one are malformed, and no empty list', async () => {
    const memory = await collect({
      users: [user('ana')],
      policies: [policy('a', { customer: `customers/${theirs}` })],
    });
    expect(memory.of('two-step-policies')).toMatchObject({ rows: [], problems: [{ code: 'malformed' }] });
  });

  test.each([
    ['on the first page', [user('ana', { customerId: theirs }), user('ben')], ['ben'], ours],
    [
      'on a later page',
      [user('ana'), user('ben'), user('cy', { customerId: theirs })],
      ['ana', 'ben'],
      undefined,
    ],
  ])('a user of another one %s is malformed, and not kept', async (_where, users, kept, customer) => {
    const memory = await collect({ users }, customer);
    expect(codes(memory, 'users')).toEqual(['malformed']);
    expect(memory.of('users').rows.map(({ primaryEmail }) => primaryEmail)).toEqual(
      kept.map((name) => `${name}@acme.example`),
    );
  });

  test('a configured one whose users Google gives for another is malformed as a whole', async () => {
    const memory = await collect({ users: [user('ana')] }, theirs);
    expect(memory.of('users')).toMatchObject({ rows: [], problems: [{ code: 'malformed' }] });
    expect(codes(memory, 'two-step-policies')).toEqual(['malformed']);
  });

  test('everybody of another one is nobody in a group of ours', async () => {
    const everybody = (id: string) => ({ kind: 'admin#directory#member', id, type: 'CUSTOMER' });
    const world = (id: string) => ({
      users: [user('ana')],
      groups: [group('eng')],
      members: { 'id-eng': [everybody(id), member('ben')] },
      policies: [groupPolicy('a', 'id-eng')],
    });
    const strange = await collect(world(theirs));
    expect(codes(strange, 'groups')).toEqual(['malformed']);
    await google.close();
    expect(codes(await collect(world(ours)), 'groups')).toEqual([]);
  });

  test('a record that names none is not held against anybody', async () => {
    const memory = await collect({
      users: [user('ana', { customerId: undefined })],
      policies: [policy('a', { customer: undefined })],
    });
    expect(codes(memory, 'users')).toEqual([]);
    expect(codes(memory, 'two-step-policies')).toEqual([]);
  });

  test.each([
    { dataset: 'users', world: { users: [user('ana', { customerId: theirs })] }, customer: ours },
    {
      dataset: 'two-step-policies',
      world: { users: [user('ana')], policies: [policy('a', { customer: `customers/${theirs}` })] },
      customer: undefined,
    },
  ])('doctor says it of $dataset as the night does', async ({ customer, dataset, world }) => {
    const memory = await session(world, customer);
    const results = await googleWorkspace.probe(memory.session);
    expect(results.find((one) => one.dataset === dataset)).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining(`of customer ${theirs}, where ${ours} is asked for`),
    });
  });
});
