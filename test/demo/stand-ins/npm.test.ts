import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { NpmTokenItem, NpmWorld } from '../../../demo/stand-ins/npm/world.ts';
import { type NpmStandIn, startNpm } from '../../../demo/stand-ins/npm.ts';
import { collector as provider } from '../../../lib/providers/npm/collect/index.ts';
import { memorySession } from '../../providers/session.ts';
import { ask, bearer, closing } from './asking.ts';

function token(index: number): NpmTokenItem {
  return {
    key: `key-${index}`,
    name: `token ${index}`,
    readonly: true,
    bypass_2fa: index === 120,
    created: '2026-11-01T00:00:00.000Z',
    expiry: '2027-11-01T00:00:00.000Z',
  };
}

const world: NpmWorld = {
  org: 'acme',
  members: { ana: 'owner', ben: 'owner', collector: 'developer' },
  packages: { '@acme/sdk': 'write', '@acme/internal': 'read' },
  account: { name: 'collector', tokens: Array.from({ length: 125 }, (_, index) => token(index)) },
};

const kept = closing();
let npm: NpmStandIn;
beforeAll(async () => {
  npm = await startNpm(() => world);
});
afterEach(() => npm.behave());
afterAll(() => npm.close());

const get = (path: string, from = npm, as = npm.token()) => ask(`${from.url}${path}`, bearer(as));

describe('An organization', () => {
  test('lists its members with their roles, and its packages', async () => {
    expect((await get('/-/org/acme/user')).body).toEqual(world.members);
    expect((await get('/-/org/acme/package')).body).toEqual(world.packages);
  });

  test('is not there for strangers, nor for those who are no members', async () => {
    const stranger = await ask(`${npm.url}/-/org/acme/user`);
    const outside = { ...world, members: { ana: 'owner' as const } };
    const other = kept(await startNpm(() => outside));
    const outsider = await get('/-/org/acme/user', other);
    const elsewhere = await get('/-/org/other/package');
    for (const { status, body } of [stranger, outsider, elsewhere])
      expect([status, body]).toEqual([404, { error: 'Not found' }]);
  });

  test('refuses a token that npm does not know', async () => {
    for (const path of ['/-/org/acme/user', '/-/whoami', '/-/npm/v1/tokens'])
      expect((await get(path, npm, 'npm_made-up')).status).toBe(401);
  });
});

describe('Tokens', () => {
  test('come ten to a page unless asked otherwise, each once, the next page by its address', async () => {
    const keys: string[] = [];
    let next: string | undefined = `${npm.url}/-/npm/v1/tokens`;
    while (next) {
      const { body } = await ask(next, bearer(npm.token()));
      expect(body.total).toBe(125);
      keys.push(...body.objects.map(({ key }: NpmTokenItem) => key));
      next = body.urls.next;
    }
    expect(keys).toEqual(world.account.tokens.map(({ key }) => key));
    expect(npm.requests.filter(({ path }) => path === '/-/npm/v1/tokens').length).toBeGreaterThan(12);
    expect((await get('/-/npm/v1/tokens?perPage=1000')).body.objects).toHaveLength(100);
  });

  test('are shown in fragments', async () => {
    const { body } = await get('/-/npm/v1/tokens');
    expect(body.objects[0].token).toBe(`${npm.token().slice(0, 8)}...${npm.token().slice(-4)}`);
    expect(body.objects[1].token).toBe('npm_key-...xxxx');
  });

  test('are not listed to a token that may not', async () => {
    const narrow = kept(await startNpm(() => world, { listsTokens: false }));
    expect((await get('/-/npm/v1/tokens', narrow)).status).toBe(403);
    expect((await get('/-/whoami', narrow)).body).toEqual({ username: 'collector' });
  });

  test('of a page that is none are refused', async () => {
    for (const query of ['page=-1', 'page=x', 'perPage=0', 'perPage=1.5'])
      expect((await get(`/-/npm/v1/tokens?${query}`)).status).toBe(400);
  });
});

describe('The collector, on the stand-in,', () => {
  async function collect(from = npm) {
    const memory = memorySession({ settings: { org: 'acme' }, credential: npm.token(), endpoint: from.url });
    await provider.collect(memory.session);
    return memory;
  }

  test('reads an organization whole, and every token of the account', async () => {
    const memory = await collect();
    for (const dataset of ['members', 'packages', 'account']) expect(memory.of(dataset).problems).toEqual([]);
    const [account] = memory.of('account').rows;
    expect(account.tokens).toHaveLength(125);
    expect(account.tokens.filter(({ bypass2fa }: { bypass2fa: boolean }) => bypass2fa)).toHaveLength(1);
  });

  test('takes tokens that it may not list for unknown', async () => {
    const narrow = kept(await startNpm(() => world, { listsTokens: false }));
    const account = (await collect(narrow)).of('account');
    expect([account.rows, account.problems]).toEqual([[{ name: 'collector', tokens: null }], []]);
  });

  test.each([
    ['/-/org/acme/user', 'empty-object', 'members', 'not-visible'],
    ['/-/org/acme/user', 'wrong-shape', 'members', 'malformed'],
    ['/-/org/acme/package', 'not-json', 'packages', 'malformed'],
    ['/-/npm/v1/tokens', 'repeat-token', 'account', 'truncated'],
    ['/-/npm/v1/tokens', 'empty-object', 'account', 'malformed'],
  ] as const)('is not taken in by %s with %s', async (path, wrong, dataset, code) => {
    npm.misbehave({ path, do: wrong });
    const memory = await collect();
    expect(memory.of(dataset).problems[0]?.code).toBe(code);
  });

  test('knows a page of tokens that comes with another’s last', async () => {
    npm.misbehave({ path: '/-/npm/v1/tokens', onPage: 2, do: 'duplicate-across-pages' });
    const account = (await collect()).of('account');
    expect([account.rows[0].tokens.length, account.problems.map(({ code }) => code)]).toEqual([
      125,
      ['malformed'],
    ]);
  });

  test('goes on past a page without tokens', async () => {
    npm.misbehave({ path: '/-/npm/v1/tokens', onPage: 1, times: 1, do: 'empty-page-with-token' });
    const account = (await collect()).of('account');
    // The pages are numbered, so that what the empty one left out does not come again.
    expect([account.rows[0].tokens.length, account.problems[0]?.code]).toEqual([25, 'truncated']);
  });
});
