import {
  AuthExpiredError,
  GroupState,
  GroupType,
  RateLimitExceededError,
  type Vault,
  type VaultAccess,
  VaultAccessorType,
  type VaultOverview,
  VaultType,
} from '@1password/sdk';
import { describe, expect, test } from '@jest/globals';
import {
  collector as onepassword,
  onepasswordWith,
} from '../../../../lib/providers/onepassword/collect/index.ts';
import {
  type SdkAccess,
  type SdkClient,
  vaultClients,
} from '../../../../lib/providers/onepassword/collect/sdk.ts';
import { memorySession } from '../../session.ts';
import { canaries, connection, now } from '../company.ts';

function overview(id: string, vaultType = VaultType.UserCreated): VaultOverview {
  const at = new Date('2024-03-01T09:00:00Z');
  return {
    id,
    title: `Vault ${id}`,
    description: '',
    vaultType,
    activeItemCount: 12,
    contentVersion: 1,
    attributeVersion: 1,
    createdAt: at,
    updatedAt: at,
  };
}

function holder(accessorType: VaultAccessorType, accessorUuid: string, permissions = 48): VaultAccess {
  return { vaultUuid: 'v', accessorType, accessorUuid, permissions };
}

const ana = holder(VaultAccessorType.User, 'USERANA');

interface Account {
  readonly vaults?: readonly VaultOverview[];
  /** Who has a vault, or the errors of asking, in order. */
  readonly access?: Readonly<Record<string, readonly VaultAccess[] | Error | undefined>>;
  readonly groups?: Readonly<Record<string, { title: string; groupType: GroupType } | Error>>;
  readonly failing?: Error;
}

/** A stand-in for the SDK, held to its typings. Counts what it was asked. */
function sdkOf(account: Account) {
  const asked: string[] = [];
  const connect = async ({ token }: SdkAccess): Promise<SdkClient> => {
    asked.push(`connect ${token}`);
    if (account.failing) throw account.failing;
    return {
      vaults: {
        list: async () => {
          asked.push('list');
          return [...(account.vaults ?? [])];
        },
        get: async (id, params): Promise<Vault> => {
          asked.push(`get ${id} ${JSON.stringify(params)}`);
          const access = account.access?.[id];
          if (access instanceof Error) throw access;
          const { createdAt: _c, updatedAt: _u, ...vault } = overview(id);
          return { ...vault, ...(access ? { access: [...access] } : {}) };
        },
      },
      groups: {
        get: async (id) => {
          asked.push(`group ${id}`);
          const group = account.groups?.[id] ?? new Error('no such group');
          if (group instanceof Error) throw group;
          return { id, description: '', state: GroupState.Active, ...group };
        },
      },
    };
  };
  return { asked, connect };
}

async function collect(account: Account, given: Parameters<typeof connection>[0] = {}, signal?: AbortSignal) {
  const { asked, connect } = sdkOf(account);
  // Users and events have no part in this.
  const credential = JSON.stringify({ serviceAccountToken: canaries.serviceAccountToken });
  const memory = memorySession(connection({ credential, ...given }), { now, ...(signal ? { signal } : {}) });
  await onepasswordWith(vaultClients(connect, 0)).collect(memory.session);
  return { asked, memory, vaults: memory.of('vaults'), access: memory.of('vault-access') };
}

const codes = (collected: { problems: { code: string }[] }) => collected.problems.map(({ code }) => code);

describe('vaults from the SDK', () => {
  test('are those that the service account sees', async () => {
    const { vaults, access } = await collect({
      vaults: [
        overview('v1'),
        overview('v2', VaultType.Everyone),
        overview('v3', VaultType.Personal),
        overview('v4', VaultType.Transfer),
      ],
      access: { v1: [ana], v2: [ana], v3: [ana], v4: [ana] },
    });
    expect([vaults.problems, access.problems]).toEqual([[], []]);
    expect(vaults.rows[0]).toEqual({ id: 'v1', items: 12, name: 'Vault v1', type: 'shared' });
    expect(vaults.rows.map(({ type }) => type)).toEqual(['shared', 'everyone', 'private', null]);
    expect(vaults.source).toMatchObject({ origin: 'api', principal: expect.stringContaining('SDK') });
  });

  test('come with everybody who has them', async () => {
    const { access, asked } = await collect({
      vaults: [overview('v1')],
      access: {
        v1: [
          ana,
          holder(VaultAccessorType.Group, 'g1', 2),
          holder(VaultAccessorType.Group, 'g2', 1),
          holder(VaultAccessorType.Broker, 'b1', 32),
        ],
      },
      groups: {
        g1: { title: 'Ops', groupType: GroupType.UserDefined },
        g2: { title: 'Recovery', groupType: GroupType.Recovery },
      },
    });
    expect(access.rows).toMatchObject([
      {
        accessorId: 'USERANA',
        accessorType: 'user',
        canOpen: true,
        email: null,
        members: null,
        name: null,
        recoveryOnly: false,
        state: null,
        vaultId: 'v1',
      },
      {
        accessorId: 'g1',
        accessorType: 'group',
        canOpen: false,
        members: null,
        name: 'Ops',
        permissions: ['MANAGE_VAULT'],
        recoveryOnly: false,
      },
      { accessorId: 'g2', accessorType: 'group', canOpen: false, name: 'Recovery', recoveryOnly: true },
      { accessorId: 'b1', accessorType: 'service', canOpen: true, recoveryOnly: false },
    ]);
    expect(asked).toContain('get v1 {"accessors":true}');
  });

  test('are asked for once, also for two datasets and for a group of two vaults', async () => {
    const group = holder(VaultAccessorType.Group, 'g1');
    const { asked } = await collect({
      vaults: [overview('v1'), overview('v2')],
      access: { v1: [group], v2: [group] },
      groups: { g1: { title: 'Ops', groupType: GroupType.UserDefined } },
    });
    expect(asked.map((one) => one.split(' ')[0])).toEqual(['connect', 'list', 'get', 'group', 'get']);
  });

  test('are kept as the SDK gave them', async () => {
    const { vaults, access } = await collect({ vaults: [overview('v1')], access: { v1: [ana] } });
    expect(vaults.exports.map(({ name, records }) => [name, records])).toEqual([['sdk/vaults.list.json', 1]]);
    expect(access.exports.map(({ name, records }) => [name, records])).toEqual([
      ['sdk/vaults.list.json', 0],
      ['sdk/vaults.get/v1.json', 1],
    ]);
    expect(vaults.exports[0]?.bytes.toString()).toContain('"createdAt":"2024-03-01T09:00:00.000Z"');
  });

  test('are not whole where an access list did not come, or came empty', async () => {
    const { vaults, access } = await collect({
      vaults: [overview('v1'), overview('v2'), overview('v3')],
      access: { v1: undefined, v2: [], v3: [ana] },
    });
    expect(vaults.problems).toEqual([]);
    expect(codes(access)).toEqual(['not-visible', 'not-visible']);
    expect(access.rows.map(({ vaultId }) => vaultId)).toEqual(['v3']);
  });

  test('keep what is known of a group whose name is not', async () => {
    const { access } = await collect({
      vaults: [overview('v1')],
      access: { v1: [holder(VaultAccessorType.Group, 'g1')] },
      groups: { g1: new Error('403 Forbidden') },
    });
    expect(access.rows).toMatchObject([{ accessorId: 'g1', name: null, canOpen: true, recoveryOnly: false }]);
    expect(codes(access)).toEqual(['denied']);
  });

  test.each<[string, Error, string]>([
    ['the limit', new RateLimitExceededError('too many'), 'rate-limited'],
    ['a token that has ended', new AuthExpiredError('expired'), 'unauthenticated'],
  ])('stop at %s, with what was seen before', async (_what, error, code) => {
    const { vaults, access, asked } = await collect({
      vaults: [overview('v1'), overview('v2'), overview('v3')],
      access: { v1: [ana], v2: error, v3: [ana] },
    });
    expect(vaults.problems).toEqual([]);
    expect(codes(access)).toEqual([code]);
    expect(access.rows).toHaveLength(1);
    expect(asked.filter((one) => one.startsWith('get'))).toHaveLength(2);
  });

  test('are asked for again when no answer came, and left after three vaults', async () => {
    const ids = ['v1', 'v2', 'v3', 'v4'];
    const down = new Error('connection reset');
    const { access, asked } = await collect({
      vaults: ids.map((id) => overview(id)),
      access: Object.fromEntries(ids.map((id) => [id, down])),
    });
    expect(codes(access)).toEqual(['unavailable', 'unavailable', 'unavailable']);
    expect(asked.filter((one) => one.startsWith('get'))).toHaveLength(9);
  });

  test.each<[Error, string]>([
    [new RateLimitExceededError('too many'), 'rate-limited'],
    [new AuthExpiredError('expired'), 'unauthenticated'],
    [new Error('invalid service account token'), 'unauthenticated'],
    [new Error('dns error'), 'unavailable'],
  ])('are missing in both datasets after %s at the start, asked once', async (failing, code) => {
    const { vaults, access, asked } = await collect({ failing });
    expect([codes(vaults), codes(access)]).toEqual([[code], [code]]);
    expect(asked).toHaveLength(code === 'unavailable' ? 3 : 1);
  });

  test('that are not what the SDK documents are named', async () => {
    const faulty = { ...overview('v1'), title: undefined } as unknown as VaultOverview;
    const odd = { ...ana, accessorType: 'robot' as VaultAccessorType };
    const { vaults, access } = await collect({
      vaults: [faulty, overview('v2')],
      access: { v2: [odd, ana] },
    });
    expect(vaults.problems).toEqual([
      { code: 'malformed', message: expect.stringContaining('vaults.list[0].title') },
    ]);
    expect(codes(access)).toEqual(['malformed', 'malformed']);
    expect(access.rows).toHaveLength(1);
  });

  test('need the service account’s token', async () => {
    const { vaults, access, asked } = await collect({}, { credential: '{}' });
    for (const { problems } of [vaults, access])
      expect(problems).toEqual([
        { code: 'not-configured', message: expect.stringContaining('serviceAccountToken') },
      ]);
    expect(asked).toEqual([]);
  });

  test('do not give the token away, not even in an error that quotes it', async () => {
    const { memory, access } = await collect({ failing: new Error(`bad ${canaries.serviceAccountToken}`) });
    expect(access.problems[0]?.message).toContain('bad …');
    expect(memory.everything()).not.toContain(canaries.serviceAccountToken);
  });

  test('are not asked of 1Password itself when an endpoint is to be asked', async () => {
    const memory = memorySession(connection({ endpoint: 'http://127.0.0.1:9' }), { now });
    await onepassword.collect(memory.session);
    expect(memory.of('vaults').problems).toEqual([
      { code: 'not-configured', message: expect.stringContaining('source: export') },
    ]);
  });

  test('end when the run is stopped', async () => {
    const { vaults, asked } = await collect({ vaults: [overview('v1')] }, {}, AbortSignal.abort());
    expect([codes(vaults), asked]).toEqual([['interrupted'], []]);
  });

  test('end when the run is stopped while the SDK is being waited for', async () => {
    const stop = new AbortController();
    const never = vaultClients(() => {
      setTimeout(() => stop.abort());
      return new Promise(() => {});
    });
    const memory = memorySession(connection({ settings: {} }), { now, signal: stop.signal });
    await onepasswordWith(never).collect(memory.session);
    expect(codes(memory.of('vaults'))).toEqual(['interrupted']);
  });
});
