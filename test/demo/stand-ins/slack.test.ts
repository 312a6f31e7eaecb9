import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SlackMember, SlackWorld } from '../../../demo/stand-ins/slack/world.ts';
import { type SlackStandIn, startSlack } from '../../../demo/stand-ins/slack.ts';
import { collector as provider } from '../../../lib/providers/slack/collect/index.ts';
import { memorySession } from '../../providers/session.ts';
import { ask, bearer, closing } from './asking.ts';

function person(name: string, traits: Partial<SlackMember> = {}): SlackMember {
  return {
    id: `U-${name}`,
    name,
    deleted: false,
    is_admin: false,
    is_bot: false,
    has_2fa: true,
    two_factor_type: 'app',
    profile: { real_name: name, email: `${name}@acme.example` },
    ...traits,
  };
}

const world: SlackWorld = {
  team: { id: 'T1', name: 'Acme', domain: 'acme', email_domain: 'acme.example' },
  members: [
    person('ana', { is_admin: true }),
    person('ben', { has_2fa: false }),
    person('gone', { deleted: true }),
    person('bot', { is_bot: true }),
    ...Array.from({ length: 446 }, (_, index) => person(`user${index}`)),
  ],
};

const kept = closing();
let slack: SlackStandIn;
beforeAll(async () => {
  slack = await startSlack(() => world);
});
afterEach(() => {
  slack.behave();
  slack.refuse('users.list', null);
});
afterAll(() => slack.close());

const list = (query: string, token = slack.token(), from = slack) =>
  ask(`${from.url}/api/users.list${query}`, bearer(token));

describe('users.list', () => {
  test('gives pages of the size asked for, each user once, and an empty cursor at the end', async () => {
    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await list(`?limit=200&cursor=${cursor}`);
      ids.push(...body.members.map(({ id }: { id: string }) => id));
      cursor = body.response_metadata.next_cursor;
    } while (cursor !== '');
    expect(ids).toEqual(world.members.map(({ id }) => id));
  });

  test('gives everybody at once without a limit, and takes arguments as a form', async () => {
    expect((await list('')).body.members).toHaveLength(450);
    const init = { method: 'POST', body: new URLSearchParams({ token: slack.token(), limit: '3' }) };
    expect((await ask(`${slack.url}/api/users.list`, init)).body.members).toHaveLength(3);
  });

  test('does not say of the deactivated what they were', async () => {
    const { body } = await list('?limit=4');
    const [ana, , gone] = body.members;
    expect([ana.is_admin, gone.deleted, 'is_admin' in gone]).toEqual([true, true, false]);
  });

  test('shows two-factor authentication to an admin, of oneself to a member, to a bot not at all', async () => {
    const shown = async (token: string) => {
      const { body } = await list('?limit=6', token);
      return body.members
        .filter((member: SlackMember) => member.has_2fa !== undefined)
        .map(({ name }: SlackMember) => name);
    };
    expect(await shown(slack.token())).toEqual(['ana', 'ben', 'user0', 'user1']);
    expect(await shown(slack.token('member'))).toEqual(['ben']);
    expect(await shown(slack.token('bot'))).toEqual([]);
  });

  test('refuses with status 200 and a word', async () => {
    const anonymous = await ask(`${slack.url}/api/users.list`);
    const stranger = await list('', 'xoxp-made-up');
    const astray = await list('?cursor=x');
    slack.refuse('users.list', 'token_revoked');
    const answers = [anonymous, stranger, astray, await list('')];
    expect(answers.map(({ status, body }) => [status, body.ok, body.error])).toEqual([
      [200, false, 'not_authed'],
      [200, false, 'invalid_auth'],
      [200, false, 'invalid_cursor'],
      [200, false, 'token_revoked'],
    ]);
  });

  test('names the scope that is missing, and keeps addresses without theirs', async () => {
    const narrow = kept(await startSlack(() => world, { scopes: ['users:read'] }));
    const { body, headers } = await list('?limit=1', narrow.token(), narrow);
    expect([body.members[0].profile.email, headers.get('x-oauth-scopes')]).toEqual([undefined, 'users:read']);
    const team = await ask(`${narrow.url}/api/team.info`, bearer(narrow.token()));
    expect(team.body).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'team:read',
      provided: 'users:read',
    });
  });

  test('is allowed twenty times a minute', async () => {
    let now = 1_795_000_020_000;
    const strict = kept(await startSlack(() => world, { now: () => new Date(now) }));
    const statuses: number[] = [];
    for (let index = 0; index < 21; index++)
      statuses.push((await list('?limit=1', strict.token(), strict)).status);
    now += 60_000;
    statuses.push((await list('?limit=1', strict.token(), strict)).status);
    expect(statuses).toEqual([...Array(20).fill(200), 429, 200]);
  });

  test('misbehaves as it is told', async () => {
    slack.misbehave({ path: '/api/users.list', onPage: 2, times: 1, do: 'repeat-token' });
    const { body } = await list('?limit=200');
    const cursor = body.response_metadata.next_cursor;
    expect((await list(`?limit=200&cursor=${cursor}`)).body.response_metadata.next_cursor).toBe(cursor);
    slack.misbehave({ path: '/api/users.list', do: 403 });
    expect(await list('')).toMatchObject({ status: 403, body: { ok: false, error: 'access_denied' } });
  });
});

test('auth.test says whose token it is', async () => {
  const who = async (kind: 'admin' | 'member' | 'bot') =>
    (await ask(`${slack.url}/api/auth.test`, bearer(slack.token(kind)))).body;
  expect(await who('admin')).toMatchObject({ ok: true, user_id: 'U-ana', team_id: 'T1' });
  expect(await who('member')).toMatchObject({ user_id: 'U-ben' });
  expect(await who('bot')).toMatchObject({ bot_id: 'B0EXHIBIT' });
});

describe('The collector, on the stand-in,', () => {
  let own: SlackStandIn;
  // A quota of its own, too.
  beforeEach(async () => {
    own = kept(await startSlack(() => world));
  });

  async function collect(kind: 'admin' | 'member' | 'bot', patienceMs = 0) {
    const connection = { settings: {}, credential: own.token(kind), endpoint: own.url };
    const memory = memorySession(connection, { patienceMs });
    await provider.collect(memory.session);
    return { users: memory.of('users'), team: memory.of('team') };
  }

  test('reads a workspace whole', async () => {
    const { users, team } = await collect('admin');
    expect([users.problems, team.problems]).toEqual([[], []]);
    expect([users.rows.length, team.rows.length]).toEqual([450, 1]);
    expect(users.source).toMatchObject({ principal: 'ana (U-ana)', tenant: { id: 'T1', name: 'Acme' } });
  });

  test.each(['member', 'bot'] as const)('says what a %s’s token is not shown', async (kind) => {
    const { users } = await collect(kind);
    expect([users.rows.length, users.problems.map(({ code }) => code)]).toEqual([450, ['not-visible']]);
  });

  test('knows a field that vanished, a page that lies and one that is none', async () => {
    own.misbehave({ path: '/api/users.list', do: 'drop-field', field: 'has_2fa' });
    const vanished = (await collect('admin')).users;
    own.behave();
    own.misbehave({ path: '/api/users.list', onPage: 3, do: 'empty-object' });
    const hollow = (await collect('admin')).users;
    expect([vanished.rows.length, vanished.problems[0]?.code]).toEqual([450, 'not-visible']);
    expect([hollow.rows.length, hollow.problems[0]?.code]).toEqual([400, 'malformed']);
  });

  test('waits as long as it is asked to', async () => {
    own.misbehave({ path: '/api/users.list', times: 1, do: 429, retryAfter: 2 });
    expect((await collect('admin', 10_000)).users.problems).toEqual([]);
  });
});
