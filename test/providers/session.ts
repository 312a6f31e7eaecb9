import { CollectError, type Problem } from '../../lib/evidence/problem.ts';
import type { Fetch } from '../../lib/http/fetch.ts';
import { inOrder } from '../../lib/http/in-order.ts';
import { type Exchange, recordingFetch } from '../../lib/http/recording.ts';
import { Secrets } from '../../lib/http/redact.ts';
import { fileInFolder } from '../../lib/nightly/collect/exported-file.ts';
import type { CollectSession, ConnectionInput, DatasetSink } from '../../lib/providers/provider.ts';
import type { CollectNeeds, Recalled, SourceFacts } from '../../lib/providers/reader.ts';

/** What one dataset's collection left behind, in memory. */
export interface Collected {
  // biome-ignore lint/suspicious/noExplicitAny: tests know what rows they look at
  readonly rows: any[];
  /** How many rows were added after each exchange, by the exchange's index; -1 before any. */
  readonly added: { exchange: number; rows: number }[];
  /** In the order told; an error that ended the dataset comes last. */
  readonly problems: Problem[];
  readonly exchanges: Exchange[];
  readonly exports: { name: string; bytes: Buffer; records: number }[];
  source: SourceFacts;
}

export interface SessionOptions {
  readonly groups?: readonly string[];
  readonly policies?: CollectNeeds['policies'];
  readonly continuation?: (dataset: string) => Readonly<Record<string, string>> | null;
  readonly recalled?: Recalled;
  readonly now?: Date;
  /** How long a request may be retried; none by default. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
  /** The machine's clock; the real one by default. */
  readonly clock?: () => Date;
  /** What answers in place of the network. */
  readonly transport?: typeof globalThis.fetch;
  /** What waiting between retries comes to; nothing by default. */
  readonly sleep?: (ms: number) => Promise<void>;
}

export interface MemorySession<Settings> {
  readonly session: CollectSession<Settings>;
  readonly secrets: Secrets;
  /** What was collected as this dataset; throws if it never was. */
  of(dataset: string): Collected;
  /** Everything that would be written, as one text, to look for what must not be in it. */
  everything(): string;
}

/** A `CollectSession` that keeps everything in memory. Waits between retries are skipped. */
export function memorySession<Settings>(
  connection: Partial<ConnectionInput<Settings>> & { readonly settings: Settings },
  options: SessionOptions = {},
): MemorySession<Settings> {
  const secrets = new Secrets();
  const all = new Map<string, Collected>();
  const session: CollectSession<Settings> = {
    connection: {
      id: 'test',
      credential: null,
      endpoint: null,
      exported: (file) => fileInFolder('.', file),
      ...connection,
    },
    needs: {
      groups: options.groups ?? [],
      policies: options.policies ?? [],
      continuation: options.continuation ?? (() => null),
      recalled: options.recalled ?? { going: [], state: null, last: null, documents: [] },
      now: options.now ?? new Date('2026-11-23T02:00:00Z'),
    },
    clock: options.clock ?? (() => new Date()),
    signal: options.signal,
    recorded: async () => null,
    async dataset(dataset, work) {
      const collected: Collected = {
        rows: [],
        added: [],
        problems: [],
        exchanges: [],
        exports: [],
        source: {},
      };
      all.set(dataset.name, collected);
      await work(sinkOf(collected, secrets, options)).catch((error: unknown) => {
        if (!(error instanceof CollectError)) throw error;
        collected.problems.push(error.problem);
      });
      return collected.problems.length === 0;
    },
  };
  return {
    session,
    secrets,
    of(dataset) {
      const collected = all.get(dataset);
      if (!collected) throw new Error(`The dataset ${dataset} was not collected.`);
      return collected;
    },
    everything: () => [...all.values()].map(written).join('\n'),
  };
}

function sinkOf<Row extends object>(
  collected: Collected,
  secrets: Secrets,
  options: SessionOptions,
): DatasetSink<Row> {
  const fetch = (record: (exchange: Exchange) => void | Promise<void>): Fetch =>
    recordingFetch({
      provider: 'Test provider',
      patienceMs: options.patienceMs ?? 0,
      secrets,
      now: options.clock ?? (() => new Date()),
      record,
      sleep: options.sleep ?? (async () => {}),
      ...(options.transport ? { transport: options.transport } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  return {
    fetch: inOrder(fetch, (exchange) => void collected.exchanges.push(exchange)),
    async add(rows) {
      collected.rows.push(...rows);
      collected.added.push({ exchange: collected.exchanges.length - 1, rows: rows.length });
    },
    fault: (problem) => collected.problems.push(problem),
    source: (facts) => {
      collected.source = { ...collected.source, ...facts };
    },
    async keepExport(file) {
      collected.exports.push(file);
    },
    secret: (value) => secrets.add(value),
  };
}

function written({ exchanges, ...rest }: Collected): string {
  const readable = exchanges.map((exchange) => ({ ...exchange, body: exchange.body?.toString() ?? null }));
  return JSON.stringify({ ...rest, exchanges: readable });
}
