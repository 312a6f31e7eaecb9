import { RateLimitExceededError, VaultAccessorType } from '@1password/sdk';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startDns, type Zone } from '../../demo/stand-ins/dns.ts';
import { collector as cloudflare } from '../../lib/providers/cloudflare/collect/index.ts';
import { dnsWith } from '../../lib/providers/dns/collect/index.ts';
import { collector as npm } from '../../lib/providers/npm/collect/index.ts';
import { onepasswordWith } from '../../lib/providers/onepassword/collect/index.ts';
import { type SdkClient, vaultClients } from '../../lib/providers/onepassword/collect/sdk.ts';
import { anyProvider } from '../../lib/providers/provider.ts';
import { closing } from '../demo/stand-ins/asking.ts';
import * as account from './cloudflare/account.ts';
import * as organization from './npm/organization.ts';
import { json, type Script, standIn, stopStandIns } from './onepassword/stand-in.ts';
import { expectSame, oneConnection } from './reading-again.ts';

const kept = closing();
afterEach(stopStandIns);

const expectAll = (found: Awaited<ReturnType<typeof oneConnection>>): void => {
  for (const one of found) expectSame(one);
};

describe('What came of the DNS, read again', () => {
  const whole: Zone = {
    'acme.example': [
      'v=spf1 include:_spf.acme.example a mx exists:a.b.example redirect=_spf.acme.example',
      { MX: [10, 'MX.acme.example'] },
    ],
    '_spf.acme.example': ['v=spf1 -all'],
    '_dmarc.acme.example': ['v=DMARC1; p=reject'],
    'google._domainkey.acme.example': ['v=DKIM1; p=AAAA'],
  };

  test.each<[string, Zone]>([
    ['whole', whole],
    ['nothing', {}],
    ['a server that fails', { ...whole, '_dmarc.acme.example': 'servfail' }],
    ['a server that refuses', { ...whole, 'acme.example': 'refused' }],
    ['no answer in time', { ...whole, '_spf.acme.example': 'silence' }],
    ['an answer that is none', { ...whole, 'google._domainkey.acme.example': 'garbage' }],
  ])('is the same: %s', async (_what, zone) => {
    const server = kept(await startDns(() => zone));
    const found = await oneConnection({
      provider: anyProvider(dnsWith({ timeoutMs: 100, tries: 1, domainMs: 5_000, questions: 6 })),
      endpoint: null,
      credential: null,
      settings: ['domains: [b.example, acme.example]', 'selectors: [google]', `resolver: ${server.address}`],
    });
    expectAll(found);
  });
});

describe('What the 1Password SDK gave, read again', () => {
  const overview = (id: string) => ({
    id,
    title: `Vault ${id}`,
    vaultType: 'userCreated',
    activeItemCount: 1,
  });
  const user = { vaultUuid: 'v', accessorType: VaultAccessorType.User, accessorUuid: 'ANA', permissions: 48 };
  const group = { ...user, accessorType: VaultAccessorType.Group, accessorUuid: 'G' };

  interface Sdk {
    readonly list?: unknown;
    readonly vaults?: Readonly<Record<string, unknown>>;
    readonly group?: unknown;
  }

  const answer = async (given: unknown): Promise<never> => {
    if (given instanceof Error) throw given;
    return given as never;
  };
  const clientOf = ({ group: named = { title: 'Ops' }, list, vaults = {} }: Sdk): SdkClient => ({
    vaults: {
      list: () => answer(list ?? Object.keys(vaults).map(overview)),
      get: (id) => answer(vaults[id]),
    },
    groups: { get: () => answer(named) },
  });

  test.each<[string, Sdk]>([
    ['whole', { vaults: { v1: { access: [user, group] }, v2: { access: [group] } } }],
    ['no vault', {}],
    ['a list that is none', { list: { vaults: [] } }],
    ['an odd vault in the list', { list: [overview('v1'), { id: 7 }], vaults: { v1: { access: [user] } } }],
    ['an odd holder', { vaults: { v1: { access: [user, { ...user, permissions: 'all' }] } } }],
    ['a vault without its list', { vaults: { v1: { access: [user] }, v2: {} } }],
    ['a vault that is none', { vaults: { v1: 'no', v2: { access: [user] } } }],
    ['a vault that is refused', { vaults: { v1: new Error('403 Forbidden'), v2: { access: [user] } } }],
    [
      'a limit',
      { vaults: { v1: { access: [user] }, v2: new RateLimitExceededError('no'), v3: { access: [user] } } },
    ],
    [
      'three that do not answer',
      { vaults: Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, new Error('reset')])) },
    ],
    ['a group that is refused', { vaults: { v1: { access: [group] } }, group: new Error('403 Forbidden') }],
    ['a group that is none', { vaults: { v1: { access: [group] } }, group: 7 }],
  ])('is the same: %s', async (_what, sdk) => {
    const provider = onepasswordWith(vaultClients(async () => clientOf(sdk), 0));
    const found = await oneConnection({
      provider: anyProvider(provider),
      endpoint: null,
      credential: JSON.stringify({ serviceAccountToken: 'ops_not-a-real-token' }),
      settings: ['account: ACCOUNT1'],
    });
    expectAll(found.filter(({ dataset }) => dataset.startsWith('vault')));
  });
});

describe('What was redacted', () => {
  const collect = async (script: Script) => {
    const server = await standIn({ ...organization.healthy, ...script });
    const given = { credential: organization.token, settings: ['org: acme'] };
    return await oneConnection({ provider: anyProvider(npm), endpoint: server.url, ...given });
  };

  test('is redacted in what is read again', async () => {
    const found = await collect({
      [organization.paths.members]: [json({ ana: 'owner', [organization.token]: 'developer' })],
      [organization.paths.packages]: [json({ [`@acme/${organization.token}`]: 'guest', '@acme/x': 'read' })],
    });
    expectAll(found);
    expect(found[1]?.stored.problem?.message).toContain('[redacted]');
  });
});

describe('A page of another character set', () => {
  test('is malformed again', async () => {
    const latin = Buffer.from(JSON.stringify({ success: true, result: 'é' }), 'latin1');
    const server = await standIn({
      ...account.healthy,
      [account.paths.members]: [(response) => response.writeHead(200).end(latin)],
    });
    const given = { credential: account.token, settings: [`account: ${account.id}`] };
    const found = await oneConnection({ provider: anyProvider(cloudflare), endpoint: server.url, ...given });
    expectAll(found);
    expect(found[1]?.stored.problem?.code).toBe('malformed');
  });
});

/**
 * What cannot be read again: why nothing was asked. The credential is not kept, nor is a file that was not there; that the
 * dataset is not whole is sure all the same.
 */
describe('What left no answer', () => {
  const given = { provider: anyProvider(npm), settings: ['org: acme'] };

  test.each([
    ['a credential that is missing', '', 'not-configured'],
    ['a credential that is none', 'two words', 'unauthenticated'],
  ])('is not whole again: %s', async (_what, credential, code) => {
    const server = await standIn(organization.healthy);
    const found = await oneConnection({ ...given, credential, endpoint: server.url });
    expect(found).toHaveLength(3);
    for (const { again, stored } of found) {
      expect([stored.completeness, stored.problem?.code, stored.raw]).toEqual(['failed', code, null]);
      expect(again.gap?.kind).toBe('unanswered');
      expect(again.collected.document.completeness).toBe('failed');
    }
  });

  test('is not whole again: a run that was stopped', async () => {
    const server = await standIn(organization.healthy);
    const changes = { signal: AbortSignal.abort() };
    const found = await oneConnection({
      ...given,
      credential: organization.token,
      endpoint: server.url,
      changes,
    });
    for (const { again, stored } of found) {
      expect(stored.problem?.code).toBe('interrupted');
      expect(again.gap?.kind).toBe('unanswered');
      expect(again.collected.document.problem?.code).toBe('interrupted');
    }
  });
});
