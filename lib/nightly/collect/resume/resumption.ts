import { join } from 'node:path';
import { CollectError } from '../../../evidence/problem.ts';
import type { WorkStore } from '../../../locker/open.ts';
import type { StepContext } from '../../run-context.ts';
import { type CheckpointCalls, emptyCheckpoint, readCheckpointCalls } from './checkpoint-calls.ts';
import { type DatasetJournal, datasetJournal, type JournalFiles } from './dataset-journal.ts';
import type { Deadline } from './deadline.ts';
import {
  type CheckpointFile,
  type Cursor,
  formatCursor,
  localCheckpoint,
  parseCursor,
  placeOf,
  readUnfinished,
  type Unfinished,
  type UnfinishedDataset,
  writeUnfinished,
} from './unfinished.ts';

/** What a connection is collected with where one invocation may not be enough for it. */
export interface Checkpoint {
  readonly work: WorkStore;
  readonly deadline: Deadline;
  /** What the invocation before gave; null for the first. */
  readonly cursor: string | null;
  /** Is called, in words for the log, when a checkpoint cannot be used. */
  readonly note: (text: string) => void;
}

/** How often a collection is gone on with, at the most: of a function with 15 minutes, some seven hours. */
export const mostResumptions = 35;

/** The time was up. Not a problem of the dataset: it is gone on with. */
export class DeadlineReached extends Error {
  override readonly name = 'DeadlineReached';
}

/** One invocation's part of the collection of one connection. */
export interface Resumption {
  /** Whether the time was up, so that the dataset under way is not finished and no other is begun. */
  readonly deadlineReached: boolean;
  readonly signal: AbortSignal;
  /** Called before anything is asked. Throws `DeadlineReached`, or a `CollectError` when there would be no end of going on. */
  mayRequest(): void;
  /** What a question that failed means, when it was cut off because the time was up; else null. */
  cutOff(): Error | null;
  /** Whether an earlier invocation left what it asked for the dataset. */
  holds(dataset: string): boolean;
  journal(dataset: string): Promise<DatasetJournal>;
  /** Notes what there is of a dataset. */
  keep(dataset: string, startedAt: string, journal: DatasetJournal, files: JournalFiles): void;
  /** Stores everything for the next invocation and gives its cursor. */
  save(): Promise<string>;
}

interface CheckpointedDataset {
  readonly startedAt: string;
  readonly attempts: number;
  readonly files: JournalFiles;
}

/** Opens what an earlier invocation left. Throws `CursorError` for a cursor that none of them gave. */
export async function openResumption(
  context: Omit<StepContext, 'locker' | 'providers'>,
  connection: string,
  checkpoint: Checkpoint,
): Promise<Resumption> {
  const { deadline, work } = checkpoint;
  const cursor = parseCursor(checkpoint.cursor);
  const before = await left(context, connection, checkpoint, cursor);
  const attemptsBefore = sumOf(Object.values(before?.datasets ?? {}));
  const open = new Map<string, DatasetJournal>();
  const checkpointed = new Map<string, CheckpointedDataset>();
  let deadlineReached = false;

  /** Pauses, unless that would lead nowhere: then what there is has to do. */
  const pause = (): Error => {
    const attempts = sumOf([...open.values()]);
    const why = whyNoMore(attempts - attemptsBefore, cursor.resumptions);
    if (why !== null) return new CollectError('interrupted', why);
    deadlineReached = true;
    return new DeadlineReached('The time of this invocation is up.');
  };
  return {
    get deadlineReached() {
      return deadlineReached;
    },
    signal: deadline.signal,
    mayRequest() {
      if (deadlineReached) throw new DeadlineReached('The time of this invocation is up.');
      if (deadline.isOver()) throw pause();
    },
    holds: (dataset) => before?.datasets[dataset] !== undefined,
    cutOff: () => (deadline.signal.aborted ? pause() : null),
    async journal(dataset) {
      const calls = await checkpointCalls(before?.datasets[dataset], checkpoint, dataset);
      const startedAt =
        calls === emptyCheckpoint ? null : new Date(before?.datasets[dataset]?.startedAt ?? 0);
      const path = join(context.scratch, `${connection}-${dataset}.calls.ndjson`);
      const journal = datasetJournal(path, startedAt, calls);
      open.set(dataset, journal);
      return journal;
    },
    keep(dataset, startedAt, { attempts }, files) {
      checkpointed.set(dataset, { startedAt, attempts, files });
    },
    async save() {
      const next = { id: cursor.id, resumptions: cursor.resumptions + 1 };
      const place = placeOf(context.run, connection, next);
      const datasets: Record<string, UnfinishedDataset> = {};
      for (const [name, one] of checkpointed)
        datasets[name] = await store(work, `${place}/${name}`, one, before?.datasets[name]);
      await writeUnfinished(work, place, {
        schema: 'exhibit/unfinished/v1',
        ...sameness(context, connection),
        datasets,
      });
      return formatCursor(next);
    },
  };
}

function sameness(
  { run, collector, configuration }: Pick<StepContext, 'run' | 'collector' | 'configuration'>,
  connection: string,
) {
  return {
    run,
    connection,
    collector: { version: collector.version, commit: collector.commit },
    configuration: { sha256: configuration.sha256 },
  };
}

async function left(
  context: Pick<StepContext, 'run' | 'collector' | 'configuration'>,
  connection: string,
  { work, note, cursor: given }: Checkpoint,
  cursor: Cursor,
): Promise<Unfinished | null> {
  if (given === null) return null;
  const place = placeOf(context.run, connection, cursor);
  const found = await readUnfinished(work, place, sameness(context, connection));
  if (!found) note(`The checkpoint of ${connection} is gone, or is of another deployment: it starts again.`);
  return found;
}

async function checkpointCalls(
  before: UnfinishedDataset | undefined,
  { work, note }: Checkpoint,
  dataset: string,
): Promise<CheckpointCalls> {
  if (!before) return emptyCheckpoint;
  const calls = await localCheckpoint(work, before.calls);
  const raw = before.raw && (await localCheckpoint(work, before.raw));
  if (calls !== null && (raw !== null || before.raw === null)) return readCheckpointCalls({ calls, raw });
  note(`The checkpoint of ${dataset} is gone or incomplete: it starts again.`);
  return emptyCheckpoint;
}

/** What an invocation before stored, where nothing came to it, is not stored again. */
async function store(
  work: WorkStore,
  place: string,
  { attempts, files, startedAt }: CheckpointedDataset,
  before: UnfinishedDataset | undefined,
): Promise<UnfinishedDataset> {
  const put = async (
    ending: string,
    file: JournalFiles['calls'],
    known: CheckpointFile | null | undefined,
  ) => {
    if (known?.sha256 === file.sha256) return known;
    const key = `${place}.${ending}`;
    await work.createFromFile(key, file.path);
    return { key, sha256: file.sha256 };
  };
  return {
    startedAt,
    attempts,
    raw: files.raw && (await put('raw.ndjson.gz', files.raw, before?.raw)),
    calls: await put('calls.ndjson', files.calls, before?.calls),
  };
}

/** Why a collection may not be gone on with, or null. */
function whyNoMore(progress: number, resumptions: number): string | null {
  if (progress <= 0)
    return 'A whole invocation brought no new answer, so the collection would go on for ever. Give the function more time, or see why the provider answers so slowly.';
  if (resumptions >= mostResumptions)
    return `After ${mostResumptions} invocations there was still no end. Give the function more time, or ask the provider for less.`;
  return null;
}

function sumOf(of: readonly { readonly attempts: number }[]): number {
  return of.reduce((sum, { attempts }) => sum + attempts, 0);
}
