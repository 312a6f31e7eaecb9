import type { OnePasswordAccess, OnePasswordVault } from '../../../../lib/evidence/datasets/onepassword.ts';
import type { EvidenceDocument } from '../../../../lib/evidence/document.ts';
import { CollectError } from '../../../../lib/evidence/problem.ts';
import { follow } from '../../../../lib/providers/follow.ts';
import { read } from '../../../../lib/providers/onepassword/collect/read.ts';
import type { OnePasswordRequest } from '../../../../lib/providers/onepassword/collect/requests.ts';
import type { ProviderResponse, RecalledDataset, SourceFacts } from '../../../../lib/providers/reader.ts';
import type { Account } from './account.ts';
import { type Service, usersPage } from './service.ts';

export interface Answers {
  readonly account: Account;
  readonly baseline: string;
  readonly isBlind: boolean;
  readonly isDown: boolean;
  readonly usersDown: boolean;
  readonly service: Service;
  /** Vaults that a service account sees; null where none is configured. */
  readonly seen: ReadonlySet<string> | null;
}

export interface Past {
  readonly now: number;
  readonly continuation: Readonly<Record<string, string>> | null;
  readonly going: readonly RecalledDataset[];
  readonly state: ReadonlyMap<string, RecalledDataset> | null;
  /** The last list of users that was whole. */
  readonly last: RecalledDataset | null;
}

export interface Night {
  readonly vaults: readonly OnePasswordVault[];
  readonly access: readonly OnePasswordAccess[];
  readonly events: RecalledDataset;
  /** Null where it is incomplete. */
  readonly users: RecalledDataset | null;
  /** Null where it is incomplete. */
  readonly state: ReadonlyMap<string, RecalledDataset> | null;
  readonly continuation: Readonly<Record<string, string>> | null;
  readonly requests: number;
}

/** One night, as the product reads it. */
export async function readNight(
  answers: Answers,
  { continuation, going, last, now, state }: Past,
): Promise<Night> {
  const settings = {
    account: 'A',
    region: 'com',
    source: 'events',
    file: 'baseline.json',
    maxAgeDays: 120,
  } as const;
  const needs = {
    groups: [],
    policies: [],
    continuation: () => continuation,
    recalled: { going, state, last, documents: [] },
    now: new Date(now * 1000),
  };
  const found = new Map<string, RecalledDataset>();
  let next = continuation;
  let requests = 0;
  for (const { dataset, read: reading } of read({ connection: { settings, endpoint: null }, needs })) {
    const rows: object[] = [];
    let isWhole = true;
    let source: SourceFacts = {};
    const ask = async (question: OnePasswordRequest): Promise<ProviderResponse> => {
      if (question.api === 'events') requests += 1;
      return answer(question, answers);
    };
    await follow(reading(), ask, {
      add: async (added) => void rows.push(...added),
      fault: () => {
        isWhole = false;
      },
      source: (facts) => {
        source = { ...source, ...facts };
      },
      keepExport: async () => {},
    }).catch((error: unknown) => {
      if (!(error instanceof CollectError)) throw error;
      isWhole = false;
    });
    if (source.continuation) next = source.continuation;
    const document = {
      run: needs.now.toISOString(),
      finishedAt: needs.now.toISOString(),
      completeness: isWhole ? 'complete' : 'partial',
      ...(source.exportedAt ? { exportedAt: source.exportedAt } : {}),
    } as EvidenceDocument;
    found.set(dataset.name, { document, records: () => rows });
  }
  const rowsOf = <Row>(name: string) => [...(found.get(name)?.records?.() ?? [])] as Row[];
  const isWhole = ['vaults', 'vault-access'].every(
    (name) => found.get(name)?.document.completeness === 'complete',
  );
  const events = found.get('events');
  if (!events) throw new Error('no events');
  return {
    vaults: rowsOf('vaults'),
    access: rowsOf('vault-access'),
    events,
    users: found.get('users')?.document.completeness === 'complete' ? (found.get('users') ?? null) : null,
    state: isWhole ? found : null,
    continuation: next,
    requests,
  };
}

/** The same file, as long as nobody puts another in its place. */
let exported = { text: '', bytes: Buffer.alloc(0) };

/** The list of the vaults that a service account sees, or one of them with who has it. */
function sdkAnswer({ account, seen }: Answers, vault: string | null): object {
  if (!seen) throw new CollectError('not-configured', 'no service account');
  const own = [...account.vaults].filter((id) => seen.has(id));
  if (vault === null)
    return own.map((id) => ({ id, title: id, vaultType: 'userCreated', activeItemCount: 1 }));
  const holders = (pairs: ReadonlySet<string>, accessorType: string) =>
    [...pairs].flatMap((pair) => {
      const [of, accessorUuid] = pair.split(' ');
      return of === vault ? [{ vaultUuid: vault, accessorType, accessorUuid, permissions: 48 }] : [];
    });
  return { id: vault, access: [...holders(account.uva, 'user'), ...holders(account.gva, 'group'), broker] };
}

/** The service account itself. */
const broker = { vaultUuid: '', accessorType: 'broker', accessorUuid: 'SERVICE', permissions: 48 };

async function answer(question: OnePasswordRequest, world: Answers): Promise<ProviderResponse> {
  const text = textFor(question, world);
  if (question.api === 'export' && text !== exported.text) exported = { text, bytes: Buffer.from(text) };
  const { bytes } = exported;
  return { text, header: () => null, receivedAt: new Date(0), file: { name: 'baseline.json', bytes } };
}

function textFor({ api, body, call, id, url }: OnePasswordRequest, world: Answers): string {
  if (api === 'sdk') return JSON.stringify(sdkAnswer(world, call === 'vaults.list' ? null : (id ?? '')));
  if (api === 'export') return world.baseline;
  if (api === 'users') {
    if (world.usersDown) throw new CollectError('unavailable', 'down', { status: 503 });
    return JSON.stringify(usersPage(world.account));
  }
  if (url.endsWith('introspect'))
    return JSON.stringify({
      account_uuid: 'A',
      features: world.isBlind ? ['signinattempts'] : ['auditevents', 'signinattempts'],
    });
  if (url.endsWith('signinattempts')) return JSON.stringify({ cursor: 's', has_more: false, items: [] });
  if (world.isBlind) throw new CollectError('unauthenticated', 'no', { status: 401 });
  if (world.isDown) throw new CollectError('unavailable', 'down', { status: 503 });
  const page = world.service.page((body ?? {}) as { cursor?: string; start_time?: string });
  if (!page) throw new CollectError('rejected', 'cursor', { status: 400 });
  return JSON.stringify(page);
}
