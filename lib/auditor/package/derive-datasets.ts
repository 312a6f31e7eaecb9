import { canonicalDocument } from '../../evidence/canonical.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import { fileLines } from '../../locker/lines.ts';
import type { Locker } from '../../locker/locker.ts';
import { type DatasetName, datasetEvidence } from '../datasets/dataset-nights.ts';
import {
  exclusionsOf,
  type Produced,
  producedNight,
  queryOf,
  reproduceCommand,
} from '../datasets/produced.ts';
import { type RecordKeys, recordHistories } from '../datasets/record-histories.ts';
import type { Gathered } from '../gather/gathered.ts';
import type { DatasetHistory, PackedHistory, RecordHistory } from '../report/model.ts';
import { packRecord } from '../report/pack-records.ts';
import { populationTable } from '../tables/population-table.ts';
import type { ScratchFiles } from './scratch-files.ts';

/** Where a dataset's population stands in the package, without the ending: `.csv` and `.json`. */
export function populationPath({ connection, dataset }: DatasetName): string {
  return `populations/${connection}-${dataset}`;
}

/** Where a dataset's records lie until the report has read them. */
function recordsName({ connection, dataset }: DatasetName): string {
  return `records/${connection}/${dataset}.ndjson`;
}

/** What `deriveDataset` left there: two lines for each record. */
export function* keptRecords(name: DatasetName, scratch: ScratchFiles): Generator<PackedHistory> {
  let row: string | null = null;
  for (const line of fileLines(scratch.path(recordsName(name)))) {
    if (row !== null) yield { row, newest: line };
    row = row === null ? line : null;
  }
}

/** Writes a dataset's population, its table and how it was produced, and the histories of its records. */
export async function deriveDataset(
  locker: Pick<Locker, 'read' | 'readPart'>,
  gathered: Gathered,
  name: DatasetName,
  keys: RecordKeys,
  scratch: ScratchFiles,
): Promise<DatasetHistory> {
  const produced = await producedOf(locker, gathered, name);
  const path = populationPath(name);
  const json = scratch.writer(`${path}.json`);
  json.add(canonicalDocument(produced).slice(0, -1));
  json.finish();
  const table = scratch.writer(`${path}.csv`);
  const lines = scratch.writer(recordsName(name));
  const kept = async function* (): AsyncGenerator<RecordHistory> {
    for await (const record of recordHistories(locker, gathered, name, keys)) {
      const { row, newest } = packRecord(record);
      lines.add(row);
      lines.add(newest);
      yield record;
    }
  };
  for await (const row of populationTable(kept(), gathered.nights)) table.add(row.slice(0, -1));
  lines.finish();
  table.finish();
  return {
    ...name,
    provider: produced.provider,
    nights: gathered.nights.map(({ findings }) => {
      const own = findings?.datasets.find(
        ({ connection, dataset }) => connection === name.connection && dataset === name.dataset,
      );
      if (!own) return null;
      const { completeness, records, problem } = own;
      return { completeness, records, problem: problem as EvidenceDocument['problem'] };
    }),
    excluded: produced.excluded,
    reproduce: produced.reproduce,
    csv: `${path}.csv`,
  };
}

async function producedOf(
  locker: Pick<Locker, 'read'>,
  gathered: Gathered,
  name: DatasetName,
): Promise<Produced> {
  const nights: Produced['nights'][number][] = [];
  const changes: Produced['changes'][number][] = [];
  const excluded: Produced['excluded'][number][] = [];
  let latest: EvidenceDocument | null = null;
  let [who, provider] = ['', ''];
  for await (const evidence of datasetEvidence(locker, gathered, name)) {
    const { document, bytes } = evidence;
    provider = document.provider;
    nights.push(producedNight(evidence, bytes));
    excluded.push(...exclusionsOf([document]));
    if (document.requests.length === 0) continue;
    latest = document;
    const { run, tenant, principal, scopes } = document;
    const now = JSON.stringify([tenant, principal, scopes]);
    if (now !== who) changes.push({ from: run, tenant, principal, scopes });
    who = now;
  }
  return {
    schema: 'exhibit/population/v1',
    ...name,
    provider,
    origin: latest?.origin ?? 'api',
    tenant: latest?.tenant ?? null,
    principal: latest?.principal ?? null,
    scopes: latest?.scopes ?? [],
    query: queryOf(latest?.requests ?? []),
    excluded,
    reproduce: latest ? reproduceCommand(latest) : `exhibit run --only ${name.connection}`,
    nights,
    changes,
  };
}
