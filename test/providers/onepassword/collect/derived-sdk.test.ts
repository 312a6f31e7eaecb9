import { afterEach, expect, test } from '@jest/globals';
import { CollectError } from '../../../../lib/evidence/problem.ts';
import { onepasswordWith } from '../../../../lib/providers/onepassword/collect/index.ts';
import type { VaultClient } from '../../../../lib/providers/onepassword/collect/sdk.ts';
import { memorySession } from '../../session.ts';
import { canaries, connection, exported, now, opUser, opVault, person } from '../company.ts';
import { introspected, json, paths, standIn, stopStandIns, token } from '../stand-in.ts';

afterEach(stopStandIns);

const holders = (...ids: readonly string[]) =>
  ids.map((accessorUuid) => ({ vaultUuid: 'v1', accessorType: 'user', accessorUuid, permissions: 48 }));
const baseline = JSON.stringify(
  exported([opVault('v1', { users: [opUser('ana'), opUser('ben')] }), opVault('v2')], {
    startedAt: '2026-11-22T09:00:00Z',
  }),
);
const quiet = json({ cursor: 'c', has_more: false, items: [] });

/** One night of derived vaults, with a service account that sees v1. */
async function derived(client: Partial<VaultClient> | null) {
  const server = await standIn({
    [paths.introspect]: [introspected()],
    [paths.audit]: [quiet],
    [paths.signIn]: [quiet],
    [paths.token]: [token('bearer')],
    [paths.users]: [json({ results: [person('ana'), person('ben')] })],
  });
  const { serviceAccountToken, ...others } = canaries;
  const memory = memorySession(
    connection({
      credential: JSON.stringify(client ? { ...others, serviceAccountToken } : others),
      endpoint: server.url,
      exported: () => {
        const read = async () => Buffer.from(baseline);
        return { name: 'op.json', place: 'op.json', handOver: null, read };
      },
      settings: { source: 'events', file: 'op.json', maxAgeDays: 30 },
    }),
    { now },
  );
  const sdk: VaultClient = {
    listVaults: async () => [{ id: 'v1', title: 'Vault v1', vaultType: 'userCreated', activeItemCount: 3 }],
    getVault: async () => ({ id: 'v1', access: holders('USERANA', 'USERBEN') }),
    getGroup: async () => {
      throw new Error('No group is asked for.');
    },
    ...client,
  };
  await onepasswordWith(async () => sdk).collect(memory.session);
  const [vaults, access] = [memory.of('vaults'), memory.of('vault-access')];
  expect([vaults.problems, access.problems]).toEqual([[], []]);
  return {
    vaults: vaults.rows.map(({ heldAgainstSdk, id, sdkGap }) => [id, heldAgainstSdk, sdkGap]),
    unsure: access.rows.filter(({ uncertain }) => uncertain).map(({ accessorId }) => accessorId),
  };
}

test('A vault that a service account sees is held against its list', async () => {
  expect(await derived({})).toEqual({
    vaults: [
      ['v1', true, undefined],
      ['v2', false, undefined],
    ],
    unsure: [],
  });
});

test('Whoever that list lacks, or has beside, is not certain', async () => {
  const getVault = async () => ({ id: 'v1', access: holders('USERANA', 'USEREVA') });
  expect((await derived({ getVault })).unsure).toEqual(['USERBEN', 'USEREVA']);
});

test('A list that cannot be read says so of every vault, and leaves what was derived', async () => {
  const getVault = async () => {
    throw new CollectError('unavailable', 'The service is down.');
  };
  expect(await derived({ getVault })).toEqual({
    vaults: [
      ['v1', false, 'The service is down.'],
      ['v2', false, 'The service is down.'],
    ],
    unsure: [],
  });
});

test('Without a service account nothing is asked of it', async () => {
  expect(await derived(null)).toEqual({
    vaults: [
      ['v1', undefined, undefined],
      ['v2', undefined, undefined],
    ],
    unsure: [],
  });
});
