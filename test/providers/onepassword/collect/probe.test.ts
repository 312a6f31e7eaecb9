import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { CollectError } from '../../../../lib/evidence/problem.ts';
import { fileInFolder } from '../../../../lib/nightly/collect/exported-file.ts';
import { onepasswordWith } from '../../../../lib/providers/onepassword/collect/index.ts';
import type { VaultClient } from '../../../../lib/providers/onepassword/collect/sdk.ts';
import { memorySession } from '../../session.ts';
import { bearer, connection, exported, now, opVault, person } from '../company.ts';
import { introspected, json, paths, type Script, standIn, status, stopStandIns, token } from '../stand-in.ts';

afterEach(stopStandIns);

const granted: Script = {
  [paths.token]: [token(bearer)],
  [paths.users]: [json({ results: [person('ana')], next_page_token: 'p2' })],
  [paths.introspect]: [introspected()],
};

const seeing: VaultClient = {
  listVaults: async () => [
    { id: 'v1', title: 'One' },
    { id: 'v2', title: 'Two' },
  ],
  getVault: async () => ({ access: [{ accessorType: 'user', accessorUuid: 'USERANA', permissions: 48 }] }),
  getGroup: async () => ({}),
};

async function probe(script: Script, client: VaultClient, given: Parameters<typeof connection>[0] = {}) {
  const server = await standIn(script);
  const memory = memorySession(connection({ endpoint: server.url, ...given }), { now });
  const results = await onepasswordWith(async () => client).probe(memory.session);
  return { server, results, verdicts: Object.fromEntries(results.map((one) => [one.dataset, one.verdict])) };
}

describe('probing 1Password', () => {
  test('passes where everything is granted, with the smallest questions', async () => {
    const { verdicts, server } = await probe(granted, seeing);
    expect(verdicts).toEqual({ users: 'pass', vaults: 'pass', 'vault-access': 'pass', events: 'pass' });
    expect(server.asked.map(({ path }) => path)).toEqual([paths.token, paths.users, paths.introspect]);
    expect(server.askedOf(paths.users)[0]?.query.get('max_page_size')).toBe('1');
  });

  test('names every field that is missing', async () => {
    const { results, server } = await probe(granted, seeing, { credential: '{}' });
    expect(results.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail', 'fail']);
    const said = results.map(({ message }) => message).join('\n');
    for (const field of ['usersClientId', 'usersClientSecret', 'serviceAccountToken', 'eventsToken'])
      expect(said).toContain(field);
    expect(server.asked).toEqual([]);
  });

  test('names the feature that an events token lacks', async () => {
    const { results } = await probe(
      { ...granted, [paths.introspect]: [introspected({ features: ['auditevents', 'itemusages'] })] },
      seeing,
    );
    expect(results[3]).toEqual({
      dataset: 'events',
      verdict: 'fail',
      message: expect.stringContaining('lacks signinattempts'),
    });
  });

  test('fails on what is refused and does not know about what is not there', async () => {
    const { verdicts } = await probe(
      { ...granted, [paths.users]: [status(403)], [paths.introspect]: [status(500)] },
      seeing,
    );
    expect(verdicts).toMatchObject({ users: 'fail', events: 'unknown' });
  });

  test('fails on an account in which nobody is seen', async () => {
    const { results } = await probe({ ...granted, [paths.users]: [json({ results: [] })] }, seeing);
    expect(results[0]).toMatchObject({ verdict: 'fail', message: expect.stringContaining('account id') });
  });

  test('fails where the token sees vaults but not who has them', async () => {
    const { results } = await probe(granted, { ...seeing, getVault: async () => ({}) });
    expect(results[1]?.verdict).toBe('pass');
    expect(results[2]).toMatchObject({ verdict: 'fail', message: expect.stringContaining('vaults.get v1') });
  });

  test('fails where the token sees no vault, and does not know after a rate limit', async () => {
    const none = await probe(granted, { ...seeing, listVaults: async () => [] });
    expect(none.verdicts).toMatchObject({ vaults: 'fail', 'vault-access': 'fail' });
    const limited = await probe(granted, {
      ...seeing,
      listVaults: () => Promise.reject(new CollectError('rate-limited', 'too many')),
    });
    expect(limited.verdicts).toMatchObject({ vaults: 'unknown', 'vault-access': 'unknown' });
  });

  test.each(['export', 'events'] as const)('reads an export as at night, with source: %s', async (source) => {
    const folder = await mkdtemp(join(tmpdir(), 'exhibit-'));
    const here = (file: string) => fileInFolder(folder, file);
    const settings = { source, file: 'op.json' };
    const missing = await probe(granted, seeing, { exported: here, settings });
    expect(missing.verdicts).toMatchObject({ vaults: 'fail', 'vault-access': 'fail' });
    await writeFile(join(folder, 'op.json'), JSON.stringify(exported([opVault('v1')])));
    const there = await probe(granted, seeing, { exported: here, settings });
    expect(there.results[1]).toEqual({
      dataset: 'vaults',
      verdict: 'pass',
      message: 'The export of 2026-11-22T09:00:00.000Z holds 1 vaults.',
    });
    const wide = opVault('v1', { items: [{ fields: ['canary'] }] });
    await writeFile(join(folder, 'op.json'), JSON.stringify(exported([wide])));
    const [, told] = (await probe(granted, seeing, { exported: here, settings })).results;
    expect(told?.message).toContain('does not belong into one, and is not kept: vaults[].items.');
    expect(told?.message).not.toContain('canary');
    const narrow = exported([opVault('v1')], { permission: undefined });
    await writeFile(join(folder, 'op.json'), JSON.stringify(narrow));
    const listed = await probe(granted, seeing, { exported: here, settings });
    expect(listed.results[1]?.verdict).not.toBe('pass');
    expect(listed.results[1]?.message).toContain('--permission manage_vault');
    await rm(folder, { recursive: true });
  });
});
