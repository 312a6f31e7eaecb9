import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OnePasswordWorld } from '../../../demo/stand-ins/onepassword/world.ts';
import { type OnePasswordStandIn, startOnePassword } from '../../../demo/stand-ins/onepassword.ts';
import { acmeVaults } from './acme.ts';
import { type Answer, ask, bearer, closing, postEvents, usersToken } from './asking.ts';

const today = () => new Date('2026-11-22T01:00:00Z');
const kept = closing();
let onepassword: OnePasswordStandIn;
let token: string;

beforeAll(async () => {
  onepassword = await startOnePassword(() => acmeVaults, { today });
  token = (await usersToken(onepassword)).body.access_token;
});
afterAll(() => onepassword.close());

describe('The Users API', () => {
  const users = (query = '', account = 'ACCOUNT1') =>
    ask(`${onepassword.url}/v1beta1/accounts/${account}/users${query}`, bearer(token));

  test('gives a token for fifteen minutes, to its client only', async () => {
    expect((await usersToken(onepassword)).body).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    const wrong = await ask(`${onepassword.url}/v1beta1/users/oauth2/token`, { method: 'POST', body });
    expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
  });

  test('lists 25 users a page unless told otherwise, each once', async () => {
    const first = await users();
    const second = await users(`?page_token=${first.body.next_page_token}`);
    expect(first.body.results).toHaveLength(25);
    expect(second.body).toEqual({ results: expect.any(Array) });
    const ids = [...first.body.results, ...second.body.results].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(30);
    expect((await users('?max_page_size=1000')).body.results).toHaveLength(30);
  });

  test('gives users in its own form', async () => {
    expect((await users()).body.results[9]).toEqual({
      id: 'USER9',
      email: 'user9@acme.example',
      display_name: 'User 9',
      state: 'SUSPENDED',
      create_time: '2024-01-15T10:30:00Z',
      path: 'accounts/ACCOUNT1/users/USER9',
    });
  });

  test('filters by state', async () => {
    expect((await users(`?filter=${encodeURIComponent('user.isSuspended()')}`)).body.results).toHaveLength(3);
    expect((await users('?filter=suspended')).status).toBe(400);
  });

  test('refuses another account, another token and a token of its own making', async () => {
    expect((await users('', 'ACCOUNT2')).status).toBe(404);
    expect((await users('?page_token=x')).status).toBe(400);
    const stranger = await ask(`${onepassword.url}/v1beta1/accounts/ACCOUNT1/users`, bearer('made-up'));
    expect(stranger.status).toBe(401);
  });

  test('ends a token after fifteen minutes', async () => {
    let now = Date.now();
    const timed = kept(await startOnePassword(() => acmeVaults, { now: () => new Date(now) }));
    const held = bearer((await usersToken(timed)).body.access_token);
    const status = async () => (await ask(`${timed.url}/v1beta1/accounts/ACCOUNT1/users`, held)).status;
    expect(await status()).toBe(200);
    now += 900_001;
    expect(await status()).toBe(401);
  });
});

describe('The Events API', () => {
  const all = { start_time: '2026-11-01T00:00:00Z' };
  const uuids = ({ body }: Answer) => body.items.map(({ uuid }: { uuid: string }) => uuid);

  test('says what its token may see', async () => {
    const { eventsToken } = JSON.parse(onepassword.credentials());
    const { body } = await ask(`${onepassword.url}/api/v2/auth/introspect`, bearer(eventsToken));
    expect(body).toMatchObject({ account_uuid: 'ACCOUNT1', features: ['auditevents', 'signinattempts'] });
  });

  test('gives events in order of time, page by page, each once, and an empty page after a full one', async () => {
    const first = await postEvents(onepassword, 'auditevents', { ...all, limit: 5 });
    const second = await postEvents(onepassword, 'auditevents', { cursor: first.body.cursor });
    const third = await postEvents(onepassword, 'auditevents', { cursor: second.body.cursor });
    expect([first, second, third].map(({ body }) => body.has_more)).toEqual([true, true, false]);
    expect([...uuids(first), ...uuids(second)]).toEqual(acmeVaults.auditEvents.map(({ uuid }) => uuid));
    expect(third.body.items).toEqual([]);
  });

  test('gives nothing before the start, nor from the end on', async () => {
    const question = { start_time: '2026-11-20T10:02:00Z', end_time: '2026-11-20T12:04:00+02:00' };
    expect(uuids(await postEvents(onepassword, 'auditevents', question))).toEqual(['EVENT2', 'EVENT3']);
  });

  test('takes up a cursor where it was left, when events were added since', async () => {
    let world: OnePasswordWorld = { ...acmeVaults, auditEvents: acmeVaults.auditEvents.slice(0, 4) };
    const growing = kept(await startOnePassword(() => world, { today }));
    const first = await postEvents(growing, 'auditevents', all);
    expect(first.body.has_more).toBe(false);
    world = acmeVaults;
    const next = await postEvents(growing, 'auditevents', { cursor: first.body.cursor });
    expect(uuids(next)).toEqual(['EVENT4', 'EVENT5', 'EVENT6', 'EVENT7', 'EVENT8', 'EVENT9']);
  });

  test('forgets events after 120 days', async () => {
    const later = kept(
      await startOnePassword(() => acmeVaults, { today: () => new Date('2027-03-20T10:03:30Z') }),
    );
    expect(uuids(await postEvents(later, 'auditevents', all))[0]).toBe('EVENT4');
  });

  test.each([
    ['a limit of none', { limit: 0 }],
    ['a limit above 1,000', { limit: 1001 }],
    ['a time that is none', { start_time: 'yesterday' }],
    ['a cursor of its own making', { cursor: 'x' }],
    ['a list', []],
  ])('refuses %s', async (_, body) => {
    const answer = await postEvents(onepassword, 'auditevents', body);
    expect([answer.status, answer.body]).toEqual([400, { Error: { Message: expect.any(String) } }]);
  });

  test('refuses a cursor of the other feed', async () => {
    const { body } = await postEvents(onepassword, 'auditevents', all);
    expect((await postEvents(onepassword, 'signinattempts', { cursor: body.cursor })).status).toBe(400);
  });

  test('refuses a token that is not its own, or may not see the feed', async () => {
    expect((await postEvents(onepassword, 'auditevents', all, 'made-up')).status).toBe(401);
    const narrow = kept(await startOnePassword(() => acmeVaults, { features: ['signinattempts'], today }));
    expect((await postEvents(narrow, 'auditevents', all)).status).toBe(401);
    expect((await postEvents(narrow, 'signinattempts', all)).body.items).toHaveLength(1);
  });

  test('counts requests, and refuses the one too many of a minute', async () => {
    let now = 1_795_000_020_000;
    const strict = kept(
      await startOnePassword(() => acmeVaults, { eventsPerMinute: 2, now: () => new Date(now) }),
    );
    const statuses = [];
    for (let index = 0; index < 3; index++)
      statuses.push((await postEvents(strict, 'auditevents', all)).status);
    now += 60_000;
    statuses.push((await postEvents(strict, 'auditevents', all)).status);
    expect(statuses).toEqual([200, 200, 429, 200]);
  });
});
