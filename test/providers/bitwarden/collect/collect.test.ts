import { afterEach, describe, expect, test } from '@jest/globals';
import { closed, json, type Reply, status, stopStandIns, text } from '../../onepassword/stand-in.ts';
import {
  ana,
  ben,
  clientSecret,
  collectFrom,
  collection,
  event,
  full,
  group,
  list,
  member,
  ops,
  organization,
  paths,
  policy,
  token,
  web,
} from '../organization.ts';

afterEach(stopStandIns);

const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);
const datasets = ['members', 'groups', 'collections', 'collection-access', 'policies', 'events'] as const;
const unknown: Reply = json({ object: 'error', message: 'no' });

describe('a small organization', () => {
  test('is read whole, with a token of its own key', async () => {
    const { of, server } = await collectFrom({});
    for (const dataset of datasets) expect([dataset, of(dataset).problems]).toEqual([dataset, []]);
    expect(of('members').rows).toEqual([
      {
        accessAll: null,
        email: 'ana@acme.example',
        externalId: null,
        id: 'm-ana',
        permissions: null,
        status: 'confirmed',
        twoFactorEnabled: true,
        type: 'owner',
        userId: 'u-ana',
      },
      expect.objectContaining({ id: 'm-ben', type: 'user' }),
    ]);
    expect(of('groups').rows).toEqual([
      { accessAll: null, collections: [web], externalId: null, id: ops, members: ['m-ben'], name: 'Ops' },
    ]);
    expect(of('collections').rows).toEqual([{ externalId: 'web', id: web }]);
    expect(of('policies').rows).toEqual([{ enabled: true, id: 'p-2fa', type: 0 }]);
    expect(of('members').source).toEqual({
      origin: 'api',
      tenant: { id: organization, name: null },
      principal: 'API key of the organization',
      scopes: ['api.organization'],
    });
    const [asked] = server.askedOf(paths.token);
    expect([asked?.method, asked?.body]).toEqual([
      'POST',
      `grant_type=client_credentials&scope=api.organization&client_id=organization.${organization}&client_secret=${clientSecret}`,
    ]);
    for (const dataset of datasets)
      for (const row of of(dataset).rows) expect(Object.keys(row)).toEqual(Object.keys(row).sort());
  });

  test('has who was given what: groups by the lists, members by asking for each', async () => {
    const { of, server } = await collectFrom({});
    const about = { email: null, externalId: null, members: null, name: null, status: null };
    expect(of('collection-access').rows).toEqual([
      {
        ...about,
        ...full,
        accessorId: ops,
        accessorType: 'group',
        collectionId: web,
        members: [{ email: 'ben@acme.example', id: 'm-ben', status: 'confirmed' }],
        name: 'Ops',
      },
      {
        ...about,
        ...full,
        accessorId: 'm-ana',
        accessorType: 'member',
        collectionId: web,
        email: 'ana@acme.example',
        manage: true,
        status: 'confirmed',
      },
    ]);
    expect(server.askedOf(paths.member('ana'))).toHaveLength(1);
  });

  test('is asked at a server of its own, under its paths', async () => {
    const own = { settings: { server: 'https://vault.acme.example' } };
    const { of, server } = await collectFrom(
      { '/identity/connect/token': [json({ access_token: 't', expires_in: 60 })] },
      own,
    );
    expect(server.asked.map(({ path }) => path)).toContain('/api/public/members');
    expect(codes(of('members').problems)).toEqual(['rejected']);
  });
});

describe('members', () => {
  test('of every status and role are kept as what they are', async () => {
    const rows = [
      ana,
      member('cy', { status: 0, userId: null, name: null }),
      member('dot', { status: 1 }),
      member('eve', { status: -1, type: 1 }),
      member('fay', { status: 9, type: 7 }),
      member('gus', { type: 4, permissions: { managePolicies: false, editAnyCollection: true } }),
    ];
    const { of } = await collectFrom({ [paths.members]: [list(rows)] });
    expect(of('members').rows.map(({ permissions, status, type }) => [status, type, permissions])).toEqual([
      ['confirmed', 'owner', null],
      ['invited', 'user', null],
      ['accepted', 'user', null],
      ['revoked', 'admin', null],
      ['status 9', 'type 7', null],
      ['confirmed', 'custom', ['editAnyCollection']],
    ]);
    expect(of('members').problems).toEqual([]);
  });

  const missing = ['twoFactorEnabled', 'status', 'type', 'email'] as const;
  test.each(missing)('without %s have null there, and not a word for it', async (field) => {
    const fields = { twoFactorEnabled: 'twoFactorEnabled', status: 'status', type: 'type', email: 'email' };
    for (const value of [undefined, null]) {
      const { of } = await collectFrom({ [paths.members]: [list([ana, { ...ben, [field]: value }])] });
      expect(of('members').rows[1]).toMatchObject({ [fields[field]]: null });
      expect(of('members').problems).toEqual([]);
    }
  });

  test.each([
    ['twoFactorEnabled', 'yes'],
    ['status', 'confirmed'],
    ['type', '0'],
    ['email', 7],
    ['permissions', ['all']],
  ])('whose %s is of the wrong type are malformed, and the field is unknown', async (field, value) => {
    const { of } = await collectFrom({ [paths.members]: [list([ana, { ...ben, [field]: value }])] });
    expect(of('members').rows[1]).toMatchObject({ id: 'm-ben', [field]: null });
    expect(codes(of('members').problems)).toEqual(['malformed']);
    expect(of('members').problems[0]?.message).toContain(field);
  });

  test.each<[string, readonly unknown[], string]>([
    ['nobody', [], 'not-visible'],
    ['nobody who is confirmed', [member('cy', { status: 0 })], 'not-visible'],
    ['nobody’s two-step login', [member('ana', { twoFactorEnabled: null })], 'not-visible'],
    ['somebody without an id', [ana, { ...ben, id: '' }], 'malformed'],
  ])('are not whole with %s', async (_, rows, code) => {
    const { of } = await collectFrom({ [paths.members]: [list(rows)] });
    expect(codes(of('members').problems)).toEqual([code]);
  });

  test.each<[string, Reply, string]>([
    ['401', status(401), 'unauthenticated'],
    ['403', status(403), 'denied'],
    ['404', status(404), 'rejected'],
    ['429', status(429, { 'retry-after': '300' }), 'rate-limited'],
    ['500', status(500), 'unavailable'],
    ['a closed connection', closed(), 'unavailable'],
    ['no JSON', text('<html>Just a moment...</html>'), 'malformed'],
    ['an empty object', json({}), 'malformed'],
    ['a bare list', json([ana]), 'malformed'],
    ['another object', unknown, 'malformed'],
    ['more to come, and no way to ask', list([ana, ben], 'next'), 'truncated'],
  ])('fail with %s, and what hangs on them is not whole, and the rest is', async (_, reply, code) => {
    const { of } = await collectFrom({ [paths.members]: [reply] });
    expect([of('members').rows, codes(of('members').problems)]).toEqual([[], [code]]);
    expect(codes(of('collection-access').problems)).toEqual([code]);
    expect(of('collection-access').rows).toHaveLength(1);
    for (const dataset of ['groups', 'collections', 'policies', 'events'])
      expect(of(dataset).problems).toEqual([]);
  });
});

describe('what was assigned', () => {
  const access = async (script: Parameters<typeof collectFrom>[0]) =>
    (await collectFrom(script)).of('collection-access');

  test.each<[string, unknown]>([
    ['null, as in a list', null],
    ['missing', undefined],
  ])('is not told by collections that are %s', async (_, collections) => {
    const { problems, rows } = await access({ [paths.member('ben')]: [json({ ...ben, collections })] });
    expect(codes(problems)).toEqual(['not-visible']);
    expect(problems[0]?.message).toContain('m-ben');
    expect(rows).toHaveLength(2);
  });

  test('is nothing by a list that is filled, as Bitwarden does not fill it', async () => {
    const { rows, problems } = await access({
      [paths.members]: [list([ana, { ...ben, collections: [{ id: web, ...full }] }])],
    });
    expect([rows.length, problems]).toEqual([2, []]);
  });

  test('has nobody in a group who is no member', async () => {
    const { of } = await collectFrom({ [paths.groupMembers]: [json(['m-ben', 'm-gone'])] });
    for (const dataset of ['groups', 'collection-access'])
      expect(codes(of(dataset).problems)).toEqual(['malformed']);
  });

  test('is malformed where an entry cannot be read, or the answer is of another member', async () => {
    for (const reply of [
      json({ ...ben, collections: [{ id: '' }] }),
      json({ ...ana, collections: [] }),
      json([]),
    ]) {
      const { problems } = await access({ [paths.member('ben')]: [reply] });
      expect(codes(problems)).toEqual(['malformed']);
    }
  });

  test('with rights that are missing is kept, and the rights are unknown', async () => {
    const { rows } = await access({ [paths.member('ben')]: [json({ ...ben, collections: [{ id: web }] })] });
    expect(rows[2]).toMatchObject({ accessorId: 'm-ben', hidePasswords: null, manage: null, readOnly: null });
  });

  test('goes on past one member without an answer, and stops where nobody will answer', async () => {
    const many = ['ana', 'ben', 'cy', 'dot', 'eve', 'fay'];
    const members = { [paths.members]: [list(many.map((name) => member(name)))] };
    const all = (reply: Reply) => Object.fromEntries(many.map((name) => [paths.member(name), [reply]]));
    const gone = await collectFrom({ ...members, ...all(json({})), [paths.member('ana')]: [status(404)] });
    expect(codes(gone.of('collection-access').problems)[0]).toBe('rejected');
    const cut = await collectFrom({ ...members, ...all(status(429)) });
    expect(codes(cut.of('collection-access').problems)).toEqual(['rate-limited', 'rate-limited']);
    expect(cut.of('collection-access').problems[1]?.message).toContain('3 more');
    const asked = cut.server.asked.filter(({ path }) => path.startsWith('/public/members/'));
    expect(asked).toHaveLength(1);
  });

  test('is not whole where the people of a group are not told', async () => {
    const { of } = await collectFrom({ [paths.groupMembers]: [status(500)] });
    expect(codes(of('groups').problems)).toEqual(['unavailable']);
    expect(of('groups').rows).toMatchObject([{ members: null }]);
    expect(of('collection-access').rows[0]).toMatchObject({ members: null });
    expect(codes(of('collection-access').problems)).toEqual(['unavailable']);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['how', { collections: [{ id: web, ...full, hidePasswords: true }] }, {}],
    ['whether, the group saying so', {}, { groups: [] }],
    ['whether, the collection saying so', { collections: [] }, {}],
  ])('is malformed where a group and a collection differ on %s', async (_, groups, collections) => {
    const { problems } = await access({
      [paths.groups]: [list([{ ...group, ...groups }])],
      [paths.collections]: [list([{ ...collection, ...collections }])],
    });
    expect(codes(problems)).toEqual(['malformed']);
  });

  test('is everything where an older server says so', async () => {
    const { rows } = await access({ [paths.members]: [list([ana, { ...ben, accessAll: true }])] });
    expect(rows[2]).toMatchObject({ accessorId: 'm-ben', collectionId: web, hidePasswords: null });
  });
});

describe('policies', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['neither on nor off', { enabled: null }, 'not-visible'],
    ['of no kind', { type: undefined }, 'not-visible'],
  ])('that are %s are not whole', async (_, more, code) => {
    const { of } = await collectFrom({ [paths.policies]: [list([{ ...policy, ...more }])] });
    expect(codes(of('policies').problems)).toEqual([code]);
  });

  test('may be none', async () => {
    const { of } = await collectFrom({ [paths.policies]: [list([])] });
    expect([of('policies').rows, of('policies').problems]).toEqual([[], []]);
  });
});

describe('events', () => {
  const now = new Date('2026-11-23T02:00:00Z');
  const first = event(1003, '2026-11-22T11:00:00.1234567Z');

  test('come from every page, from thirty days back at first, and say where the night ended', async () => {
    const script = {
      [paths.events]: [
        list([first, first], 'p2'),
        list([first, event(1504, '2026-11-21T11:00:00Z', { memberId: 'm-ben' })]),
      ],
    };
    const { of, server } = await collectFrom(script, { now });
    expect(of('events').rows.map(({ memberId, ordinal, type }) => [type, memberId, ordinal])).toEqual([
      [1003, null, 0],
      [1003, null, 1],
      [1504, 'm-ben', 0],
    ]);
    expect(of('events').source.continuation).toEqual({ until: '2026-11-23T02:00:00.000Z' });
    expect(server.askedOf(paths.events).map(({ query }) => Object.fromEntries(query))).toEqual([
      { start: '2026-10-24T02:00:00.000Z', end: '2026-11-23T02:00:00.000Z' },
      { start: '2026-10-24T02:00:00.000Z', end: '2026-11-23T02:00:00.000Z', continuationToken: 'p2' },
    ]);
    expect(JSON.stringify(of('events').rows)).not.toContain('192.0.2.10');
  });

  test('go on a day before the last night’s end, and lose no place in a night that fails', async () => {
    const continuation = () => ({ until: '2026-11-22T02:00:00Z' });
    const { of, server } = await collectFrom(
      { [paths.events]: [list([first], 'p2'), status(500)] },
      { now, continuation },
    );
    expect(server.askedOf(paths.events)[0]?.query.get('start')).toBe('2026-11-21T02:00:00.000Z');
    expect(codes(of('events').problems)).toEqual(['unavailable']);
    expect(of('events').rows).toHaveLength(1);
    expect(of('events').source.continuation).toEqual({ until: '2026-11-22T02:00:00.000Z' });
  });

  test('are truncated where the last night was too long ago', async () => {
    const { of, server } = await collectFrom(
      {},
      { now, continuation: () => ({ until: '2025-01-01T00:00:00Z' }) },
    );
    expect(codes(of('events').problems)).toEqual(['truncated']);
    expect(server.askedOf(paths.events)[0]?.query.get('start')).toBe('2025-11-21T02:00:00.000Z');
  });

  test.each<[string, unknown]>([
    ['no time', { ...first, date: null }],
    ['a time that is none', { ...first, date: 'yesterday' }],
    ['no kind', { ...first, type: undefined }],
    ['an id that is none', { ...first, memberId: 7 }],
    ['nothing in it', null],
  ])('with %s are malformed', async (_, strange) => {
    const { of } = await collectFrom({ [paths.events]: [list([first, strange])] }, { now });
    expect(codes(of('events').problems)).toEqual(['malformed']);
  });

  test.each<[string, Reply, string]>([
    ['the token that led to it', list([], 'p2'), 'truncated'],
    ['no JSON', text('nothing here'), 'malformed'],
    ['the wrong shape', json({ object: 'list', data: {} }), 'malformed'],
    ['a token that is no text', list([], 7), 'malformed'],
    ['401', status(401), 'unauthenticated'],
    ['403', status(403), 'denied'],
  ])('keep the first page when the second has %s', async (_, reply, code) => {
    const { of } = await collectFrom({ [paths.events]: [list([first], 'p2'), reply] }, { now });
    expect([of('events').rows.length, codes(of('events').problems)]).toEqual([1, [code]]);
  });
});

describe('the key', () => {
  test('is in nothing that is kept, nor is the token, also when Bitwarden sends them back', async () => {
    const echo: Reply = (response, { headers, body }) =>
      response
        .writeHead(403)
        .end(JSON.stringify({ object: 'error', message: `${headers.authorization} ${body}` }));
    const { memory } = await collectFrom({
      [paths.members]: [echo],
      [paths.groups]: [echo],
      [paths.policies]: [echo],
    });
    expect(memory.everything()).not.toContain(token);
    const refused = await collectFrom({ [paths.token]: [echo] });
    expect(refused.memory.everything()).not.toContain(clientSecret);
  });

  test('that Bitwarden refuses says what to look at', async () => {
    const wrong: Reply = (response) => response.writeHead(400).end('{"error":"invalid_client"}');
    const { of } = await collectFrom({ [paths.token]: [wrong] });
    expect(of('members').problems[0]?.message).toContain('region or server');
  });

  test('gets a new token when the old one is not taken any more', async () => {
    const { of, server } = await collectFrom({
      [paths.token]: [
        json({ access_token: token, expires_in: 3600 }),
        json({ access_token: `${token}2`, expires_in: 3600 }),
      ],
      [paths.members]: [status(401), list([ana, ben])],
    });
    expect(of('members').problems).toEqual([]);
    expect(server.askedOf(paths.members).map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${token}`,
      `Bearer ${token}2`,
    ]);
  });

  test.each<[string, string | null, string]>([
    ['is missing', null, 'not-configured'],
    ['lacks its secret', JSON.stringify({ clientId: `organization.${organization}` }), 'not-configured'],
    ['is no JSON', 'canary-secret', 'unauthenticated'],
    ['is a list', '["canary-secret"]', 'unauthenticated'],
    [
      'is a person’s',
      JSON.stringify({ clientId: `user.${organization}`, clientSecret: 'canary-secret' }),
      'unauthenticated',
    ],
    ['has a key that nobody knows', '{"client_secret":"canary-secret"}', 'unauthenticated'],
  ])('is not sent when it %s', async (_, credential, code) => {
    const { memory, of, server } = await collectFrom({}, { credential });
    for (const dataset of ['members', 'groups', 'collections', 'policies', 'events'])
      expect(codes(of(dataset).problems)).toEqual([code]);
    expect(server.asked).toEqual([]);
    expect(memory.everything()).not.toContain('canary-secret');
  });
});
