import { afterEach, describe, expect, test } from '@jest/globals';
import type { Misbehaviour } from '../../../../demo/stand-ins/serve/misbehaviour.ts';
import { connect } from '../../../../lib/providers/github/collect/connect.ts';
import { collector as github } from '../../../../lib/providers/github/collect/index.ts';
import { memorySession } from '../../session.ts';
import { mixed, person, secure, withMore } from '../acme.ts';
import { closeAll, codes, collect, type Given, lists, twoFactor } from '../collecting.ts';

afterEach(closeAll);

const fail = () => Promise.reject(new Error('Nothing is to be asked.'));

describe('The organization', () => {
  test('is one record, with whether it requires two-factor authentication', async () => {
    const { organization } = await collect(secure);
    expect(organization.problems).toEqual([]);
    expect(organization.rows).toEqual([
      { filledSeats: 3, id: '1', login: 'Acme', twoFactorRequirementEnabled: true },
    ]);
    expect(organization.source).toEqual({
      origin: 'api',
      principal: 'token',
      tenant: { id: '1', name: 'Acme' },
    });
  });

  test('says no where it does not require it, which is no fault', async () => {
    const { organization } = await collect({
      ...secure,
      organization: { ...secure.organization, twoFactorRequired: false },
    });
    expect([organization.rows[0].twoFactorRequirementEnabled, organization.problems]).toEqual([false, []]);
  });

  test.each<[string, Given]>([
    ['is not an owner', { viewer: 'member' }],
    [
      'gets null',
      { misbehave: [{ path: /acme$/, do: 'null-field', field: 'two_factor_requirement_enabled' }] },
    ],
  ])('keeps what is seen by a token that %s, and says what is not', async (_who, given) => {
    const { organization } = await collect(secure, given);
    expect(organization.rows).toMatchObject([{ id: '1', login: 'Acme', twoFactorRequirementEnabled: null }]);
    expect(organization.problems).toEqual([
      { code: 'not-visible', message: expect.stringContaining('a token of an owner') },
    ]);
  });

  test.each<[string, Misbehaviour, string]>([
    ['no JSON', { path: /acme$/, do: 'not-json' }, 'malformed'],
    ['an empty answer', { path: /acme$/, do: 'empty-object' }, 'malformed'],
    ['another form', { path: /acme$/, do: 'wrong-shape' }, 'malformed'],
    ['no answer', { path: /acme$/, do: 'close' }, 'unavailable'],
    ['half an answer', { path: /acme$/, do: 'cut' }, 'unavailable'],
    ['a refusal', { path: /acme$/, do: 403 }, 'denied'],
  ])(
    'fails on %s, and the people are collected, while the silence of filters is not believed',
    async (_what, rule, code) => {
      const { organization, ...people } = await collect(secure, { misbehave: [rule] });
      expect([organization.rows, codes(organization)]).toEqual([[], [code]]);
      expect([codes(people.members), codes(people.outside)]).toEqual([['not-visible'], ['not-visible']]);
      expect(people.members.rows.map((row) => row.twoFactor)).toEqual([null, null, null]);
      expect(people.members.source.tenant).toEqual({ id: null, name: 'acme' });
    },
  );
});

describe('Members', () => {
  test('come with their role and what the filters say of them; who was only invited does not', async () => {
    const { members } = await collect(mixed);
    expect(members.problems).toEqual([]);
    expect(members.rows.toSorted((a, b) => a.login.localeCompare(b.login))).toEqual([
      { id: '101', login: 'Ana', role: 'admin', twoFactor: 'insecure', type: 'User' },
      { id: '102', login: 'ben', role: 'member', twoFactor: 'disabled', type: 'User' },
      { id: '103', login: 'cem', role: 'member', twoFactor: 'enabled', type: 'User' },
    ]);
    expect((await collect(secure)).members.rows).toHaveLength(3);
  });

  test('have their fields in the order in which they are written', async () => {
    const { members, outside, organization } = await collect(mixed);
    for (const row of [...members.rows, ...outside.rows, ...organization.rows])
      expect(Object.keys(row)).toEqual(Object.keys(row).toSorted());
  });

  test('are asked for in four questions, everybody first', async () => {
    const { server } = await collect(secure);
    const asked = server.requests
      .filter(({ path }) => path === '/orgs/acme/members')
      .map(({ query }) => query);
    expect(asked).toEqual([
      '?filter=all&per_page=100',
      '?filter=all&role=admin&per_page=100',
      '?filter=2fa_disabled&per_page=100',
      '?filter=2fa_insecure&per_page=100',
    ]);
  });

  test('come from every page of every list', async () => {
    const world = withMore(120, 1_000, { twoFactor: 'off' }, withMore(130, 2_000, { twoFactor: 'insecure' }));
    const { members, server } = await collect(world);
    const count = (state: string) => members.rows.filter((row) => row.twoFactor === state).length;
    expect([members.problems, members.rows.length]).toEqual([[], 253]);
    expect([count('disabled'), count('insecure'), count('enabled')]).toEqual([120, 130, 3]);
    expect(lists(server).filter((list) => list === '/organizations/1/members all')).toHaveLength(2);
  });

  test('that are bots are recorded as such', async () => {
    const { members } = await collect({
      ...secure,
      people: [person('app', 9, { role: 'admin', type: 'Bot' })],
    });
    expect(members.rows[0].type).toBe('Bot');
    expect(github.datasets.find(({ name }) => name === 'members')?.strata(members.rows[0] as never)).toEqual([
      'admin',
      'two-factor-enabled',
      'bot',
    ]);
  });

  test.each<[string, Given]>([
    ['another member’s', { viewer: 'member' }],
    ['a stranger’s, who sees only those who show themselves', { viewer: 'stranger' }],
  ])('have an unknown second factor with a token that is %s', async (_whose, given) => {
    const { members, outside } = await collect(secure, given);
    expect(members.rows.length).toBeGreaterThan(0);
    expect(new Set(members.rows.map((row) => row.twoFactor))).toEqual(new Set([null]));
    expect(members.problems[0]).toEqual({
      code: 'denied',
      message: expect.stringMatching(/Only owners can use this filter.*use a token of an owner/s),
    });
    expect(outside.rows.every((row) => row.twoFactor === null)).toBe(true);
    expect(codes(outside)).toContain('denied');
  });

  test('are none at all only to a token that sees nothing', async () => {
    const { members } = await collect({ ...secure, people: [] });
    expect([members.rows, codes(members)]).toEqual([[], ['not-visible']]);
  });

  test('without an owner are not all', async () => {
    const { members } = await collect({ ...secure, people: [person('ben', 102, { role: 'member' })] });
    expect(members.problems).toEqual([
      { code: 'not-visible', message: expect.stringContaining('names no owner') },
    ]);
  });

  test('named by a filter, but not among everybody, count and make the list partial', async () => {
    let looks = 0;
    const late = person('late', 104, { twoFactor: 'off' });
    // Each answer takes two looks: for the organization, for everybody; then somebody joins.
    const { members } = await collect(() =>
      ++looks > 4 ? { ...secure, people: [...secure.people, late] } : secure,
    );
    expect(members.problems).toEqual([{ code: 'malformed', message: expect.stringContaining('late') }]);
    expect(members.rows).toContainEqual({
      id: '104',
      login: 'late',
      role: null,
      twoFactor: 'disabled',
      type: 'User',
    });
  });
});

describe('Outside collaborators', () => {
  test('come with what the filters say of them, and without a role', async () => {
    const { outside } = await collect(mixed);
    expect(outside.problems).toEqual([]);
    expect(outside.rows.toSorted((a, b) => a.login.localeCompare(b.login))).toEqual([
      { id: '201', login: 'ext', twoFactor: 'disabled', type: 'User' },
      { id: '202', login: 'far', twoFactor: 'insecure', type: 'User' },
    ]);
  });

  test('may be none', async () => {
    const { outside } = await collect({ ...secure, people: [person('Ana', 101, { role: 'admin' })] });
    expect([outside.rows, outside.problems]).toEqual([[], []]);
  });

  test('are not believed to be none when GitHub refuses the filter for members', async () => {
    const onlyMembers = { ...secure, people: [person('Ana', 101, { role: 'admin' })] };
    const first = { path: '/orgs/acme/members', times: 2, do: 'clock-offset', milliseconds: 0 } as const;
    const { outside } = await collect(onlyMembers, {
      misbehave: [first, { path: '/orgs/acme/members', do: 403 }],
    });
    expect([outside.rows, codes(outside)]).toEqual([[], ['denied']]);
  });

  test('have an unknown second factor when GitHub refuses the filter for members only', async () => {
    const first = { path: '/orgs/acme/members', times: 2, do: 'clock-offset', milliseconds: 0 } as const;
    const { outside } = await collect(mixed, { misbehave: [first, { path: '/orgs/acme/members', do: 403 }] });
    expect(twoFactor(outside)).toEqual({ ext: 'disabled', far: 'insecure' });
    const { outside: silent } = await collect(secure, {
      misbehave: [first, { path: '/orgs/acme/members', do: 403 }],
    });
    expect(twoFactor(silent)).toEqual({ ext: null });
  });

  /** The members' lists are asked for in this order. */
  const lists = ['everybody', 'owners', 'those without', 'those with an insecure method'];

  test.each(lists.map((list, at) => [list, at] as const))(
    'are collected where the list of members ends at %s, and their silence is not believed',
    async (_list, at) => {
      const answered = {
        path: '/orgs/acme/members',
        times: at,
        do: 'clock-offset',
        milliseconds: 0,
      } as const;
      const { members, outside } = await collect(secure, {
        misbehave: [...(at > 0 ? [answered] : []), { path: '/orgs/acme/members', do: 429, retryAfter: 600 }],
      });
      expect(codes(members)[0]).toBe('rate-limited');
      expect(twoFactor(outside)).toEqual({ ext: null });
      expect(outside.problems).toEqual([
        { code: 'not-visible', message: expect.stringContaining('The list of members ended before') },
      ]);
    },
  );

  test('are collected where only the second filter of members is refused, and their silence is not believed', async () => {
    const first = { path: '/orgs/acme/members', times: 3, do: 'clock-offset', milliseconds: 0 } as const;
    const { outside } = await collect(secure, {
      misbehave: [first, { path: '/orgs/acme/members', do: 403 }],
    });
    expect([twoFactor(outside), codes(outside)]).toEqual([{ ext: null }, ['denied']]);
  });

  test('whom their own filter names are without it, however little of the members came', async () => {
    const { outside } = await collect(mixed, { misbehave: [{ path: '/orgs/acme/members', do: 500 }] });
    expect(twoFactor(outside)).toEqual({ ext: 'disabled', far: 'insecure' });
  });
});

describe('The token', () => {
  test('of the classic kind tells its scopes', async () => {
    const { members } = await collect(secure, { scopes: 'admin:org, read:user' });
    expect(members.source.scopes).toEqual(['admin:org', 'read:user']);
  });

  test('that is missing or none leaves each dataset with the reason, and asks nothing', async () => {
    for (const [credential, code] of [
      [' ', 'not-configured'],
      ['{"token":"x"}', 'unauthenticated'],
    ] as const) {
      const { organization, members, outside, server } = await collect(secure, { credential });
      expect([organization, members, outside].map(codes)).toEqual([[code], [code], [code]]);
      expect(server.requests).toEqual([]);
    }
  });

  test('is marked as a secret before anything is asked, whoever records', async () => {
    const { session } = memorySession({ settings: { org: 'acme' }, credential: 'canary-token' });
    const marked: string[] = [];
    const sink = { fetch: fail, secret: (value: string) => marked.push(value), source: () => {} };
    connect(session, sink);
    expect(marked).toEqual(['canary-token']);
  });

  test('is in nothing that would be written, even when GitHub sends it back', async () => {
    const { memory, server } = await collect(secure, { misbehave: [{ path: /acme/, do: 'echo-secret' }] });
    expect(memory.everything()).toContain('Refused');
    expect(memory.everything()).not.toContain(server.credentials());
  });
});

test('A limit that is lifted in time costs nothing', async () => {
  const { members } = await collect(secure, {
    patienceMs: 60_000,
    misbehave: [{ path: /acme/, times: 2, do: 429, retryAfter: 1 }],
  });
  expect([members.problems, members.rows.length]).toEqual([[], 3]);
});
