import { afterEach, describe, expect, test } from '@jest/globals';
import { connect } from '../../../../lib/providers/slack/collect/collect.ts';
import { closed, json, type Reply, status, stopStandIns, text } from '../../onepassword/stand-in.ts';
import { memorySession } from '../../session.ts';
import { ana, auth, ben, collectFrom, member, page, paths, team, token } from '../workspace.ts';

afterEach(stopStandIns);

const refused = (error: string, more = {}) => json({ ok: false, error, ...more });
const scoped =
  (reply: Reply): Reply =>
  (response, asked) => {
    response.setHeader('x-oauth-scopes', 'users:read,team:read');
    reply(response, asked);
  };

describe('Slack users', () => {
  test('come from every page, whatever their state', async () => {
    const gone = { id: 'U3', deleted: true, is_bot: false, profile: { email: 'old@acme.example' } };
    const { users, server } = await collectFrom({
      [paths.users]: [page([ana, ben], 'c2'), page([gone])],
    });
    expect(users.problems).toEqual([]);
    expect(users.rows).toEqual([
      {
        deleted: false,
        email: 'ana@acme.example',
        has2fa: true,
        id: 'U1',
        isAdmin: true,
        isAppUser: false,
        isBot: false,
        isInvited: null,
        isOwner: true,
        isRestricted: false,
        isStranger: false,
        teamId: 'T1',
        twoFactorType: 'app',
      },
      expect.objectContaining({ id: 'U2', has2fa: false, isAdmin: false, twoFactorType: null }),
      expect.objectContaining({ id: 'U3', deleted: true, email: 'old@acme.example', has2fa: null }),
    ]);
    expect(users.added.map(({ rows }) => rows)).toEqual([2, 1]);
    const asked = server.askedOf(paths.users);
    expect(asked.map(({ method, query, body }) => [method, String(query), body])).toEqual([
      ['GET', 'limit=200', ''],
      ['GET', 'limit=200&cursor=c2', ''],
    ]);
    expect(asked.every(({ headers }) => headers.authorization === `Bearer ${token}`)).toBe(true);
  });

  test('are records with their fields in the order in which they are written', async () => {
    const { users, team: workspace } = await collectFrom({});
    for (const row of [...users.rows, ...workspace.rows])
      expect(Object.keys(row)).toEqual(Object.keys(row).sort());
  });

  test('name who asked, of which workspace and with which scopes', async () => {
    const { users } = await collectFrom({ [paths.users]: [scoped(page([ana, ben]))] });
    expect(users.source).toEqual({
      origin: 'api',
      tenant: { id: 'T1', name: 'Acme' },
      principal: 'ana (U1)',
      scopes: ['users:read', 'team:read'],
    });
  });

  test('go on past an empty page, and end where Slack names no next one', async () => {
    const bare = json({ ok: true, members: [ben] });
    const { users } = await collectFrom({ [paths.users]: [page([], 'c2'), bare] });
    expect([users.rows.length, users.problems]).toEqual([1, []]);
  });

  test.each<[string, Reply, string]>([
    ['status 401', status(401), 'unauthenticated'],
    ['status 403', status(403), 'denied'],
    ['a rate limit', status(429, { 'retry-after': '1' }), 'rate-limited'],
    ['a fault of theirs', status(500), 'unavailable'],
    ['a closed connection', closed(), 'unavailable'],
    ['a page that is not JSON', text('<html>Be right back</html>'), 'malformed'],
    ['a page that is a list', json(['not', 'this']), 'malformed'],
    ['an empty object', json({}), 'malformed'],
    ['a page without ok', json({ members: [ben] }), 'malformed'],
    ['a page whose ok is no boolean', json({ ok: 'true', members: [ben] }), 'malformed'],
    ['a page without a list', json({ ok: true }), 'malformed'],
    ['a list that is none', json({ ok: true, members: { U1: ben } }), 'malformed'],
    ['metadata that is none', json({ ok: true, members: [], response_metadata: null }), 'malformed'],
    ['a cursor that is no text', page([], 7), 'malformed'],
    ['a cursor that was there before', page([], 'c2'), 'truncated'],
    ['invalid_auth', refused('invalid_auth'), 'unauthenticated'],
    ['not_authed', refused('not_authed'), 'unauthenticated'],
    ['token_expired', refused('token_expired'), 'unauthenticated'],
    ['token_revoked', refused('token_revoked'), 'unauthenticated'],
    ['account_inactive', refused('account_inactive'), 'unauthenticated'],
    ['missing_scope', refused('missing_scope', { needed: 'users:read' }), 'denied'],
    ['not_allowed_token_type', refused('not_allowed_token_type'), 'denied'],
    ['no_permission', refused('no_permission'), 'denied'],
    ['ratelimited with status 200', refused('ratelimited'), 'rate-limited'],
    ['internal_error', refused('internal_error'), 'unavailable'],
    ['invalid_cursor', refused('invalid_cursor'), 'rejected'],
    ['a refusal without a word', json({ ok: false }), 'rejected'],
  ])('are partial after %s on the second page', async (_what, reply, code) => {
    const { users } = await collectFrom({ [paths.users]: [page([ana, ben], 'c2'), reply] });
    expect(users.rows.map(({ id }) => id)).toEqual(['U1', 'U2']);
    expect(users.problems.map((problem) => problem.code)).toEqual([code]);
  });

  test('are asked for again by our fetch alone, after as long as Slack says', async () => {
    const limited = status(429, { 'retry-after': '3' });
    const { users } = await collectFrom(
      { [paths.users]: [limited, page([ana, ben])] },
      { patienceMs: 10_000 },
    );
    expect(users.problems).toEqual([]);
    expect(users.exchanges.map((exchange) => exchange.status)).toEqual([429, 200]);
    const once = await collectFrom({ [paths.users]: [status(500)] });
    expect(once.server.askedOf(paths.users)).toHaveLength(1);
  });

  test('are collected when the workspace is not, and without knowing who asks', async () => {
    const { users, team: workspace } = await collectFrom({
      [paths.test]: [status(404)],
      [paths.team]: [refused('missing_scope', { needed: 'team:read', provided: 'users:read' })],
    });
    expect(workspace.problems).toEqual([
      { code: 'denied', message: expect.stringContaining('needs team:read; the token has users:read') },
    ]);
    expect(users.problems).toEqual([]);
    expect(users.rows).toHaveLength(2);
    expect(users.source.principal).toBeUndefined();
  });

  test('that are not whole cost only themselves, and are named', async () => {
    const odd = member('U4', 'odd', { has_2fa: 'yes', deleted: 0, profile: [] });
    const { users } = await collectFrom({ [paths.users]: [page([ana, ben, { name: 'nobody' }, odd])] });
    expect(users.rows.map(({ id }) => id)).toEqual(['U1', 'U2', 'U4']);
    expect(users.rows[2]).toMatchObject({ deleted: null, has2fa: null, email: null });
    expect(users.problems).toEqual([
      { code: 'malformed', message: expect.stringMatching(/without an id.*U4: deleted, profile, has_2fa/) },
    ]);
  });

  test('without the fields that say what they are have unknown ones, which are not false', async () => {
    const { users } = await collectFrom({ [paths.users]: [page([ana, ben, { id: 'U5', has_2fa: null }])] });
    const { id: _, ...fields } = users.rows[2];
    expect(new Set(Object.values(fields))).toEqual(new Set([null]));
    expect(users.problems).toEqual([]);
  });

  test('keep nothing that Slack does not document for them, and know that its own assistant is a bot', async () => {
    const slackbot = member('USLACKBOT', 'slackbot', { has_2fa: undefined, profile: {} });
    const { users } = await collectFrom({
      [paths.users]: [page([ana, member('U2', 'ben', { has_sso: true }), slackbot])],
    });
    expect(users.rows.map(({ isBot }) => isBot)).toEqual([false, false, true]);
    for (const row of users.rows) expect(row).not.toHaveProperty('hasSso');
  });
});

describe('what Slack keeps from a token', () => {
  const hidden = (id: string, name: string, more = {}) => member(id, name, { has_2fa: undefined, ...more });
  const bot = hidden('B1', 'deploybot', { is_bot: true, profile: {} });

  test('is two-factor authentication of everybody, for a bot', async () => {
    const { users } = await collectFrom(
      {
        [paths.test]: [json({ ok: true, user: 'exhibit', user_id: 'B2', bot_id: 'B2' })],
        [paths.users]: [page([hidden('U1', 'ana'), hidden('U2', 'ben'), bot])],
      },
      { credential: 'xoxb-canary-bot' },
    );
    expect(users.rows).toHaveLength(3);
    expect(users.problems).toEqual([
      {
        code: 'not-visible',
        message: expect.stringMatching(/for none of 2 active people.*bot token.*xoxp/),
      },
    ]);
  });

  test('is that of everybody else, for one who is no admin', async () => {
    const { users } = await collectFrom({ [paths.users]: [page([ana, hidden('U2', 'ben')])] });
    expect(users.problems).toMatchObject([
      { code: 'not-visible', message: expect.stringContaining('only the person who asks, of 2') },
    ]);
  });

  test('is nothing where one other person’s is shown, or only the asker is there', async () => {
    const some = await collectFrom({ [paths.users]: [page([ana, ben, hidden('U3', 'cem')])] });
    const alone = await collectFrom({ [paths.users]: [page([ana, bot])] });
    expect([some.users.problems, alone.users.problems]).toEqual([[], []]);
  });

  test('does not show by bots and deactivated accounts, which never have it', async () => {
    const gone = hidden('U9', 'old', { deleted: true });
    const { users } = await collectFrom({ [paths.users]: [page([bot, gone])] });
    // They are not what a second factor is missing from: it is a person that is missing.
    expect(users.problems).toEqual([
      { code: 'not-visible', message: expect.stringContaining('no active person') },
    ]);
  });

  test('is addresses, without their scope', async () => {
    const bare = (id: string) => member(id, id, { profile: { real_name: id } });
    const { users } = await collectFrom({ [paths.users]: [page([bare('U1'), bare('U2')])] });
    expect(users.problems).toEqual([
      { code: 'not-visible', message: expect.stringContaining('users:read.email') },
    ]);
  });

  test('is not guessed from a list that was cut short', async () => {
    const { users } = await collectFrom({
      [paths.users]: [page([hidden('U1', 'ana'), hidden('U2', 'ben')], 'c2'), status(500)],
    });
    expect(users.problems.map(({ code }) => code)).toEqual(['unavailable']);
  });
});

describe('the Slack workspace', () => {
  test('is one record, with the identity provider where there is one', async () => {
    const provider = { type: 'google', name: 'Google', label: 'Google' };
    const with_ = (sso_provider: unknown) =>
      json({ ok: true, team: { id: 'T1', name: 'Acme', domain: 'acme', sso_provider } });
    const signed = await collectFrom({ [paths.team]: [with_(provider)] });
    expect(signed.team.rows).toEqual([
      {
        domain: 'acme',
        emailDomain: null,
        id: 'T1',
        name: 'Acme',
        ssoProvider: { label: 'Google', name: 'Google', type: 'google' },
      },
    ]);
    for (const nothing of [undefined, null, {}])
      expect((await collectFrom({ [paths.team]: [with_(nothing)] })).team.rows[0].ssoProvider).toBeNull();
    const odd = await collectFrom({ [paths.team]: [with_('google')] });
    expect(odd.team.problems).toMatchObject([{ code: 'malformed' }]);
  });

  test.each([
    [json({ ok: true })],
    [json({ ok: true, team: [] })],
    [json({ ok: true, team: { name: 'Acme' } })],
    [json({ ok: true, team: { id: '' } })],
  ])('is malformed without an id', async (reply) => {
    const { team: workspace } = await collectFrom({ [paths.team]: [reply] });
    expect([workspace.rows, workspace.problems.map(({ code }) => code)]).toEqual([[], ['malformed']]);
  });

  test('comes with one question, and who asks with another', async () => {
    const { server } = await collectFrom({ [paths.test]: [auth], [paths.team]: [team] });
    expect(server.asked.map(({ path }) => path)).toEqual([paths.test, paths.team, paths.users]);
  });
});

describe('a Slack token', () => {
  test('is left behind nowhere, even when Slack sends it back', async () => {
    const echo: Reply = (response, asked) =>
      json({ ok: true, members: [ana, ben], said: asked.headers.authorization })(response, asked);
    const words = refused(`${token} is not welcome here`);
    const { memory } = await collectFrom({ [paths.users]: [echo], [paths.team]: [words] });
    expect(memory.everything()).not.toContain(token);
    expect(memory.everything()).toContain('ben@acme.example');
  });

  test('that is no token is not sent, and not quoted', async () => {
    for (const [credential, code] of [
      ['  ', 'not-configured'],
      ['xoxp-one\nxoxp-two', 'unauthenticated'],
      ['{"token": "xoxp-one"}', 'unauthenticated'],
    ]) {
      const { users, server, memory } = await collectFrom({}, { credential: credential ?? '' });
      expect(users.problems.map((problem) => problem.code)).toEqual([code]);
      expect(server.asked).toEqual([]);
      expect(memory.everything()).not.toContain('xoxp-one');
    }
  });

  test('is marked as a secret before anything is asked, whoever records', () => {
    const marked: string[] = [];
    const sink = { source: () => {}, secret: (value: string) => marked.push(value) };
    connect(memorySession({ settings: {}, credential: ` ${token} ` }).session, sink as never);
    expect(marked).toEqual([token]);
  });

  test('may have blanks around it', async () => {
    const { server } = await collectFrom({}, { credential: ` ${token}\n` });
    expect(server.asked[0]?.headers.authorization).toBe(`Bearer ${token}`);
  });

  test('is not followed to where an answer points', async () => {
    const away = status(302, { location: 'http://127.0.0.1:9/api/users.list' });
    const { users } = await collectFrom({ [paths.users]: [away] });
    expect(users.problems.map(({ code }) => code)).toEqual(['rejected']);
  });
});

test('What is not JSON is not quoted, neither in a problem nor anywhere else', async () => {
  const { users } = await collectFrom({ [paths.users]: [text('oops ben@private.example')] });
  expect(users.problems).toMatchObject([{ code: 'malformed' }]);
  expect(JSON.stringify(users.problems)).not.toContain('private.example');
});

describe('which workspace is asked', () => {
  const settings = { team: 'T1' };

  test('is said on every call that asks for one, where the configuration names it', async () => {
    const {
      server,
      users,
      team: workspace,
    } = await collectFrom({ [paths.users]: [page([ana], 'c2'), page([ben])] }, { settings });
    expect([users.problems, workspace.problems]).toEqual([[], []]);
    expect(server.askedOf(paths.users).map(({ query }) => query.get('team_id'))).toEqual(['T1', 'T1']);
    expect(server.askedOf(paths.team).map(({ query }) => query.get('team'))).toEqual(['T1']);
  });

  test('is not said where it does not', async () => {
    const { server } = await collectFrom({});
    expect(server.askedOf(paths.users).map(({ query }) => query.has('team_id'))).toEqual([false]);
  });

  test.each([
    ['the configuration names', { settings: { team: 'T9' } }],
    ['the token is of', {}],
  ])('is malformed where another answers than %s', async (_what, options) => {
    const other = json({ ok: true, team: { id: 'T7', name: 'Other', domain: 'other' } });
    const { team: workspace } = await collectFrom({ [paths.team]: [other] }, options);
    expect(workspace.rows).toEqual([]);
    expect(workspace.problems.map(({ code }) => code)).toEqual(['malformed']);
  });

  test('holds the people of that one only: a list of another’s is a list of nobody', async () => {
    const { users } = await collectFrom({}, { settings: { team: 'T9' } });
    expect(users.rows.map(({ isStranger }) => isStranger)).toEqual([true, true]);
    expect(users.problems.map(({ code }) => code)).toEqual(['not-visible']);
  });

  test('is known from a token of a whole organization only where it is configured', async () => {
    const ofAll = json({ ok: true, user_id: 'U1', user: 'ana', team_id: 'E1', is_enterprise_install: true });
    const { users } = await collectFrom({ [paths.test]: [ofAll] }, { settings });
    expect(users.problems).toEqual([]);
    expect(users.rows.map(({ isStranger }) => isStranger)).toEqual([false, false]);
  });
});
