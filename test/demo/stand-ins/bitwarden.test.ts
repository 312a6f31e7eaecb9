import { describe, expect, test } from '@jest/globals';
import { bitwardenAt } from '../../../demo/company/bitwarden.ts';
import { nightTime } from '../../../demo/company/nights.ts';
import { type BitwardenOptions, startBitwarden } from '../../../demo/stand-ins/bitwarden.ts';
import { collector as provider } from '../../../lib/providers/bitwarden/collect/index.ts';
import { memorySession } from '../../providers/session.ts';
import { ask, bearer, closing } from './asking.ts';

const now = nightTime(20);
const world = bitwardenAt(20);
const kept = closing();
const start = async (options: BitwardenOptions = {}) =>
  kept(await startBitwarden(() => world, { today: () => now, ...options }));

async function signIn(
  { credentials, url }: Awaited<ReturnType<typeof start>>,
  changes: Record<string, string> = {},
) {
  const { clientId, clientSecret } = JSON.parse(credentials());
  const form = {
    grant_type: 'client_credentials',
    scope: 'api.organization',
    client_id: clientId,
    client_secret: clientSecret,
  };
  return ask(`${url}/connect/token`, { method: 'POST', body: new URLSearchParams({ ...form, ...changes }) });
}

describe('the stand-in for Bitwarden', () => {
  test('gives a token to its organization alone, for its one scope, and for an hour', async () => {
    let at = now;
    const bitwarden = await start({ now: () => at });
    expect((await signIn(bitwarden, { client_secret: 'other' })).body).toEqual({ error: 'invalid_client' });
    expect((await signIn(bitwarden, { scope: 'api' })).status).toBe(400);
    const { body } = await signIn(bitwarden);
    const get = () => ask(`${bitwarden.url}/public/members`, bearer(body.access_token));
    expect((await get()).status).toBe(200);
    at = new Date(now.getTime() + 3_600_000);
    expect((await get()).status).toBe(401);
  });

  test('tells collections of one member, and in the list of nobody', async () => {
    const bitwarden = await start();
    const token = bearer((await signIn(bitwarden)).body.access_token);
    const { body } = await ask(`${bitwarden.url}/public/members`, token);
    expect(new Set(body.data.map(({ collections }: { collections: unknown }) => collections))).toEqual(
      new Set([null]),
    );
    const one = await ask(`${bitwarden.url}/public/members/${body.data[0].id}`, token);
    expect(one.body.collections).toHaveLength(2);
    expect((await ask(`${bitwarden.url}/public/members/other`, token)).status).toBe(404);
  });

  test('shows events of a span, of thirty days where none is given, and of no more than 367', async () => {
    const bitwarden = await start({ eventsPerPage: 5 });
    const token = bearer((await signIn(bitwarden)).body.access_token);
    const get = (query: string) => ask(`${bitwarden.url}/public/events${query}`, token);
    const first = await get('');
    expect([first.body.data.length, typeof first.body.continuationToken]).toEqual([5, 'string']);
    expect((await get(`?continuationToken=${first.body.continuationToken}`)).body.data).toHaveLength(5);
    expect((await get('?continuationToken=other')).status).toBe(400);
    expect((await get('?start=2020-01-01T00:00:00Z&end=2026-01-01T00:00:00Z')).status).toBe(400);
  });
});

describe('the provider against the stand-in', () => {
  test.each<[string, BitwardenOptions, object]>([
    ['of a region', {}, { region: 'eu' }],
    [
      'of its own',
      { under: { api: '/api', identity: '/identity' } },
      { server: 'https://vault.acme.example' },
    ],
  ])('collects everybody from a server %s, and is well', async (_, options, settings) => {
    const bitwarden = await start({ eventsPerPage: 5, ...options });
    const connection = { settings, credential: bitwarden.credentials(), endpoint: bitwarden.url };
    const memory = memorySession(connection, { now });
    await provider.collect(memory.session);
    const datasets = provider.datasets.map(({ name }) => name);
    for (const name of datasets) expect([name, memory.of(name).problems]).toEqual([name, []]);
    expect(memory.of('members').rows).toHaveLength(world.members.length);
    expect(memory.of('collection-access').rows.length).toBeGreaterThan(3);
    expect(memory.of('events').rows.length).toBeGreaterThan(15);
    // A token for each dataset, the lists, of which that of groups is asked for twice, one request a member and a group, and the pages of events.
    const [members, groups] = [world.members.length, world.groups.length];
    const pages = Math.ceil(memory.of('events').rows.length / 5);
    expect(bitwarden.requests).toHaveLength(6 + 5 + members + groups + pages);
    const probed = await provider.probe(memorySession(connection, { now }).session);
    expect(probed.map(({ verdict }) => verdict)).toEqual(datasets.map(() => 'pass'));
  });
});
