import type { Dataset } from '../evidence/dataset.ts';
import { CollectError, findCollectError } from '../evidence/problem.ts';
import { seenIds } from '../evidence/seen-ids.ts';
import type { CollectSession, DatasetSink } from './provider.ts';
import type {
  ConnectionReader,
  Outcome,
  ProviderClient,
  ProviderRequest,
  ProviderResponse,
  Reading,
  Step,
} from './reader.ts';

/** Where a reading puts what it finds. */
export type ReadingSink<Row extends object> = Pick<
  DatasetSink<Row>,
  'add' | 'fault' | 'source' | 'keepExport'
>;

/** Follows a reading to its end, with responses from wherever `client` has them. Resolves to what it comes to. */
export async function follow<Row extends object, Asked, Result>(
  reading: Reading<Row, Asked, Result>,
  client: ProviderClient<Asked>,
  sink: ReadingSink<Row>,
): Promise<Result> {
  let step = reading.next();
  while (!step.done) step = await after(step.value, reading, client, sink);
  return step.value;
}

async function after<Row extends object, Asked, Result>(
  step: Step<Row, Asked>,
  reading: Reading<Row, Asked, Result>,
  client: ProviderClient<Asked>,
  sink: ReadingSink<Row>,
): Promise<IteratorResult<Step<Row, Asked>, Result>> {
  if ('send' in step) {
    const response = await client(step.send).catch((error: unknown) => ({ error }));
    return 'error' in response ? reading.throw(response.error) : reading.next(response);
  }
  if ('sendAll' in step) {
    const outcomes: readonly (Outcome | Broken)[] = await Promise.all(
      step.sendAll.map((request) => outcomeOf(client(request))),
    );
    const broken = outcomes.find((outcome) => 'broken' in outcome);
    return broken
      ? reading.throw(broken.broken)
      : reading.next(outcomes.flatMap((one) => ('broken' in one ? [] : [one])));
  }
  if ('records' in step) await sink.add(step.records);
  else if ('problem' in step) sink.fault(step.problem);
  else if ('source' in step) sink.source(step.source);
  else await sink.keepExport({ ...step.keep });
  return reading.next();
}

interface Broken {
  readonly broken: unknown;
}

/** Only what a provider did is an outcome of a question; all else ends the reading. */
async function outcomeOf(response: Promise<ProviderResponse>): Promise<Outcome | Broken> {
  try {
    return { response: await response };
  } catch (error) {
    return error instanceof CollectError ? { error } : { broken: error };
  }
}

/**
 * Collects every dataset of a connection, each on its own, through the provider as `connect` opens it for a dataset. One that
 * an earlier attempt finished is read from its own answers, for what it teaches the next.
 */
export async function collectBy<Settings, Asked extends ProviderRequest>(
  session: CollectSession<Settings>,
  readers: ConnectionReader<Asked>,
  connect: (sink: DatasetSink<never>, dataset: string) => ProviderClient<Asked>,
): Promise<void> {
  for (const { dataset, recorded, read } of readers) {
    const known = await session.recorded(dataset.name, recorded);
    if (known && (await isRead(read(), known.client, endingAt(dataset, known.recordsInTime, nowhere))))
      continue;
    await session.dataset(dataset, async (sink) => {
      const client = connect(sink, dataset.name);
      await follow(read(), client, sink);
    });
  }
}

/**
 * Whether the answers are those that the reading asks for, be it up to where its time was up. Answers of another reader tell this one
 * nothing.
 */
async function isRead<Asked extends ProviderRequest>(
  reading: Reading<object, Asked>,
  known: ProviderClient<ProviderRequest>,
  sink: ReadingSink<never>,
): Promise<boolean> {
  try {
    await follow(reading, known, sink);
    return true;
  } catch (error) {
    return error instanceof TimeUpError || findCollectError(error) !== undefined;
  }
}

/** Time was up before what comes now was taken. */
export class TimeUpError extends Error {
  override readonly name = 'TimeUpError';
}

/**
 * A sink that takes no more records than were taken when a dataset was collected: whoever reads it again is stopped where time was up,
 * having heard and told all that it had heard and told by then.
 * @param inTime so many, none of them twice; null where time was not up
 */
export function endingAt<Row extends object>(
  { id, key }: Dataset<Row>,
  inTime: number | null,
  sink: ReadingSink<Row>,
): ReadingSink<Row> {
  if (inTime === null) return sink;
  const [ids, keys] = [seenIds(), seenIds()];
  const isNew = (row: Row): boolean => !(id && ids.seen(id(row))) && !keys.seen(key(row));
  let count = 0;
  return {
    ...sink,
    async add(rows) {
      const found = rows.filter(isNew).length;
      if (found > 0 && count >= inTime) throw new TimeUpError('Time was up before this was taken.');
      count += found;
      await sink.add(rows);
    },
  };
}

/** What a reading comes to that keeps nothing, such as a probe's. */
export function result<Asked, Result>(
  reading: Reading<never, Asked, Result>,
  client: ProviderClient<Asked>,
): Promise<Result> {
  return follow(reading, client, nowhere);
}

const nowhere: ReadingSink<never> = {
  add: async () => {},
  fault: () => {},
  source: () => {},
  keepExport: async () => {},
};
