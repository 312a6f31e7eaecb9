import { join } from 'node:path';
import { type Dataset, keyOfLine } from '../../evidence/dataset.ts';
import { completenessOf, type EvidenceDocument, type RecordedRequest } from '../../evidence/document.ts';
import { recordLine } from '../../evidence/line.ts';
import { CollectError, findCollectError, type Problem } from '../../evidence/problem.ts';
import { seenIds } from '../../evidence/seen-ids.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import type { Fetch } from '../../http/fetch.ts';
import type { Exchange } from '../../http/recording.ts';
import type { Secrets } from '../../http/redact.ts';
import type { LockerError } from '../../locker/locker.ts';
import { inScratch, ownFailure } from '../../locker/own-failure.ts';
import { sortedFile } from '../../locker/sorted-file.ts';
import type { DatasetSink } from '../../providers/provider.ts';
import type { SourceFacts } from '../../providers/reader.ts';
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
  const responses = responsesOf(options);
  const records = recordsOf(dataset, `${base}.ndjson`, options.secrets);
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

/** So many lines are searched for secrets at once: a search of each costs more than what is searched. */
const searchedTogether = 256;

/** Sorts, counts and checks the records as they come. */
function recordsOf<Row extends object>(dataset: Dataset<Row>, path: string, secrets: Secrets) {
  const keyOf = (line: string): string => keyOfLine(dataset, line);
  const file = sortedFile(path, keyOf);
  const ids = dataset.id ? seenIds() : undefined;
  const strata: Record<string, number> = {};
  const twice: string[] = [];
  let [count, idDuplicates] = [0, 0];
  const isNew = (row: Row): boolean => {
    const id = dataset.id?.(row);
    if (id === undefined || !ids?.seen(id)) return true;
    idDuplicates++;
    if (twice.length < 3) twice.push(id);
    return false;
  };
  /** The key as it will be found again in the line: a secret or half a character may have been replaced. */
  const write = (row: Row, line: string, mayHold: boolean): void => {
    const clean = mayHold && secrets.holds(line) ? recordLine(secrets.redactTexts(row)) : line;
    const key = dataset.key(row);
    file.add(key.isWellFormed() && clean === line ? key : keyOf(clean), clean);
    count++;
    for (const stratum of dataset.strata(row)) strata[stratum] = (strata[stratum] ?? 0) + 1;
  };
  return {
    count: () => count,
    add(rows: readonly Row[]): void {
      for (let at = 0; at < rows.length; at += searchedTogether) {
        const fresh = rows.slice(at, at + searchedTogether).filter(isNew);
        const lines = fresh.map(recordLine);
        const oneHolds = secrets.holds(lines.join('\n'));
        fresh.forEach((row, index) => {
          write(row, lines[index] ?? '', oneHolds);
        });
      }
    },
    finish() {
      const result = file.finish();
      const duplicateKeys = [...twice, ...result.duplicateKeys];
      return { ...result, strata, duplicates: result.duplicates + idDuplicates, duplicateKeys };
    },
  };
}

/** A provider's clock that differs by so much from ours makes time itself doubtful (see `judge.ts`). */
function responsesOf(options: DatasetCollectionOptions) {
  const requests: RecordedRequest[] = [];
  let skew: number | null = null;
  return {
    requests,
    skewMs: () => skew,
    addFile(name: string, bytes: Buffer, records: number): void {
      const sha256 = sha256Of(bytes);
      const nothing = { status: null, requestId: null, providerDate: null };
      requests.push({ method: 'FILE', url: name, ...nothing, bytes: bytes.length, sha256, records });
    },
    add(exchange: Exchange): void {
      requests.push({
        method: exchange.method,
        url: exchange.url,
        status: exchange.status,
        requestId: exchange.requestId,
        providerDate: exchange.providerDate?.toISOString() ?? null,
        bytes: exchange.bytes,
        sha256: exchange.sha256,
        records: 0,
      });
      if (!exchange.providerDate) return;
      const found = skewOf(exchange.providerDate, exchange.answeredAt, options.nominal);
      if (skew === null || Math.abs(found) > Math.abs(skew)) skew = found;
    },
    count(records: number): void {
      const last = requests.at(-1);
      // A file says itself how many records it holds.
      if (last && last.method !== 'FILE')
        requests[requests.length - 1] = { ...last, records: last.records + records };
    },
  };
}

/**
 * Provider's clock minus ours. When the run's time was given by hand, a provider that keeps that time agrees too:
 * the smaller difference counts.
 */
function skewOf(provider: Date, ours: Date, nominal: Date | null): number {
  const skew = provider.getTime() - ours.getTime();
  if (!nominal) return skew;
  const fromNominal = provider.getTime() - nominal.getTime();
  return Math.abs(fromNominal) < Math.abs(skew) ? fromNominal : skew;
}

function tooMany(most: number): CollectError {
  return new CollectError(
    'truncated',
    `The list holds more than ${most} records, and was not read any further. Look whether it has an end; if it has, raise \`limits: datasetRecords\` in the configuration.`,
  );
}

function problemOf(error: unknown): Problem {
  const known = findCollectError(error);
  if (known) return known.problem;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: 'internal', message: `Exhibit itself failed while collecting: ${text}. Please report it.` };
}

function duplicateProblem(count: number, keys: readonly string[]): Problem {
  const some = keys.slice(0, 3).join(', ');
  return new CollectError(
    'malformed',
    `${count === 1 ? 'One record came' : `${count} records came`} twice (${some}): the list moved while it was read, so others may be missing.`,
  ).problem;
}

/** The error that ended the collection, or else the first fault, decides the code; every message is kept, up to ten. */
function joinProblems(problems: readonly Problem[], secrets: Secrets): Problem | null {
  const first = problems[0];
  if (!first) return null;
  const messages = [...new Set(problems.map((problem) => problem.message))];
  const more = messages.length > 10 ? ` (and ${messages.length - 10} more)` : '';
  return { code: first.code, message: secrets.redact(messages.slice(0, 10).join(' ') + more) };
}
