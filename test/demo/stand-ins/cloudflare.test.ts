import { describe, expect, test } from '@jest/globals';
import type { CloudflarePerson, CloudflareWorld } from '../../../demo/stand-ins/cloudflare/world.ts';
import { startCloudflare } from '../../../demo/stand-ins/cloudflare.ts';
import { collector as provider } from '../../../lib/providers/cloudflare/collect/index.ts';
import { memorySession } from '../../providers/session.ts';
import { ask, bearer, closing } from './asking.ts';

const id = '0123456789abcdef0123456789abcdef';
const path = `/client/v4/accounts/${id}`;

function person(at: number): CloudflarePerson {
  const user = { id: `u${at}`, two_factor_authentication_enabled: at !== 77 };
  return { id: `m${at}`, email: `p${String(at).padStart(3, '0')}@acme.example`, user };
}

const world: CloudflareWorld = {
  account: { id, name: 'Acme', settings: { enforce_twofactor: true } },
  members: Array.from({ length: 120 }, (_, at) => person(119 - at)),
};

const kept = closing();
const start = async (options = {}, of = world) => kept(await startCloudflare(() => of, options));

describe('the stand-in for Cloudflare', () => {
  test('pages its members by address, and refuses sizes that Cloudflare refuses', async () => {
    const cloudflare = await start();
    const get = (query: string) =>
      ask(`${cloudflare.url}${path}/members?${query}`, bearer(cloudflare.token()));
    const { body } = await get('per_page=50&page=3&order=user.email&direction=asc');
    expect(body.result_info).toEqual({ page: 3, per_page: 50, count: 20, total_count: 120, total_pages: 3 });
    expect(body.result[0].email).toBe('p100@acme.example');
    for (const query of ['per_page=4', 'per_page=51', 'page=0', 'order=name'])
      expect((await get(query)).status).toBe(400);
  });

  test('knows its token, its account, its permission and its limit', async () => {
    const cloudflare = await start({ perFiveMinutes: 2, now: () => new Date('2026-11-23T02:00:00Z') });
    const get = (of: string, as = cloudflare.token()) => ask(`${cloudflare.url}${of}`, bearer(as));
    expect((await get(path, 'cfat_another')).status).toBe(401);
    expect((await ask(`${cloudflare.url}${path}`)).status).toBe(400);
    expect((await get(`/client/v4/accounts/${'f'.repeat(32)}`)).status).toBe(403);
    expect((await get(path)).body.result.settings.enforce_twofactor).toBe(true);
    const limited = await get(path);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '300']);
    const bare = await start({ permissions: [] });
    expect((await ask(`${bare.url}${path}`, bearer(bare.token()))).body).toMatchObject({ success: false });
  });

  test('says of a token when it ends, where the token belongs', async () => {
    const cloudflare = await start({ owner: 'user', tokenEnds: '2099-01-01T00:00:00Z' });
    const get = (of: string) => ask(`${cloudflare.url}${of}`, bearer(cloudflare.token()));
    expect((await get('/client/v4/user/tokens/verify')).body.result).toMatchObject({
      status: 'active',
      expires_on: '2099-01-01T00:00:00Z',
    });
    expect((await get(`${path}/tokens/verify`)).status).toBe(401);
  });
});

describe('the provider against the stand-in', () => {
  const sessionOf = (cloudflare: { url: string; token(): string }) =>
    memorySession({ settings: { account: id }, credential: cloudflare.token(), endpoint: cloudflare.url });

  test('collects everybody within the limit, and is well', async () => {
    const cloudflare = await start();
    const memory = sessionOf(cloudflare);
    await provider.collect(memory.session);
    expect([memory.of('account').problems, memory.of('members').problems]).toEqual([[], []]);
    const rows = memory.of('members').rows;
    expect(rows).toHaveLength(120);
    expect(rows.filter(({ twoFactorEnabled }) => !twoFactorEnabled).map((row) => row.id)).toEqual(['m77']);
    expect(cloudflare.requests).toHaveLength(4);
    const results = await provider.probe(sessionOf(cloudflare).session);
    expect(results.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
  });

  test.each([
    { do: 'empty-page-with-token', code: 'truncated' },
    { do: 'cut', code: 'unavailable' },
    { do: 'wrong-shape', code: 'malformed' },
    { do: 'expire-token', code: 'unauthenticated' },
    { do: 'echo-secret', code: 'denied' },
  ] as const)('page two: $do', async ({ do: deed, code }) => {
    const cloudflare = await start();
    cloudflare.misbehave({ path: `${path}/members`, onPage: 2, do: deed });
    const memory = sessionOf(cloudflare);
    await provider.collect(memory.session);
    expect(memory.of('members').problems.map((problem) => problem.code)).toEqual([code]);
    expect(memory.of('members').rows.length).toBeGreaterThanOrEqual(50);
    expect(memory.everything()).not.toContain(cloudflare.token());
  });
});
