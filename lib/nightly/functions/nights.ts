import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { variables } from '../../config/environment.ts';
import { connectionsFile, doneFile, failedFile } from '../../config/night-keys.ts';
import { runFolder } from '../../locker/keys.ts';
import type { WorkStore } from '../../locker/open.ts';
import { storeOnce } from '../../runs/write-once.ts';
import { name } from './event.ts';
import type { CollectedOutcome, CollectFailure, Outcome, PlannedConnection } from './events.ts';
import { type StoreCall, withStore } from './with-store.ts';

/** What the steps of nights leave for each other. Not evidence: it is cleared away after some days. */
type Nights = Pick<WorkStore, 'create' | 'read'>;

/** Lets `use` work with what the steps of nights leave for each other. */
export function withNights<Result>(
  call: StoreCall,
  use: (nights: Nights) => Promise<Result>,
): Promise<Result> {
  return withStore(call, variables.nights, use);
}

/** Leaves the list of what is to be collected, under a place that no earlier execution of the run has left anything at. */
export async function beginNight(
  nights: Nights,
  run: string,
  connections: readonly PlannedConnection[],
): Promise<string> {
  const night = `${runFolder(run)}/${randomUUID()}`;
  await nights.create(`${night}/${connectionsFile}`, `${JSON.stringify(connections)}\n`);
  return night;
}

/** Leaves word that a connection is collected. A repeated step finds that of the one before. */
export async function noteDone(nights: Nights, night: string, outcome: CollectedOutcome): Promise<void> {
  const { provider, connection } = outcome;
  await storeOnce(nights, `${night}/${provider}/${connection}/${doneFile}`, `${JSON.stringify(outcome)}\n`);
}

/** So many are read at a time. */
const together = 16;

/** How each connection ended, in their order. One that left no word is not left out: its end is unknown. */
export async function readOutcomes(
  nights: Nights,
  night: string,
  connections: readonly PlannedConnection[],
): Promise<readonly Outcome[]> {
  const found: Outcome[] = [];
  for (let at = 0; at < connections.length; at += together) {
    const some = connections.slice(at, at + together);
    found.push(...(await Promise.all(some.map((one) => outcomeOf(nights, night, one)))));
  }
  return found;
}

/** Whatever failed before or beside it: who is done has left every document. */
async function outcomeOf(
  nights: Nights,
  night: string,
  { id, provider }: PlannedConnection,
): Promise<Outcome> {
  const place = `${night}/${provider}/${id}`;
  const connection = { connection: id, provider };
  if (await nights.read(`${place}/${doneFile}`)) return { ...connection, ended: 'done' };
  const error = errorIn(await nights.read(`${place}/${failedFile}`));
  return error ? { ...connection, error } : { ...connection, ended: 'unknown' };
}

const failure = z.object({
  connection: name,
  provider: name,
  error: z.object({ Error: z.string(), Cause: z.optional(z.string()) }),
});

/** The error that the state machine left; null where it left none that can be read. */
function errorIn(bytes: Buffer | null): CollectFailure['error'] | null {
  if (!bytes) return null;
  try {
    const { error } = failure.parse(JSON.parse(bytes.toString('utf8')));
    return { Error: error.Error, ...(error.Cause === undefined ? {} : { Cause: error.Cause }) };
  } catch {
    return null;
  }
}
