import { dirname } from 'node:path';
import type { Connection } from '../../config/configuration.ts';
import type { Dataset } from '../../evidence/dataset.ts';
import { isWhole } from '../../evidence/document.ts';
import type { Fetch } from '../../http/fetch.ts';
import { inOrder } from '../../http/in-order.ts';
import { type Exchange, recordingFetch } from '../../http/recording.ts';
import type { Secrets } from '../../http/redact.ts';
import type { ControlSettings } from '../../judging/control.ts';
import { ownFailure } from '../../locker/own-failure.ts';
import type { CollectSession, DatasetSink } from '../../providers/provider.ts';
import type { CollectNeeds, Recalled } from '../../providers/reader.ts';
import type { Continuations } from '../../runs/run-history.ts';
import type { ConnectionProgress, RequestContext } from '../run-context.ts';
import {
  type CollectedDataset,
  collectDataset,
  type DatasetCollectionOptions,
} from './dataset-collection.ts';
import { fileInFolder } from './exported-file.ts';
import type { DatasetJournal } from './resume/dataset-journal.ts';
import { DeadlineReached, type Resumption } from './resume/resumption.ts';
import type { TimeLimit } from './time-limit.ts';

export interface SessionOptions {
  readonly context: RequestContext;
  readonly connection: Connection;
  readonly credential: string | null;
  readonly secrets: Secrets;
  readonly continuations: Continuations;
  readonly recalled: Recalled;
  /** Where an invocation may end before the collection does; else null. */
  readonly resumption: Resumption | null;
  /** The answers of a dataset that has its document already; null for every other. */
  readonly recorded: CollectSession['recorded'];
  /** Is given each dataset when it is collected, before the next one is begun. */
  readonly keep: (collected: CollectedDataset) => Promise<void>;
  /** Is told, before a provider's code is, that our own disk or store failed. Throws what it is given. */
  readonly fail: (error: unknown) => never;
}

/** One connection, as its provider's code collects or probes it. */
export function session(options: SessionOptions): CollectSession {
  const { context, connection, credential } = options;
  return {
    connection: {
      id: connection.id,
      settings: connection.settings,
      credential,
      endpoint: connection.endpoint,
      exported: (file) =>
        context.exported?.(connection, file) ??
        fileInFolder(dirname(context.configuration.file), file, context.configuration.limits.fileMegabytes),
    },
    needs: needsOf(context, connection, options),
    clock: context.now,
    signal: signalOf(options),
    async dataset<Row extends object>(
      dataset: Dataset<Row>,
      work: (sink: DatasetSink<Row>) => Promise<void>,
    ) {
      const collected = await collectOne(options, dataset, work).catch((error: unknown) => {
        if (ownFailure(error)) options.fail(error);
        throw error;
      });
      await options.keep(collected);
      return isWhole(collected.document);
    },
    // What a resumption holds is gone through once more as it was asked.
    recorded: async (dataset, form) =>
      options.resumption?.holds(dataset) ? null : await options.recorded(dataset, form),
  };
}

/** Of what asks, the part that says what of a provider is needed. */
export interface NeedsContext {
  readonly configuration: { readonly settings: Pick<ControlSettings, 'policies' | 'vaultGroups'> };
  readonly run: string;
}

/** What of the run and its configuration a connection's readers must know. */
export function needsOf(
  { configuration, run }: NeedsContext,
  { id }: Connection,
  { continuations, recalled }: Pick<SessionOptions, 'continuations' | 'recalled'>,
): CollectNeeds {
  const { policies, vaultGroups } = configuration.settings;
  return {
    groups: Object.values(vaultGroups),
    policies: policies.filter(({ connection }) => connection === id),
    continuation: (dataset) => continuations.get(dataset) ?? null,
    recalled,
    now: new Date(run),
  };
}

async function collectOne<Row extends object>(
  options: SessionOptions,
  dataset: Dataset<Row>,
  work: (sink: DatasetSink<Row>) => Promise<void>,
): Promise<CollectedDataset> {
  const { resumption } = options;
  if (!resumption) return await collectDataset(dataset, work, collectionOptions(options, dataset, null));
  if (resumption.deadlineReached) throw new DeadlineReached('The time of this invocation is up.');
  const journal = await resumption.journal(dataset.name);
  const collected = await collectDataset(dataset, work, collectionOptions(options, dataset, journal));
  // What was cut off may be a library's own question, which no fetch of ours saw.
  if (!resumption.deadlineReached && !isWhole(collected.document)) resumption.cutOff();
  const { raw, document } = collected;
  resumption.keep(dataset.name, document.startedAt, journal, await journal.finish(raw));
  if (resumption.deadlineReached) throw new DeadlineReached('The time of this invocation is up.');
  return collected;
}

function signalOf({ context, resumption }: SessionOptions): AbortSignal | undefined {
  const signals = [context.signal, resumption?.signal].filter((one) => one !== undefined);
  return signals.length > 1 ? AbortSignal.any(signals) : signals[0];
}

/** How one dataset is collected; `journal` where it may be gone on with. */
export function collectionOptions(
  options: SessionOptions,
  dataset: { readonly name: string },
  journal: DatasetJournal | null,
): DatasetCollectionOptions {
  const { context, connection, resumption, secrets } = options;
  const { id, provider, patience } = connection;
  const own = signalOf(options);
  const { limits } = context.configuration;
  const fetchFor = (record: DatasetRecord, signal: AbortSignal): Fetch =>
    recordingFetch({
      provider: context.providers.get(provider)?.title ?? provider,
      ...patienceOf(context, patience * 1000),
      secrets,
      now: context.now,
      record: (exchange) => {
        context.progress.connection(requestOf(id, exchange));
        return record(exchange);
      },
      largestBody: limits.answerMegabytes * 1024 * 1024,
      signal: own ? AbortSignal.any([own, signal]) : signal,
      ...(context.sleep ? { sleep: context.sleep } : {}),
      ...(context.random ? { random: context.random } : {}),
    });
  return {
    header: {
      run: context.run,
      connection: id,
      provider,
      dataset: dataset.name,
      collector: context.collector,
    },
    scratch: context.scratch,
    now: context.now,
    startedAt: journal?.startedAt ?? null,
    nominal: context.nominalGiven ? new Date(context.run) : null,
    secrets,
    limits: { time: timeLimitOf(context, journal?.startedAt ?? null), records: limits.datasetRecords },
    fetchWith: (record, signal) =>
      journal && resumption
        ? journal.fetch({
            mayRequest: resumption.mayRequest,
            cutOff: resumption.cutOff,
            secrets,
            fetchFor: (recorded) => fetchFor(recorded, signal),
            record,
          })
        : inOrder((recorded) => fetchFor(async (exchange) => recorded(exchange), signal), record),
    onRecords: (count) =>
      context.progress.connection({ connection: id, kind: 'records', dataset: dataset.name, count }),
  };
}

/** Long enough for an answer that comes at all. */
const leastAttemptMs = 3_000;

function patienceOf(
  { patientUntil }: RequestContext,
  ownMs: number,
): { patienceMs: number; attemptMs?: number } {
  if (patientUntil === undefined) return { patienceMs: ownMs };
  const leftMs = Math.max(0, patientUntil - performance.now());
  return { patienceMs: Math.min(ownMs, leftMs), attemptMs: Math.max(leastAttemptMs, leftMs) };
}

function requestOf(connection: string, exchange: Exchange): ConnectionProgress {
  const { method, url, status, bytes, requestedAt, answeredAt } = exchange;
  const milliseconds = answeredAt.getTime() - requestedAt.getTime();
  return { connection, kind: 'request', method, url, status, milliseconds, bytes };
}

/** The one of both limits that is reached first. A dataset's time counts from its first invocation. */
function timeLimitOf({ configuration, endsAt, now }: RequestContext, startedAt: Date | null): TimeLimit {
  const { datasetSeconds, runSeconds } = configuration.limits;
  const usedMs = startedAt ? now().getTime() - startedAt.getTime() : 0;
  const own: TimeLimit = {
    leftMs: datasetSeconds * 1000 - usedMs,
    setting: 'datasetSeconds',
    seconds: datasetSeconds,
  };
  const leftMs = endsAt === undefined ? Number.POSITIVE_INFINITY : endsAt - performance.now();
  return leftMs < own.leftMs ? { leftMs, setting: 'runSeconds', seconds: runSeconds } : own;
}

type DatasetRecord = Parameters<DatasetCollectionOptions['fetchWith']>[0];
