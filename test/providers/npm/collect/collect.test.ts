import { afterEach, describe, expect, test } from '@jest/globals';
import { connect } from '../../../../lib/providers/npm/collect/collect.ts';
import { registryBase } from '../../../../lib/providers/npm/collect/requests.ts';
import { closed, json, type Reply, status, stopStandIns, text } from '../../onepassword/stand-in.ts';
import { memorySession } from '../../session.ts';
import { collectFrom, item, paths, token } from '../organization.ts';

afterEach(stopStandIns);

const failures: readonly [string, Reply, string][] = [
  ['a refusal of the token', status(401), 'unauthenticated'],
  ['a refusal', status(403), 'denied'],
  ['an organization that is not there', status(404), 'rejected'],
  ['a rate limit', status(429, { 'retry-after': '1' }), 'rate-limited'],
  ['a fault of theirs', status(500), 'unavailable'],
  ['a closed connection', closed(), 'unavailable'],
  ['an answer that is not JSON', text('<html>'), 'malformed'],
  ['a list', json(['ana', 'ben']), 'malformed'],
  ['a text', json('ana'), 'malformed'],
  ['nothing', json(null), 'malformed'],
  ['an error with status 200', json({ error: 'Not found' }), 'malformed'],
  ['words that are none', json({ ana: { role: 'owner' }, ben: 1 }), 'malformed'],
];

describe('npm members', () => {
  test('are names with their roles', async () => {
    const { members, server } = await collectFrom({});
    expect([members.rows, members.problems]).toEqual([
      [
        { name: 'ana', role: 'owner' },
        { name: 'ben', role: 'developer' },
        { name: 'acme-ci', role: 'admin' },
      ],
      [],
    ]);
    expect(members.source).toEqual({ origin: 'api', tenant: { id: 'acme', name: 'acme' } });
    const [asked] = server.askedOf(paths.members);
    expect([asked?.method, asked?.headers.authorization]).toEqual(['GET', `Bearer ${token}`]);
  });

  test.each(failures)('fail after %s', async (_what, reply, code) => {
    const { members, packages } = await collectFrom({ [paths.members]: [reply] });
    expect([members.rows, members.problems.map((problem) => problem.code)]).toEqual([[], [code]]);
    expect([packages.rows.length, packages.problems]).toEqual([2, []]);
  });

  test('are not nobody because of a 404, and it says so', async () => {
    const { members } = await collectFrom({ [paths.members]: [status(404)] });
    expect(members.problems[0]?.message).toContain('it does not mean that acme is empty');
  });

  test('are never nobody', async () => {
    const { members } = await collectFrom({ [paths.members]: [json({})] });
    expect(members.problems).toMatchObject([
      { code: 'not-visible', message: expect.stringContaining('always has an owner') },
    ]);
  });

  test('with a role that npm does not document have an unknown one', async () => {
    const { members } = await collectFrom({
      [paths.members]: [json({ ana: 'owner', ben: 'guest', cem: null })],
    });
    expect(members.rows.map(({ role }) => role)).toEqual(['owner', null, null]);
    expect(members.problems).toEqual([
      { code: 'malformed', message: expect.stringContaining('ben, cem a role') },
    ]);
  });

  test('are asked for again as npm asks', async () => {
    const again = [status(429, { 'retry-after': '2' }), json({ ana: 'owner' })];
    const { members } = await collectFrom({ [paths.members]: again }, { patienceMs: 10_000 });
    expect(members.problems).toEqual([]);
    expect(members.exchanges.map((exchange) => exchange.status)).toEqual([429, 200]);
  });
});

describe('npm packages', () => {
  test('are names with what may be done with them', async () => {
    const { packages } = await collectFrom({});
    expect(packages.rows).toEqual([
      { access: 'write', name: '@acme/sdk' },
      { access: 'read', name: '@acme/internal' },
    ]);
  });

  test('may be none', async () => {
    const { packages } = await collectFrom({ [paths.packages]: [json({})] });
    expect([packages.rows, packages.problems]).toEqual([[], []]);
  });

  test.each(failures)('fail after %s', async (_what, reply, code) => {
    const { packages, members } = await collectFrom({ [paths.packages]: [reply] });
    expect([packages.rows, packages.problems.map((problem) => problem.code)]).toEqual([[], [code]]);
    expect(members.problems).toEqual([]);
  });
});

describe('the npm account that asks', () => {
  const tokens = (objects: readonly unknown[], total: unknown, next?: unknown) =>
    json({ objects, total, urls: next === undefined ? {} : { next } });
  const page2 = `https://elsewhere.example${paths.tokens}?page=1&perPage=2`;

  test('comes with its tokens, from every page, without the tokens', async () => {
    const { account, server } = await collectFrom({
      [paths.tokens]: [
        tokens([item('k1'), item('k2', { bypass_2fa: true })], 3, page2),
        tokens([item('k3', { bypass_2fa: undefined, expiry: null })], 3),
      ],
    });
    expect(account.problems).toEqual([]);
    const plain = {
      accessed: '2026-11-22T02:00:00.000Z',
      bypass2fa: false,
      created: '2026-11-01T00:00:00.000Z',
      expiry: '2027-11-01T00:00:00.000Z',
      key: 'k1',
      name: 'token k1',
      readonly: true,
      revoked: null,
    };
    expect(account.rows).toEqual([
      {
        name: 'acme-ci',
        tokens: [
          plain,
          { ...plain, bypass2fa: true, key: 'k2', name: 'token k2' },
          { ...plain, bypass2fa: null, expiry: null, key: 'k3', name: 'token k3' },
        ],
      },
    ]);
    expect(account.source.principal).toBe('acme-ci');
    for (const row of [...account.rows, ...account.rows[0].tokens])
      expect(Object.keys(row)).toEqual(Object.keys(row).sort());
    // The next page's address is npm's word; the token goes to the registry that was asked before.
    const asked = server.askedOf(paths.tokens).map(({ query }) => query.toString());
    expect(asked).toEqual(['page=0&perPage=100', 'page=1&perPage=2']);
  });

  test('leaves no part of any token behind, in records, evidence or problems', async () => {
    const whole = 'npm_wholeTokenByMistake00000000000000000a';
    const { memory, account } = await collectFrom({
      [paths.tokens]: [tokens([item('k1', { token: whole }), item('k2'), { token: whole }], 3)],
      [paths.packages]: [json({ '@acme/sdk': 'write', [token]: 'read' })],
    });
    const written = memory.everything() + account.exports.map(({ bytes }) => bytes.toString()).join('');
    for (const part of [whole, 'npm_k2cD', '...7890', '203.0.113']) expect(written).not.toContain(part);
    expect(memory.secrets.redact(`${whole} ${token}`)).toBe('[redacted] [redacted]');
    const list = account.exchanges.at(-1);
    expect(list).toMatchObject({ status: 200, confidential: true, body: null, sha256: null });
    expect(account.exports.map(({ name }) => name)).toEqual(['tokens/page-1.json']);
    expect(JSON.parse(account.exports[0]?.bytes.toString() ?? '')).toMatchObject({
      objects: [{ key: 'k1' }, { key: 'k2' }, null],
      total: 3,
    });
  });

  test('is one record, which its pages together say they hold', async () => {
    const { account } = await collectFrom({
      [paths.tokens]: [tokens([item('k1')], 2, page2), tokens([item('k2')], 2)],
    });
    expect(account.rows).toHaveLength(1);
    expect(account.exports.map(({ records }) => records)).toEqual([1, 0]);
  });

  test.each([401, 403, 404])('has unknown tokens where %i forbids to list them', async (code) => {
    const { account } = await collectFrom({ [paths.tokens]: [status(code)] });
    expect([account.rows, account.problems]).toEqual([[{ name: 'acme-ci', tokens: null }], []]);
  });

  test('may have none', async () => {
    const { account } = await collectFrom({ [paths.tokens]: [tokens([], 0)] });
    expect([account.rows, account.problems]).toEqual([[{ name: 'acme-ci', tokens: [] }], []]);
  });

  test.each<[string, Reply, string]>([
    ['a refusal of the token', status(401), 'unauthenticated'],
    ['a refusal', status(403), 'denied'],
    ['a fault of theirs', status(500), 'unavailable'],
    ['a closed connection', closed(), 'unavailable'],
    ['a page that is not JSON', text('<html>'), 'malformed'],
    ['a page without a list', json({ total: 2, urls: {} }), 'malformed'],
    ['a page that was there before', tokens([item('k9')], 3, page2), 'truncated'],
    [
      'an address that is no page',
      tokens([item('k9')], 3, 'https://elsewhere.example/-/whoami?page=2'),
      'malformed',
    ],
    ['a next page that is no text', tokens([item('k9')], 3, 7), 'malformed'],
    ['an end that comes too early', tokens([item('k2')], 5), 'truncated'],
    ['a token that is there twice', tokens([item('k1')], 1), 'malformed'],
    ['a token without an id', tokens([item('k2', { key: null })], 1), 'malformed'],
    ['a flag that is none', tokens([item('k2', { bypass_2fa: 'yes' })], 1), 'malformed'],
  ])('keeps the tokens seen before %s', async (_what, reply, code) => {
    const { account } = await collectFrom({ [paths.tokens]: [tokens([item('k1')], 2, page2), reply] });
    expect(account.rows[0].tokens[0].key).toBe('k1');
    expect(account.problems[0]?.code).toBe(code);
  });

  test('is not collected when its list breaks at once, nor when npm does not know the token', async () => {
    const broken = await collectFrom({ [paths.tokens]: [status(500)] });
    expect([broken.account.rows, broken.account.problems[0]?.code]).toEqual([[], 'unavailable']);
    const unknown = await collectFrom({ [paths.whoami]: [status(401)], [paths.tokens]: [status(401)] });
    expect([unknown.account.rows, unknown.account.problems[0]?.code]).toEqual([[], 'unauthenticated']);
  });

  test('need not have a name', async () => {
    const { account } = await collectFrom({ [paths.whoami]: [status(404)] });
    expect(account.rows[0]).toMatchObject({ name: null, tokens: [{ key: 'k1' }] });
    expect(account.source.principal).toBeUndefined();
  });
});

describe('an npm token', () => {
  test('that is no token is not sent, and not quoted', async () => {
    for (const [credential, code] of [
      [' ', 'not-configured'],
      ['_authToken = npm_one', 'unauthenticated'],
    ]) {
      const { members, server, memory } = await collectFrom({}, { credential: credential ?? '' });
      expect(members.problems.map((problem) => problem.code)).toEqual([code]);
      expect(server.asked).toEqual([]);
      expect(memory.everything()).not.toContain('npm_one');
    }
  });

  test('is left behind nowhere, even when npm sends it back', async () => {
    const echo: Reply = (response, asked) =>
      response.writeHead(403).end(JSON.stringify({ message: `no: ${asked.headers.authorization}` }));
    const { memory } = await collectFrom({ [paths.members]: [echo] });
    expect(memory.everything()).toContain('no: Bearer [redacted]');
    expect(memory.everything()).not.toContain(token);
  });

  test('is marked as a secret before anything is asked, whoever records', () => {
    const marked: string[] = [];
    const sink = { source: () => {}, secret: (value: string) => marked.push(value) };
    const connection = { settings: { org: 'acme' }, credential: ` ${token} ` };
    connect(memorySession(connection).session, sink as never);
    expect(marked).toEqual([token]);
  });

  test('does not follow a redirect', async () => {
    const { members } = await collectFrom({
      [paths.members]: [status(302, { location: 'http://127.0.0.1:9/' })],
    });
    expect(members.problems.map(({ code }) => code)).toEqual(['rejected']);
  });
});

test('npm is asked at the public registry, or at the endpoint', () => {
  expect(registryBase(null)).toBe('https://registry.npmjs.org');
  expect(registryBase('http://127.0.0.1:1')).toBe('http://127.0.0.1:1');
});
