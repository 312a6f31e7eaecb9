import { afterEach, describe, expect, test } from '@jest/globals';
import { closed, json, type Reply, status, stopStandIns, text } from '../../onepassword/stand-in.ts';
import { account, ana, answer, ben, collectFrom, id, member, page, paths, token } from '../account.ts';

afterEach(stopStandIns);

const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);
const refused = (code: number, message: string): Reply =>
  json({ success: false, errors: [{ code, message }], messages: [], result: null });

describe('the account', () => {
  test('is one record, asked for with the token and nothing else', async () => {
    const { account: seen, server } = await collectFrom({});
    expect(seen.problems).toEqual([]);
    expect(seen.rows).toEqual([{ enforceTwoFactor: true, id, name: 'Acme', type: 'standard' }]);
    expect(seen.source).toEqual({
      origin: 'api',
      tenant: { id, name: 'Acme' },
      principal: 'API token of the account',
    });
    const [asked] = server.askedOf(paths.account);
    expect([asked?.headers.authorization, asked?.headers['x-auth-key']]).toEqual([
      `Bearer ${token}`,
      undefined,
    ]);
  });

  test.each<[string, unknown]>([
    ['is absent', {}],
    ['is null', { enforce_twofactor: null }],
    ['has no settings beside it', null],
    ['has none at all', undefined],
  ])('does not require or not require anything where the setting %s', async (_, settings) => {
    const { account: seen } = await collectFrom({ [paths.account]: [account({ settings })] });
    expect(seen.rows).toEqual([expect.objectContaining({ enforceTwoFactor: null })]);
    expect(codes(seen.problems)).toEqual(['not-visible']);
  });

  test.each<[string, unknown]>([
    ['a word', { enforce_twofactor: 'true' }],
    ['a number', { enforce_twofactor: 1 }],
    ['a list for settings', [true]],
  ])('is malformed with %s', async (_, settings) => {
    const { account: seen } = await collectFrom({ [paths.account]: [account({ settings })] });
    expect(seen.rows).toEqual([expect.objectContaining({ enforceTwoFactor: null })]);
    expect(codes(seen.problems)).toEqual(['malformed']);
  });

  test('is not another one, nor a list', async () => {
    for (const reply of [account({ id: 'b'.repeat(32) }), answer([]), answer(null)]) {
      const { account: seen } = await collectFrom({ [paths.account]: [reply] });
      expect([seen.rows, codes(seen.problems)]).toEqual([[], ['malformed']]);
    }
  });
});

describe('members', () => {
  test('come from every page, whatever became of the invitation', async () => {
    const invited = { id: 'm-cy', email: 'cy@acme.example', status: 'pending', user: null, roles: [] };
    const policies = [
      { access: 'allow', permission_groups: [{ id: 'g1', name: 'DNS Read' }, { id: 'g2' }] },
      { access: 'deny', permission_groups: [{ id: 'g3', name: 'Billing' }] },
    ];
    const dot = member('dot', { roles: undefined, policies });
    const { members, server } = await collectFrom({
      [paths.members]: [
        page([ana, ben], { total_pages: 2, total_count: 4 }),
        page([invited, dot], { page: 2, total_pages: 2, total_count: 4 }),
      ],
    });
    expect(members.problems).toEqual([]);
    expect(members.rows).toEqual([
      {
        email: 'ana@acme.example',
        id: 'm-ana',
        roles: ['Administrator'],
        status: 'accepted',
        twoFactorEnabled: true,
        userId: 'u-ana',
      },
      expect.objectContaining({ id: 'm-ben', twoFactorEnabled: false }),
      expect.objectContaining({
        id: 'm-cy',
        email: 'cy@acme.example',
        status: 'pending',
        twoFactorEnabled: null,
        userId: null,
      }),
      expect.objectContaining({ id: 'm-dot', roles: ['DNS Read', 'g2'] }),
    ]);
    expect(server.askedOf(paths.members).map(({ query }) => String(query))).toEqual([
      'order=user.email&direction=asc&per_page=50&page=1',
      'order=user.email&direction=asc&per_page=50&page=2',
    ]);
    for (const row of members.rows) expect(Object.keys(row)).toEqual(Object.keys(row).sort());
  });

  test.each([
    ['a role is no more than an object', { roles: [{}] }],
    ['a policy neither allows nor denies', { policies: [{ access: 'audit', permission_groups: [] }] }],
  ])('are not all told of where %s', async (_, traits) => {
    const { members } = await collectFrom({ [paths.members]: [page([ana, member('eve', traits)])] });
    expect(codes(members.problems)).toEqual(['malformed']);
    expect(members.rows).toHaveLength(2);
  });

  const second: readonly [string, Reply, string][] = [
    ['401', status(401), 'unauthenticated'],
    ['403', status(403), 'denied'],
    ['429', status(429, { 'retry-after': '300' }), 'rate-limited'],
    ['500', status(500), 'unavailable'],
    ['a closed connection', closed(), 'unavailable'],
    ['no JSON', text('<html>Just a moment...</html>'), 'malformed'],
    ['an empty object', json({}), 'malformed'],
    ['a list without its envelope', json([ben]), 'malformed'],
    ['success that is no boolean', answer([ben], { success: 'true' }), 'malformed'],
    ['a refusal with status 200', refused(10000, 'Authentication error'), 'rejected'],
    ['errors beside success', answer([ben], { errors: [{ code: 1000 }] }), 'rejected'],
    ['a result that is no list', answer({ ben }, { result_info: { page: 2, total_pages: 2 } }), 'malformed'],
    ['no result_info, and the one after it the same', answer([ben]), 'truncated'],
    ['of another number from then on', answer([ben], { result_info: { page: 2 } }), 'malformed'],
    ['with a number that is none', answer([ben], { result_info: { page: 'two' } }), 'malformed'],
    ['a page that is not the one asked for', page([ben], { page: 1, total_pages: 2 }), 'malformed'],
    ['a page of nobody', page([], { page: 2, total_pages: 2, total_count: 2 }), 'truncated'],
    ['a member without an id', page([{ ...ben, id: '' }], { page: 2, total_pages: 2 }), 'malformed'],
    ['a member who is none', page(['ben'], { page: 2, total_pages: 2 }), 'malformed'],
  ];
  test.each(second)('keep the first page when the second is %s', async (_, reply, code) => {
    const first = page([ana], { total_pages: 2, total_count: 2 });
    const { members, account: seen } = await collectFrom({ [paths.members]: [first, reply] });
    expect(members.rows[0]).toMatchObject({ id: 'm-ana' });
    expect(codes(members.problems)).toEqual([code]);
    expect(seen.problems).toEqual([]);
  });

  test('come from every page where Cloudflare counts the members and not the pages', async () => {
    const uncounted = { total_pages: undefined, per_page: 1, total_count: 2 };
    const { members } = await collectFrom({
      [paths.members]: [page([ana], uncounted), page([ben], { ...uncounted, page: 2 })],
    });
    expect(members.problems).toEqual([]);
    expect(members.rows).toHaveLength(2);
  });

  test('are truncated where fewer came than Cloudflare counts', async () => {
    const { members } = await collectFrom({ [paths.members]: [page([ana, ben], { total_count: 60 })] });
    expect(members.rows).toHaveLength(2);
    expect(codes(members.problems)).toEqual(['truncated']);
  });

  test('are not visible where there is nobody, or nobody who accepted', async () => {
    for (const list of [[], [member('cy', { status: 'pending' })]]) {
      const { members } = await collectFrom({ [paths.members]: [page(list)] });
      expect(codes(members.problems)).toContain('not-visible');
    }
  });

  test('are not visible where nobody’s two-factor authentication is shown', async () => {
    const hidden = [member('ana', { user: { id: 'u-ana' } }), member('ben', {}, null)];
    const { members } = await collectFrom({ [paths.members]: [page(hidden)] });
    expect(members.rows.map(({ twoFactorEnabled }) => twoFactorEnabled)).toEqual([null, null]);
    expect(codes(members.problems)).toEqual(['not-visible']);
  });

  test('stay unknown one by one where only some are shown', async () => {
    const { members } = await collectFrom({ [paths.members]: [page([ana, member('ben', {}, null)])] });
    expect(members.rows.map(({ twoFactorEnabled }) => twoFactorEnabled)).toEqual([true, null]);
    expect(members.problems).toEqual([]);
  });

  test('with a field of the wrong type are malformed, and the field is unknown', async () => {
    const odd = member('ben', { status: 7 }, 'yes');
    const { members } = await collectFrom({ [paths.members]: [page([ana, odd])] });
    expect(members.rows[1]).toMatchObject({ status: null, twoFactorEnabled: null });
    expect(codes(members.problems)).toEqual(['malformed']);
    expect(members.problems[0]?.message).toContain('two_factor_authentication_enabled');
  });

  test('are collected although the account is not', async () => {
    const { members, account: seen } = await collectFrom({ [paths.account]: [status(500)] });
    expect([codes(seen.problems), members.problems, members.rows.length]).toEqual([['unavailable'], [], 2]);
  });
});

describe('the token', () => {
  test('is in nothing that is kept, also when Cloudflare sends it back', async () => {
    const echo: Reply = (response, { headers }) =>
      response
        .writeHead(403)
        .end(JSON.stringify({ success: false, errors: [{ message: headers.authorization }] }));
    const { memory } = await collectFrom({ [paths.account]: [echo], [paths.members]: [echo] });
    expect(memory.everything()).not.toContain(token);
  });

  test.each([
    ['is missing', '', 'not-configured'],
    ['is a sentence', 'the token from the safe', 'unauthenticated'],
    ['is two lines', `${token}\nx`, 'unauthenticated'],
    ['is a Global API Key', '0123456789abcdef0123456789abcdef01234', 'unauthenticated'],
  ])('is not sent when it %s', async (_, credential, code) => {
    const { account: seen, members, server, memory } = await collectFrom({}, { credential });
    expect([codes(seen.problems), codes(members.problems)]).toEqual([[code], [code]]);
    expect(server.asked).toEqual([]);
    if (credential) expect(memory.everything()).not.toContain(credential);
  });
});

describe('a list without totals, which Cloudflare promises none of,', () => {
  const cem = member('cem');
  const infos: [string, (page: number) => object][] = [
    ['no result_info', () => ({})],
    ['an empty one', () => ({ result_info: {} })],
    ['the page alone', (page) => ({ result_info: { page, per_page: 50 } })],
    ['nulls', () => ({ result_info: { page: null, per_page: null, total_pages: null, total_count: null } })],
    ['a count of all alone', (page) => ({ result_info: { page, total_count: 3 } })],
    ['no pages, though somebody is on one', (page) => ({ result_info: { page, total_pages: 0 } })],
    ['a count of nobody', (page) => ({ result_info: { page, per_page: 50, total_count: 0 } })],
  ];
  const given = (info: (page: number) => object, pages: readonly (readonly unknown[])[]) =>
    pages.map((items, index) => answer(items, info(index + 1)));

  test.each(infos)('is read until a page of nobody: %s', async (_what, info) => {
    const pages = [[ana, ben], [cem], []];
    const { members, server } = await collectFrom({ [paths.members]: given(info, pages) });
    expect(members.problems).toEqual([]);
    expect(members.rows.map(({ id }) => id)).toEqual(['m-ana', 'm-ben', 'm-cem']);
    expect(server.askedOf(paths.members)).toHaveLength(3);
  });

  test('is truncated where it never ends, for whatever page is asked', async () => {
    const { members, server } = await collectFrom({ [paths.members]: given(() => ({}), [[ana, ben]]) });
    expect(codes(members.problems)).toEqual(['truncated']);
    expect(server.askedOf(paths.members)).toHaveLength(2);
  });

  test('is short of somebody where only a count says so', async () => {
    const info = (page: number) => ({ result_info: { page, total_count: 4 } });
    const { members } = await collectFrom({ [paths.members]: given(info, [[ana, ben], []]) });
    expect(codes(members.problems)).toEqual(['truncated']);
  });
});
