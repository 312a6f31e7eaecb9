import type { Connection } from '../../config/configuration.ts';
import { Secrets } from '../../http/redact.ts';
import { endingAt, follow } from '../../providers/follow.ts';
import type { RawEntry } from '../../providers/raw-entries.ts';
import type { DatasetReader, ProviderRequest, ReaderInput, Recalled } from '../../providers/reader.ts';
import { type Gap, RawMismatchError, recordedResponses } from '../../providers/recorded-responses.ts';
import type { Continuations } from '../../runs/run-history.ts';
import type { RequestContext } from '../run-context.ts';
import { type CollectedDataset, collectDataset } from './dataset-collection.ts';
import { rawEntries } from './raw-lines.ts';
import { type NeedsContext, needsOf } from './session.ts';

/** A dataset as its raw answers give it. */
export interface ReadAgain {
  readonly dataset: string;
  /** Records and problem; what only asking can tell (times, requests) is not that of the night. */
  readonly collected: CollectedDataset;
  /** What the raw answers leave open; null where they say all. */
  readonly gap: Gap | null;
}

export interface ReadAgainOptions {
  readonly connection: Connection;
  /** What the night before left. */
  readonly continuations: Continuations;
  readonly recalled: Recalled;
  /** So many records of a list were taken. */
  readonly mostRecords: number;
  /** How many records were taken of a dataset where its time was up; null where it was not. Default: no time was up. */
  readonly inTimeOf?: (dataset: string) => number | null;
  /** The raw file of a dataset on this machine; null where there is none. */
  readonly rawOf: (dataset: string) => Promise<string | null>;
}

/**
 * Makes the records of a connection again from its raw answers, by the readers that collected them. Each dataset is read
 * when it is asked for, in the order of collecting: one may teach the next. Throws `RawMismatchError` for answers that
 * the reader would not have asked for.
 */
export async function* readAgain(
  context: NeedsContext & Pick<RequestContext, 'providers' | 'collector' | 'scratch'>,
  { connection, mostRecords, rawOf, inTimeOf, ...before }: ReadAgainOptions,
): AsyncGenerator<ReadAgain> {
  const provider = context.providers.get(connection.provider);
  if (!provider) throw new Error(`No provider ${connection.provider}.`);
  const input: ReaderInput<unknown> = { connection, needs: needsOf(context, connection, before) };
  for (const reader of provider.read(input as ReaderInput<never>)) {
    const { name } = reader.dataset;
    const { collector, run, scratch } = context;
    const header = { run, connection: connection.id, provider: provider.id, dataset: name, collector };
    const raw = await rawOf(name);
    const recording = {
      entries: raw === null ? nothing() : rawEntries(raw),
      inTime: inTimeOf?.(name) ?? null,
      provider: provider.title,
      patienceMs: connection.patience * 1000,
    };
    yield {
      dataset: name,
      ...(await readDataset(reader, recording, {
        header,
        scratch,
        now: () => new Date(run),
        limits: { records: mostRecords },
      })),
    };
  }
}

interface Recording {
  readonly entries: AsyncIterable<RawEntry>;
  readonly provider: string;
  readonly patienceMs: number;
  readonly inTime: number | null;
}

type Means = Pick<Parameters<typeof collectDataset>[2], 'header' | 'scratch' | 'now' | 'limits'>;

async function readDataset(
  { dataset, recorded: form, read }: DatasetReader<ProviderRequest>,
  { entries, inTime, ...facts }: Recording,
  means: Means,
): Promise<Omit<ReadAgain, 'dataset'>> {
  const responses = recordedResponses(entries, { ...facts, ...form });
  let mismatch: RawMismatchError | null = null;
  const collected = await collectDataset(
    dataset,
    async (sink) => {
      // What was kept of answers is what is read here.
      const into = endingAt(dataset, inTime, { ...sink, keepExport: async () => {} });
      await follow(read(), responses.client, into).catch((error: unknown) => {
        if (error instanceof RawMismatchError) mismatch = error;
        throw error;
      });
    },
    { ...means, startedAt: null, nominal: null, secrets: new Secrets(), fetchWith: () => noFetch },
  );
  if (mismatch) throw mismatch;
  return { collected, gap: await responses.gap() };
}

async function* nothing(): AsyncGenerator<RawEntry> {}

function noFetch(): Promise<never> {
  return Promise.reject(new Error('A reader asks nothing itself.'));
}
