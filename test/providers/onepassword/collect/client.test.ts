import { afterEach, describe, expect, test } from '@jest/globals';
import type { FetchInit } from '../../../../lib/http/fetch.ts';
import { usersClient } from '../../../../lib/providers/onepassword/collect/client.ts';
import { collector as onepassword } from '../../../../lib/providers/onepassword/collect/index.ts';
import { memorySession } from '../../session.ts';
import { bearer, canaries, connection, now, person } from '../company.ts';
import {
  closed,
  holding,
  json,
  paths,
  type Reply,
  standIn,
  status,
  stopStandIns,
  text,
  token,
} from '../stand-in.ts';

afterEach(stopStandIns);

const first = json({ results: [person('ana'), person('ben', 'SUSPENDED')], next_page_token: 'p2' });
const last = json({ results: [person('cem')], next_page_token: '' });

async function collectUsers(
  pages: readonly Reply[],
  tokens: readonly Reply[] = [token(bearer)],
  credential?: string,
) {
  const server = await standIn({ [paths.token]: tokens, [paths.users]: pages });
  const given = connection({ endpoint: server.url, ...(credential === undefined ? {} : { credential }) });
  const memory = memorySession(given, { now });
  await onepassword.collect(memory.session);
  return { server, memory, users: memory.of('users') };
}

describe('1Password users', () => {
  test('come from every page, whatever their state', async () => {
    const { users, server } = await collectUsers([first, last]);
    expect(users.problems).toEqual([]);
    expect(users.rows).toEqual([
      { createTime: '2024-01-15T10:30:00Z', email: 'ana@acme.example', id: 'USERANA', state: 'ACTIVE' },
      { createTime: '2024-01-15T10:30:00Z', email: 'ben@acme.example', id: 'USERBEN', state: 'SUSPENDED' },
      { createTime: '2024-01-15T10:30:00Z', email: 'cem@acme.example', id: 'USERCEM', state: 'ACTIVE' },
    ]);
    expect(users.added.map(({ rows }) => rows)).toEqual([2, 1]);
    const asked = server.askedOf(paths.users);
    expect(asked.map(({ query }) => query.toString())).toEqual([
      'max_page_size=1000',
      'max_page_size=1000&page_token=p2',
    ]);
    expect(asked.every(({ headers }) => headers['user-agent']?.startsWith('Exhibit/'))).toBe(true);
    expect(users.source).toEqual({
      origin: 'api',
      tenant: { id: 'ACCOUNT1', name: null },
      principal: 'Users API client',
      scopes: ['list_users'],
    });
  });

  test('are asked for with a token of the client’s own', async () => {
    const { server, users } = await collectUsers([holding(bearer, last)]);
    const [asked] = server.askedOf(paths.token);
    const basic = Buffer.from(`${canaries.usersClientId}:${canaries.usersClientSecret}`).toString('base64');
    expect(asked?.headers.authorization).toBe(`Basic ${basic}`);
    expect(asked?.body).toBe('grant_type=client_credentials&scope=list_users');
    expect(users.rows).toHaveLength(1);
    expect(users.exchanges[0]).toMatchObject({ confidential: true, body: null });
  });

  test('are read too where they come under the name users', async () => {
    const { users } = await collectUsers([json({ users: [person('ana')] })]);
    expect([users.rows.length, users.problems]).toEqual([1, []]);
  });

  test('go on past an empty page', async () => {
    const { users } = await collectUsers([json({ results: [], next_page_token: 'p2' }), last]);
    expect([users.rows.length, users.problems]).toEqual([1, []]);
  });

  test('of another account are none of this one', async () => {
    const path = (account: string) => ({ ...person('ana'), path: `accounts/${account}/users/USERANA` });
    const { users } = await collectUsers([json({ results: [path('ACCOUNT1')] })]);
    expect([users.problems, users.rows.length]).toEqual([[], 1]);
    const other = await collectUsers([json({ results: [path('ACCOUNT2')] })]);
    expect(other.users.problems).toEqual([{ code: 'denied', message: expect.stringContaining('ACCOUNT2') }]);
    expect(other.users.rows).toEqual([]);
  });

  test('without a state have an unknown one, which is not active', async () => {
    const { users } = await collectUsers([json({ results: [person('ana', null), person('ben', '')] })]);
    expect(users.rows.map(({ state }) => state)).toEqual([null, null]);
    expect(onepassword.datasets[0]?.strata(users.rows[0] as never)).toEqual(['unknown-state']);
  });

  test('that are not whole cost only themselves, and are named', async () => {
    const faulty = { ...person('ben'), email: undefined };
    const { users } = await collectUsers([first, json({ results: [faulty, person('cem')] })]);
    expect(users.rows.map(({ id }) => id)).toEqual(['USERANA', 'USERBEN', 'USERCEM']);
    expect(users.problems).toEqual([
      { code: 'malformed', message: expect.stringContaining('page 2: users[0].email') },
    ]);
  });

  test.each<[string, Reply, string]>([
    ['a refusal of the token', status(401), 'unauthenticated'],
    ['a refusal of the scope', status(403), 'denied'],
    ['a rate limit', status(429, { 'retry-after': '1' }), 'rate-limited'],
    ['a fault of theirs', status(500), 'unavailable'],
    ['a closed connection', closed(), 'unavailable'],
    ['a page that is not JSON', text('<html>'), 'malformed'],
    ['a page without a list', json({ next_page_token: '' }), 'malformed'],
    ['a list that is none', json({ results: { ana: 1 } }), 'malformed'],
    ['a next page that is no text', json({ results: [], next_page_token: 7 }), 'malformed'],
    ['a next page that was there before', json({ results: [], next_page_token: 'p2' }), 'truncated'],
  ])('are partial after %s on the second page', async (_what, reply, code) => {
    const { users } = await collectUsers([first, reply]);
    expect(users.rows).toHaveLength(2);
    expect(users.problems.map((problem) => problem.code)).toEqual([code]);
  });

  test('outlive a token that expires on the way', async () => {
    const next = 'canary-bearer-token-second';
    const { users, server } = await collectUsers(
      [holding(bearer, first), holding(next, last), holding(next, last)],
      [token(bearer), token(next)],
    );
    expect([users.rows.length, users.problems]).toEqual([3, []]);
    expect(server.askedOf(paths.token)).toHaveLength(2);
  });

  test.each([400, 401, 403])('say what to check when the client is refused with %d', async (code) => {
    const { users, server } = await collectUsers([last], [status(code)]);
    expect(users.problems[0]?.message).toContain('usersClientId and usersClientSecret');
    expect(server.askedOf(paths.users)).toHaveLength(0);
  });

  test('are not asked for without the client', async () => {
    const { users, server } = await collectUsers([last], [token(bearer)], '{"usersClientId":"x"}');
    expect(users.problems).toEqual([
      { code: 'not-configured', message: expect.stringContaining('usersClientSecret') },
    ]);
    expect(server.askedOf(paths.token)).toHaveLength(0);
  });

  test('mark the token’s answer as confidential and every secret as one, whoever records', async () => {
    const marked: string[] = [];
    const confidential: boolean[] = [];
    const api = {
      base: 'https://onepassword.example',
      clientId: 'id',
      clientSecret: 'secret',
      fetch: async (_url: string | URL, init?: FetchInit) => {
        confidential.push(init?.confidential === true);
        return Response.json({ access_token: bearer, results: [] });
      },
      secret: (value: string) => marked.push(value),
    };
    const url = 'https://onepassword.example/v1beta1/accounts/ACCOUNT1/users';
    await usersClient(api, () => now)({ method: 'GET', url, api: 'users' });
    expect(confidential).toEqual([true, false]);
    expect(marked).toEqual([Buffer.from('id:secret').toString('base64'), bearer]);
  });

  test('leave no secret behind, even when 1Password sends one back', async () => {
    const echo: Reply = (response, asked) =>
      json({ results: [person('ana')], said: asked.headers.authorization, client: canaries })(
        response,
        asked,
      );
    const { memory } = await collectUsers([echo], [token(bearer)]);
    const written = memory.everything();
    const basic = Buffer.from(`${canaries.usersClientId}:${canaries.usersClientSecret}`).toString('base64');
    for (const secret of [canaries.usersClientSecret, canaries.eventsToken, bearer, basic])
      expect(written).not.toContain(secret);
    expect(written).toContain('USERANA');
  });
});
