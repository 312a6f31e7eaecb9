import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../../lib/config/configuration.ts';
import type { EvidenceDocument } from '../../lib/evidence/document.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import { collectConnection } from '../../lib/nightly/collect/connection.ts';
import { type ReadAgain, readAgain } from '../../lib/nightly/collect/read-again.ts';
import type { CollectContext } from '../../lib/nightly/run-context.ts';
import type { Continuations } from '../../lib/runs/run-history.ts';
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
): Promise<readonly Compared[]> {
  await collectConnection({ ...context, scratch: await scratch('collect') }, connection, []);
  return await readStored(context, connection, new Map());
}

/** Reads again what a night stored of a connection. */
export async function readStored(
  context: Omit<CollectContext, 'scratch'>,
  connection: Connection,
  continuations: Continuations,
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
  for await (const one of readAgain(again, { connection, continuations, rawOf }))
    found.push({ dataset: one.dataset, stored: await documentOf(one.dataset), again: one });
  return found;
}

async function scratch(name: string): Promise<string> {
  const folder = join(await temporaryFolder(), name);
  mkdirSync(folder);
  return folder;
}

/** What must be the same: the records, byte for byte, and what is said of them. */
export function gist({
  completeness,
  population,
  problem,
}: EvidenceDocument | ReadAgain['collected']['document']) {
  return { completeness, population, code: problem?.code ?? null };
}

export function recordsOf(
  records: { readonly sha256: string; readonly bytes: number; readonly count: number } | null,
) {
  return records && { sha256: records.sha256, bytes: records.bytes, count: records.count };
}
