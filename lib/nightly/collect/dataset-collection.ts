import { join } from 'node:path';
import type { Dataset } from '../../evidence/dataset.ts';
import { completenessOf, type EvidenceDocument } from '../../evidence/document.ts';
import type { Problem } from '../../evidence/problem.ts';
import type { Fetch } from '../../http/fetch.ts';
import type { Exchange } from '../../http/recording.ts';
import type { Secrets } from '../../http/redact.ts';
import type { LockerError } from '../../locker/locker.ts';
import { inScratch, ownFailure } from '../../locker/own-failure.ts';
import type { DatasetSink } from '../../providers/provider.ts';
import type { SourceFacts } from '../../providers/reader.ts';
import { collectedRecords } from './collected-records.ts';
import { collectedResponses } from './collected-responses.ts';
import { duplicateProblem, joinProblems, problemOf, tooMany } from './collection-problems.ts';
import { rawFile } from './raw-file.ts';
import { type TimeLimit, timeWatch } from './time-limit.ts';

/** A dataset as it was collected: its document but for the names of its files, and where the files lie. */
export interface CollectedDataset {
  readonly document: Omit<EvidenceDocument, 'records' | 'raw'>;
  readonly order: string;
  readonly records: { path: string; sha256: string; bytes: number; count: number } | null;
  readonly raw: { path: string; sha256: string; bytes: number } | null;
}

export interface DatasetCollectionOptions {
  /** What the document says whatever happens. */
  readonly header: Pick<EvidenceDocument, 'run' | 'connection' | 'provider' | 'dataset' | 'collector'>;
  /** Folder for the unfinished files. */
  readonly scratch: string;
  readonly now: () => Date;
  /** When it was begun, if that was not now but in an earlier invocation. */
  readonly startedAt: Date | null;
  /** The run's nominal time when it was given by hand: a provider that agrees with it agrees with us. */
  readonly nominal: Date | null;
  readonly secrets: Secrets;
  /** Makes the fetch whose exchanges are given to `record`, and that `signal` stops. */
  readonly fetchWith: (record: (exchange: Exchange) => Promise<void>, signal: AbortSignal) => Fetch;
  /** How long it may take, where it asks somebody, and how many records are taken. */
  readonly limits?: { readonly time?: TimeLimit; readonly records: number };
  readonly onRecords?: (count: number) => void;
}

/**
 * Runs `work` with a sink and makes of all it saw one dataset. Never throws for what the provider did. What our own disk or
 * store did is no word about the provider: it throws `LockerError`, also where a client took it for an answer that failed.
 */
export async function collectDataset<Row extends object>(
  dataset: Dataset<Row>,
  work: (sink: DatasetSink<Row>) => Promise<void>,
  options: DatasetCollectionOptions,
): Promise<CollectedDataset> {
  const startedAt = options.startedAt ?? options.now();
  const base = join(options.scratch, `${options.header.connection}-${dataset.name}`);
  const responses = collectedResponses(options.nominal);
  const records = collectedRecords(dataset, `${base}.ndjson`, options.secrets);
  const raw = rawFile(`${base}.raw.ndjson.gz`);
  const problems: Problem[] = [];
  let source: SourceFacts = {};
  let ours: LockerError | undefined;
  const watch = timeWatch(options.limits?.time);
  const mostRecords = options.limits?.records ?? Number.POSITIVE_INFINITY;
  const noting = async <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
    try {
      return await inScratch(options.scratch, work);
    } catch (error) {
      ours ??= ownFailure(error);
      throw error;
    }
  };

  const sink: DatasetSink<Row> = {
    fetch: options.fetchWith(async (exchange) => {
      if (ours) throw ours;
      watch.check();
      responses.add(exchange);
      await noting(() => raw.add(exchange));
    }, watch.signal),
    async add(rows) {
      watch.check();
      if (records.count() + rows.length > mostRecords) throw tooMany(mostRecords);
      await noting(() => records.add(rows));
      responses.count(rows.length);
      options.onRecords?.(records.count());
    },
    fault: (problem) => void problems.push(problem),
    source: (facts) => {
      source = { ...source, ...facts };
    },
    keepExport: async ({ name: given, bytes, records: count }) => {
      watch.check();
      const name = options.secrets.redact(given);
      const redacted = options.secrets.redactBytes(bytes);
      responses.addFile(name, redacted.bytes, count);
      await noting(() => raw.addFile(name, redacted.bytes));
    },
    secret: (value) => options.secrets.add(value),
  };
  await watch.until(work(sink)).catch((error: unknown) => {
    ours ??= ownFailure(error);
    problems.push(problemOf(error));
  });
  if (ours) {
    await raw.finish().catch(() => {});
    throw ours;
  }

  const stored = await noting(() => records.finish());
  if (stored.duplicates > 0) problems.push(duplicateProblem(stored.duplicates, stored.duplicateKeys));
  const problem = joinProblems(problems, options.secrets);
  const rawStored = await noting(() => raw.finish());
  return {
    document: options.secrets.redactTexts({
      schema: 'exhibit/evidence/v1',
      ...options.header,
      origin: source.origin ?? 'api',
      tenant: source.tenant ?? null,
      principal: source.principal ?? null,
      scopes: source.scopes ?? [],
      startedAt: startedAt.toISOString(),
      finishedAt: options.now().toISOString(),
      clockSkewMs: responses.skewMs(),
      completeness: completenessOf(stored.count, problem),
      problem,
      population: { records: stored.count, strata: stored.strata },
      requests: responses.requests,
      ...(source.exportedAt ? { exportedAt: source.exportedAt } : {}),
      ...(source.credentialEnds ? { credentialEnds: source.credentialEnds } : {}),
      ...(source.continuation ? { continuation: source.continuation } : {}),
    }),
    order: dataset.order,
    records: problem && stored.count === 0 ? null : stored,
    raw: raw.lines > 0 ? rawStored : null,
  };
}
