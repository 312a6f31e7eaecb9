import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Connection } from '../../lib/config/configuration.ts';
import { loadConfiguration } from '../../lib/config/load.ts';
import type { EvidenceDocument } from '../../lib/evidence/document.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import { collectConnection } from '../../lib/nightly/collect/connection.ts';
import { type ReadAgain, readAgain } from '../../lib/nightly/collect/read-again.ts';
import { type CollectContext, silent } from '../../lib/nightly/run-context.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import type { AnyProvider } from '../../lib/providers/provider.ts';
import type { Recalled } from '../../lib/providers/reader.ts';
import { recallFor } from '../../lib/runs/recall.ts';
import { type Continuations, loadContinuations } from '../../lib/runs/run-history.ts';
import { temporaryFolder } from '../locker/folders.ts';

/** What a night stored of a dataset, beside what its raw answers give again. */
export interface Compared {
  readonly dataset: string;
  readonly stored: EvidenceDocument;
  readonly again: ReadAgain;
}

/** Collects a connection and reads everything again from what was stored of it. */
export async function collectAndReadAgain(
  context: Omit<CollectContext, 'scratch'>,
  connection: Connection,
  earlier: readonly string[] = [],
): Promise<readonly Compared[]> {
  await collectConnection({ ...context, scratch: await scratch('collect') }, connection, earlier);
  const datasets = context.providers.get(connection.provider)?.datasets ?? [];
  const continuations = await loadContinuations(context.locker, earlier, connection.id, datasets);
  const recalled = await recallFor(context.providers.get(connection.provider) ?? {}, {
    ...context,
    earlier,
    connection,
  });
  return await readStored(context, connection, { continuations, recalled });
}

async function readStored(
  context: Omit<CollectContext, 'scratch'>,
  connection: Connection,
  before: { readonly continuations: Continuations; readonly recalled: Recalled },
): Promise<readonly Compared[]> {
  const { locker, run } = context;
  const folder = `${runFolder(run)}/${connection.id}`;
  const documentOf = async (dataset: string): Promise<EvidenceDocument> =>
    JSON.parse((await locker.read(`${folder}/${dataset}.json`))?.toString() ?? 'null');
  const rawOf = async (dataset: string): Promise<string | null> => {
    const { raw } = await documentOf(dataset);
    return raw && (await locker.local(`${folder}/${raw.path}`));
  };
  const found: Compared[] = [];
  const again = { ...context, scratch: await scratch('again') };
  for await (const one of readAgain(again, { connection, mostRecords: Infinity, ...before, rawOf }))
    found.push({ dataset: one.dataset, stored: await documentOf(one.dataset), again: one });
  return found;
}

async function scratch(name: string): Promise<string> {
  const folder = join(await temporaryFolder(), name);
  mkdirSync(folder);
  return folder;
}

/** A connection that is to be collected. */
export interface Given {
  readonly provider: AnyProvider;
  /** Null for a provider without one. */
  readonly endpoint: string | null;
  readonly credential: string | null;
  /** The provider's own keys, and other parts of the configuration after them, as lines of YAML. */
  readonly settings: readonly string[];
  /** Seconds. */
  readonly patience?: number;
  /** Where the configuration lies, and what it names. */
  readonly folder?: string;
  readonly changes?: Partial<CollectContext>;
}

/** Collects a connection of a company that has no other, and reads everything again. */
export async function oneConnection(given: Given): Promise<readonly Compared[]> {
  const { connection, context } = await prepared(given);
  return await collectAndReadAgain(context, connection);
}

/** A connection of a company that has no other, and the night in which it is collected. */
export interface Prepared {
  readonly connection: Connection;
  readonly context: Omit<CollectContext, 'scratch'>;
  /** Folder of the connection's evidence. */
  readonly evidence: string;
}

export async function prepared(given: Given): Promise<Prepared> {
  const { changes, credential, folder = await temporaryFolder(), provider } = given;
  const file = join(folder, `exhibit.yaml`);
  writeFileSync(file, yaml(given));
  const configuration = await loadConfiguration(file, { providers: manifests });
  const [connection] = configuration.connections;
  if (!connection) throw new Error('There is no connection.');
  const lies = join(await temporaryFolder(), 'evidence');
  const run = '2026-11-22T01:00:00Z';
  const context: Omit<CollectContext, 'scratch'> = {
    configuration,
    locker: openFolderLocker(lies),
    providers: new Map([[provider.id, provider]]),
    run,
    now: () => new Date(),
    nominalGiven: false,
    collector: { version: '1', commit: null, node: 'v24', trigger: 'schedule', by: null },
    progress: silent,
    secretOf: async () => credential,
    sleep: async () => {},
    ...changes,
  };
  return { connection, context, evidence: join(lies, runFolder(run), connection.id) };
}

function yaml({ credential, endpoint, patience = 0, provider: { id }, settings }: Given): string {
  return [
    'version: 1',
    'organization: Example',
    'timezone: UTC',
    'connections:',
    `  - id: ${id}`,
    `    provider: ${id}`,
    ...(credential === null ? [] : ['    credentials: secret:x']),
    ...(endpoint === null ? [] : [`    endpoint: ${endpoint}`]),
    `    patience: ${patience}`,
    ...settings.map((line) => `    ${line}`),
    '',
  ].join('\n');
}

/** Expects the same of the raw answers alone: records byte for byte, problem and facts. `words`: the message too. */
export function expectSame({ again, dataset, stored }: Compared, { words = true } = {}): void {
  const { collected, gap } = again;
  const { document, records } = collected;
  expect({ dataset, gap, ...gist(document, words), records: hashOf(records) }).toEqual({
    dataset,
    gap: null,
    ...gist(stored, words),
    records: hashOf(stored.records),
  });
  expect(stored).toMatchObject(factsOf(document));
}

function gist(
  { completeness, population, problem }: Omit<EvidenceDocument, 'raw' | 'records'>,
  words: boolean,
) {
  return { completeness, population, problem: words ? problem : (problem?.code ?? null) };
}

/** What the answers alone say of the source. Who asked may be known from the credential only. */
function factsOf({
  tenant,
  principal,
  scopes,
  exportedAt,
  continuation,
}: Omit<EvidenceDocument, 'raw' | 'records'>) {
  return {
    ...(tenant && { tenant }),
    ...(principal && { principal }),
    ...(scopes.length > 0 && { scopes }),
    ...(exportedAt && { exportedAt }),
    ...(continuation && { continuation }),
  };
}

function hashOf(records: { readonly sha256: string; readonly bytes: number; readonly count: number } | null) {
  return records && { sha256: records.sha256, bytes: records.bytes, count: records.count };
}
