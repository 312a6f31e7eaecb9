import { afterEach, describe, expect, test } from '@jest/globals';
import { collector as googleWorkspace } from '../../../../lib/providers/google-workspace/collect/index.ts';
import { type MemorySession, memorySession, type SessionOptions } from '../../session.ts';
import { contractors, group, groupPolicy, member, policy, root, user } from '../people.ts';
import { type Reply, type Seen, type StandIn, standIn, subject, type World } from '../stand-in.ts';

let google: StandIn;
afterEach(() => google.close());

async function collect(world: Partial<World>, options?: SessionOptions): Promise<MemorySession<never>> {
  google = await standIn(world);
  return collectFrom(google, options);
}

async function collectFrom(from: StandIn, options?: SessionOptions): Promise<MemorySession<never>> {
  const settings = googleWorkspace.settings().parse({ subject });
  const memory = memorySession({ settings, credential: from.key, endpoint: from.url }, options);
  await googleWorkspace.collect(memory.session);
  return memory as MemorySession<never>;
}

const usersPath = '/admin/directory/v1/users';
const asked = (path: string) => google.seen.filter((one) => one.path === path);
/** Replies to the page that starts at the third item. */
const onSecondPage = (path: string, reply: Reply) => (request: Seen) =>
  request.path === path && request.query.get('pageToken') === 'p2' ? reply : undefined;
const names = (rows: { primaryEmail: string }[]) => rows.map((row) => row.primaryEmail.split('@')[0]);
const three = [user('ana'), user('ben'), user('cy')];

describe('collecting from Google Workspace', () => {
  test('collects every page of users', async () => {
    const memory = await collect({ users: three });
    const users = memory.of('users');
    expect(names(users.rows)).toEqual(['ana', 'ben', 'cy']);
    expect(users.problems).toEqual([]);
    expect(users.added.map((one) => one.rows)).toEqual([2, 1]);
    expect(users.rows[0]).toEqual({
      aliases: [],
      archived: false,
      creationTime: '2024-06-27T15:34:22.000Z',
      id: '1000-ana',
      isAdmin: false,
      isDelegatedAdmin: false,
      isEnforcedIn2Sv: true,
      isEnrolledIn2Sv: true,
      isGuestUser: null,
      lastLoginTime: '2026-11-22T08:11:04.000Z',
      nonEditableAliases: [],
      orgUnitPath: '/',
      primaryEmail: 'ana@acme.example',
      signedIn: true,
      suspended: false,
    });
  });

  test('asks for large pages, sorted, with only the fields it keeps', async () => {
    await collect({ users: three });
    const query = asked(usersPath)[0]?.query;
    expect(query?.get('customer')).toBe('my_customer');
    expect(query?.get('maxResults')).toBe('500');
    expect(query?.get('orderBy')).toBe('email');
    expect(query?.get('fields')).toMatch(/^kind,nextPageToken,users\(id,primaryEmail,.*isEnforcedIn2Sv/);
    expect(query?.get('fields')).not.toMatch(/name|phones/);
    expect(asked(usersPath)[1]?.query.get('pageToken')).toBe('p2');
  });

  test('names who asked, with which scopes, and of which tenant', async () => {
    const memory = await collect({ users: three, policies: [policy('a')] });
    for (const name of ['users', 'two-step-policies', 'groups'])
      expect(memory.of(name).source).toEqual({
        origin: 'api',
        principal: 'exhibit@acme-evidence.iam.example as admin@acme.example',
        scopes: googleWorkspace.setup.scopes,
        tenant: { id: 'C01234567', name: 'acme.example' },
      });
  });

  test('asks for one token for all datasets, and keeps the answer to itself', async () => {
    const memory = await collect({ users: three });
    expect(asked('/token')).toHaveLength(1);
    const [first] = memory.of('org-units').exchanges;
    expect(first).toMatchObject({ method: 'POST', url: `${google.url}/token`, status: 200, body: null });
  });

  test('takes a list that Google says is empty as complete', async () => {
    const memory = await collect({});
    for (const name of ['users', 'org-units', 'groups'])
      expect(memory.of(name)).toMatchObject({ rows: [], problems: [] });
  });

  test.each([
    ['its kind and a next token', { kind: 'admin#directory#users', nextPageToken: 'p1' }],
    ['a next token alone', { nextPageToken: 'p1' }],
  ])('goes on over an empty page with %s', async (_name, body) => {
    const memory = await collect({
      users: three,
      instead: onSecondPage(usersPath, { status: 200, body }),
    });
    expect(names(memory.of('users').rows)).toEqual(['ana', 'ben', 'ben', 'cy']);
  });

  test('gives organizational units the ids that policies use', async () => {
    const memory = await collect({ orgUnits: [root, contractors] });
    expect(memory.of('org-units').rows).toEqual([
      {
        name: 'acme.example',
        orgUnitId: '03root',
        orgUnitPath: '/',
        parentOrgUnitId: null,
        parentOrgUnitPath: null,
      },
      {
        name: 'Contractors',
        orgUnitId: '03contractors',
        orgUnitPath: '/Contractors',
        parentOrgUnitId: '03root',
        parentOrgUnitPath: '/',
      },
    ]);
    const query = google.seen.find((one) => one.path.endsWith('/orgunits'))?.query;
    expect(query?.get('type')).toBe('all_including_parent');
  });

  test.each(['orgUnits/03root', 'orgUnits/id:03root', '03root'])(
    'gives policies the ids that units have, however %s is spelled',
    async (orgUnit) => {
      const memory = await collect({ policies: [policy('a', { policyQuery: { orgUnit, sortOrder: 1 } })] });
      expect(memory.of('two-step-policies').rows).toMatchObject([{ orgUnit: '03root' }]);
    },
  );

  test('keeps 2-step policies and leaves other settings alone', async () => {
    const other = policy('z', { setting: { type: 'settings/security.password', value: {} } });
    const memory = await collect({
      policies: [policy('a'), other, groupPolicy('b', 'id-eng')],
      groups: [group('eng')],
      members: { 'id-eng': [] },
    });
    expect(memory.of('two-step-policies').problems).toEqual([]);
    expect(memory.of('two-step-policies').rows).toEqual([
      {
        group: null,
        name: 'policies/a',
        orgUnit: '03root',
        query: 'entity.org_units.exists(…)',
        setting: 'enforcement',
        sortOrder: 101,
        type: 'ADMIN',
        value: { enforcedFrom: '2024-02-16T23:22:21.732Z' },
      },
      expect.objectContaining({ name: 'policies/b', group: 'id-eng', query: null }),
    ]);
    expect(asked('/v1/policies')[0]?.query.get('filter')).toBe(
      `customer == "customers/my_customer" && setting.type.matches('^settings/security[.]two_step_verification_.*$')`,
    );
  });
});

describe('when Google answers badly on page two of users', () => {
  const refused = (reason: string) => ({ error: { errors: [{ reason }], message: 'Said by Google' } });
  const cases: [string, Reply, string][] = [
    ['401', { status: 401, body: { error: { code: 401 } } }, 'unauthenticated'],
    ['403', { status: 403, body: refused('forbidden') }, 'denied'],
    ['403 for a quota', { status: 403, body: refused('quotaExceeded') }, 'rate-limited'],
    ['404', { status: 404, body: refused('notFound') }, 'rejected'],
    ['429', { status: 429, body: {} }, 'rate-limited'],
    ['500', { status: 500, body: 'oops' }, 'unavailable'],
    ['a closed connection', 'close', 'unavailable'],
    ['half an answer', 'cut', 'unavailable'],
    ['text that is not JSON', { status: 200, body: '<html>' }, 'malformed'],
    [
      'JSON cut short',
      { status: 200, body: '{"kind":"admin#directory#users","users":[{"id":"1"' },
      'malformed',
    ],
    ['a list', { status: 200, body: [] }, 'malformed'],
    ['null', { status: 200, body: 'null' }, 'malformed'],
    ['an object of another kind of thing', { status: 200, body: { ok: true } }, 'malformed'],
    ['null for a list', { status: 200, body: { kind: 'x', users: null } }, 'malformed'],
    ['users that are no list', { status: 200, body: { kind: 'x', users: { id: '1' } } }, 'malformed'],
    [
      'a next token that is a number',
      { status: 200, body: { kind: 'x', users: [], nextPageToken: 4 } },
      'malformed',
    ],
    [
      'a next token that was given before',
      { status: 200, body: { kind: 'x', users: [], nextPageToken: 'p2' } },
      'truncated',
    ],
  ];
  test.each(cases)('%s keeps page one and tells why there is no more', async (_name, reply, code) => {
    const memory = await collect({ users: three, instead: onSecondPage(usersPath, reply) });
    expect(names(memory.of('users').rows)).toEqual(['ana', 'ben']);
    expect(memory.of('users').source.tenant?.id).toBe('C01234567');
    expect(memory.of('users').problems.map((one) => one.code)).toEqual([code]);
    expect(memory.of('users').problems[0]?.message).not.toMatch(/Bearer|ya29/);
  });

  test('the library does not ask again by itself', async () => {
    const memory = await collect({ users: three, instead: onSecondPage(usersPath, 'close') });
    expect(memory.of('users').exchanges.map((one) => one.status)).toEqual([200, null]);
  });

  test('a 429 that passes by itself is no problem', async () => {
    let refused429 = 0;
    const memory = await collect(
      {
        policies: [policy('a')],
        instead: ({ path }) =>
          path === '/v1/policies' && refused429++ < 2 ? { status: 429, body: {} } : undefined,
      },
      { patienceMs: 60_000 },
    );
    expect(memory.of('two-step-policies').exchanges.map((one) => one.status)).toEqual([429, 429, 200]);
    expect(memory.of('two-step-policies').problems).toEqual([]);
  });

  test('a denial says which scope and role to grant', async () => {
    const denied: Reply = { status: 403, body: refused('forbidden') };
    const memory = await collect({ instead: ({ path }) => (path === '/v1/policies' ? denied : undefined) });
    const [problem] = memory.of('two-step-policies').problems;
    expect(problem?.message).toMatch(/Super Admin.*auth\/cloud-identity\.policies\.readonly/);
  });

  test('other datasets are collected all the same', async () => {
    const memory = await collect({
      users: three,
      orgUnits: [root],
      groups: [group('eng')],
      instead: onSecondPage(usersPath, 'close'),
    });
    expect(memory.of('org-units').problems).toEqual([]);
    expect(memory.of('groups').rows).toHaveLength(1);
    expect(memory.of('groups').problems).toEqual([]);
  });

  test('a token that expires between two pages is renewed, and nobody is lost', async () => {
    let expired = false;
    const memory = await collect({
      users: three,
      instead: (request) => {
        if (request.query.get('pageToken') === 'p2' && !expired) {
          expired = true;
          google.expire();
        }
        return undefined;
      },
    });
    expect(names(memory.of('users').rows)).toEqual(['ana', 'ben', 'cy']);
    expect(memory.of('users').problems).toEqual([]);
    expect(google.tokens).toHaveLength(2);
    expect(memory.of('users').exchanges.map((one) => one.status)).toEqual([200, 401, 200, 200]);
  });
});

describe('a record that is not as documented', () => {
  test('keeps a user whose field has the wrong type, with the field unknown', async () => {
    const memory = await collect({ users: [user('ana', { isEnforcedIn2Sv: 'true' }), user('ben')] });
    expect(memory.of('users').rows[0]).toMatchObject({
      primaryEmail: 'ana@acme.example',
      isEnforcedIn2Sv: null,
    });
    expect(memory.of('users').rows).toHaveLength(2);
    expect(memory.of('users').problems).toEqual([
      { code: 'malformed', message: expect.stringMatching(/user ana@acme.example: isEnforcedIn2Sv/) },
    ]);
  });

  test('leaves out a user without identity, and says so', async () => {
    const users = [user('ana', { id: 7 }), user('ben', { primaryEmail: null }), null, user('cy')];
    const memory = await collect({ users, pageSize: 10 });
    expect(names(memory.of('users').rows)).toEqual(['cy']);
    expect(memory.of('users').problems).toHaveLength(1);
    expect(memory.of('users').problems[0]?.message).toMatch(/3 left out/);
  });

  test('says it once, however many there are', async () => {
    const users = Array.from({ length: 50 }, (_, n) => user(`u${n}`, { suspended: 'no' }));
    const memory = await collect({ users, pageSize: 10 });
    expect(memory.of('users').rows).toHaveLength(50);
    expect(memory.of('users').problems).toHaveLength(1);
    expect(memory.of('users').problems[0]?.message).toMatch(/and 47 more\. 50 kept/);
  });

  test('tells of faulty records also when the list then breaks off', async () => {
    const memory = await collect({
      users: [user('ana', { archived: 0 }), user('ben'), user('cy')],
      instead: onSecondPage(usersPath, 'close'),
    });
    expect(memory.of('users').problems.map((one) => one.code)).toEqual(['malformed', 'unavailable']);
  });

  test('a missing or null field is unknown, and no fault', async () => {
    const { isEnrolledIn2Sv, isEnforcedIn2Sv, lastLoginTime, ...rest } = user('ana', { suspended: null });
    const memory = await collect({ users: [rest] });
    expect(memory.of('users').problems).toEqual([]);
    expect(memory.of('users').rows[0]).toMatchObject({
      isEnrolledIn2Sv: null,
      isEnforcedIn2Sv: null,
      lastLoginTime: null,
      signedIn: null,
      suspended: null,
    });
  });

  test('the start of 1970 means that somebody never signed in', async () => {
    const memory = await collect({ users: [user('ana', { lastLoginTime: '1970-01-01T00:00:00.000Z' })] });
    expect(memory.of('users').rows[0]).toMatchObject({ lastLoginTime: null, signedIn: false });
  });

  test.each([
    ['no target', { policyQuery: undefined }],
    ['no value', { setting: { type: 'settings/security.two_step_verification_enforcement' } }],
    ['no setting', { setting: null }],
    ['an order that is text', { policyQuery: { orgUnit: 'orgUnits/1', sortOrder: '101' } }],
  ])('a policy with %s is a fault', async (_name, change) => {
    const memory = await collect({ policies: [policy('a', change), policy('b')] });
    expect(memory.of('two-step-policies').problems.map((one) => one.code)).toEqual(['malformed']);
    expect(memory.of('two-step-policies').rows.at(-1)).toMatchObject({ name: 'policies/b' });
  });

  test('a unit without a path is a fault', async () => {
    const memory = await collect({ orgUnits: [root, { orgUnitId: 'id:03lost' }] });
    expect(memory.of('org-units').rows).toHaveLength(1);
    expect(memory.of('org-units').problems.map((one) => one.code)).toEqual(['malformed']);
  });
});

describe('groups', () => {
  const membersOf = (memory: MemorySession<never>, name: string) =>
    memory.of('groups').rows.find((row) => row.email === `${name}@acme.example`)?.members;
  const askedMembers = () =>
    google.seen.map((one) => /groups\/([^/]+)\/members/.exec(one.path)?.[1]).filter(Boolean);

  test('have no members when nobody needs them', async () => {
    const memory = await collect({
      groups: ['a', 'b', 'c'].map(group),
      members: { 'id-a': [member('ana')] },
    });
    expect(memory.of('groups').rows.map((row) => row.members)).toEqual([null, null, null]);
    expect(askedMembers()).toEqual([]);
    expect(memory.of('groups').added.map((one) => one.rows)).toEqual([2, 1]);
  });

  test('have their members when a policy or a vault names them', async () => {
    const memory = await collect(
      {
        groups: ['eng', 'ops', 'all'].map(group),
        members: { 'id-eng': [member('ana'), member('ben'), member('cy')], 'id-ops': [] },
        policies: [groupPolicy('a', 'id-eng')],
      },
      { groups: ['Ops@acme.example'] },
    );
    expect(membersOf(memory, 'eng')).toHaveLength(3);
    expect(membersOf(memory, 'eng')[0]).toEqual({
      email: 'ana@acme.example',
      id: '1000-ana',
      status: 'ACTIVE',
      type: 'USER',
    });
    expect(membersOf(memory, 'ops')).toEqual([]);
    expect(membersOf(memory, 'all')).toBeNull();
    expect(memory.of('groups').problems).toEqual([]);
  });

  test('in groups are followed, each once, also in a circle', async () => {
    const memory = await collect({
      groups: ['a', 'b', 'c', 'd'].map(group),
      members: {
        'id-a': [member('b', 'GROUP'), member('ana')],
        'id-b': [member('c', 'GROUP'), member('a', 'GROUP')],
        'id-c': [member('a', 'GROUP'), member('b', 'GROUP'), member('ben')],
      },
      policies: [groupPolicy('1', 'id-a'), groupPolicy('2', 'id-b')],
    });
    expect(askedMembers().sort()).toEqual(['id-a', 'id-b', 'id-c', 'id-c']);
    expect(membersOf(memory, 'c').map((one: { email: string }) => one.email)).toContain('ben@acme.example');
    expect(membersOf(memory, 'd')).toBeNull();
    expect(memory.of('groups').problems).toEqual([]);
  });

  test('that are only a word of Google’s are not asked for', async () => {
    const memory = await collect({ policies: [groupPolicy('a', 'WORKSPACE_ALL_ADMIN_GROUP')] });
    expect(memory.of('two-step-policies').rows[0]?.group).toBe('WORKSPACE_ALL_ADMIN_GROUP');
    expect(askedMembers()).toEqual([]);
    expect(memory.of('groups').problems).toEqual([]);
  });

  test('that are needed but not listed are a fault', async () => {
    const memory = await collect(
      { groups: [group('a')], members: { 'id-a': [member('outside', 'GROUP')] } },
      {
        groups: ['a@acme.example', 'typo@acme.example'],
      },
    );
    expect(memory.of('groups').problems.map((one) => one.code)).toEqual(['not-visible', 'not-visible']);
    expect(memory.of('groups').problems[0]?.message).toMatch(/typo@acme\.example/);
    expect(memory.of('groups').problems[1]?.message).toMatch(
      /outside@acme\.example.*member of a@acme\.example/,
    );
    expect(membersOf(memory, 'a')).toHaveLength(1);
  });

  test.each([
    [403, 'denied'],
    [404, 'rejected'],
  ])('whose members are answered with %d are a fault, and the next group is read', async (status, code) => {
    const memory = await collect(
      {
        groups: ['a', 'b'].map(group),
        members: { 'id-a': [], 'id-b': [member('ben')] },
        instead: ({ path }) => (path.includes('id-a/') ? { status, body: {} } : undefined),
      },
      { groups: ['a@acme.example', 'b@acme.example'] },
    );
    expect(memory.of('groups').problems).toEqual([
      { code, message: expect.stringContaining('a@acme.example') },
    ]);
    expect(membersOf(memory, 'a')).toBeNull();
    expect(membersOf(memory, 'b')).toHaveLength(1);
  });

  test('lose nothing that was listed when the members’ second page does not come', async () => {
    const members = [member('ana'), member('ben'), member('cy')];
    const path = '/admin/directory/v1/groups/id-a/members';
    const memory = await collect(
      {
        groups: ['a', 'b', 'c'].map(group),
        members: { 'id-a': members },
        instead: onSecondPage(path, 'close'),
      },
      { groups: ['a@acme.example'] },
    );
    expect(memory.of('groups').rows).toHaveLength(3);
    expect(membersOf(memory, 'a')).toBeNull();
    expect(memory.of('groups').problems.map((one) => one.code)).toEqual(['unavailable']);
  });

  test('with a member of no identity are a fault', async () => {
    const members = [
      { type: 'USER', role: 'MEMBER' },
      { id: 'C01234567', type: 'CUSTOMER' },
    ];
    const memory = await collect(
      { groups: [group('a')], members: { 'id-a': members } },
      { groups: ['a@acme.example'] },
    );
    expect(membersOf(memory, 'a')).toEqual([
      { email: null, id: 'C01234567', status: null, type: 'CUSTOMER' },
    ]);
    expect(memory.of('groups').problems.map((one) => one.code)).toEqual(['malformed']);
  });

  test('that policies name are read even when the policies broke off', async () => {
    const policies = [groupPolicy('a', 'id-a'), policy('b'), policy('c')];
    const memory = await collect({
      groups: [group('a')],
      members: { 'id-a': [member('ana')] },
      policies,
      instead: onSecondPage('/v1/policies', 'close'),
    });
    expect(memory.of('two-step-policies').problems.map((one) => one.code)).toEqual(['unavailable']);
    expect(membersOf(memory, 'a')).toHaveLength(1);
  });
});

describe('secrets', () => {
  test('are in nothing that would be written, even when Google sends them back', async () => {
    google = await standIn({ users: three });
    google.world.instead = (request) => {
      if (request.path !== usersPath) return undefined;
      const echo = user('ana', { orgUnitPath: `/${google.tokens[0]}` });
      return request.query.has('pageToken')
        ? { status: 500, body: { error: { message: `${request.authorization} ${google.privateKey}` } } }
        : { status: 200, body: { kind: 'admin#directory#users', users: [echo], nextPageToken: 'p2' } };
    };
    const memory = await collectFrom(google);
    const { rows: _rows, ...users } = memory.of('users');
    expect(users.exchanges[1]?.body?.toString()).toMatch(/redacted/);
    const written =
      JSON.stringify(users.exchanges.map((one) => one.body?.toString())) + JSON.stringify(users.problems);
    expect(written).not.toContain(google.tokens[0]);
    expect(written).not.toContain(google.privateKey.split('\n')[3]);
  });
});
