import * as z from 'zod/mini';
import { required, variables } from '../../config/environment.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import type { Locker } from '../../locker/locker.ts';
import { parseS3Location } from '../../locker/s3/location.ts';
import { type Call, defineFunction, type Means } from '../../nightly/functions/define.ts';
import { EventError, readEvent, runText, timeText } from '../../nightly/functions/event.ts';
import type { PlanEvent } from '../../nightly/functions/events.ts';
import { objectKey } from '../../nightly/functions/pinned.ts';
import { refuseTheFuture, refuseThePast } from '../../nightly/plan/refuse.ts';
import { runId } from '../../runs/run-id.ts';
import { chainHead, sealOfRun } from '../../seal/chain.ts';
import { createIfAbsent } from '../../seal/create-if-absent.ts';
import { failedLast } from '../night/failed.ts';
import { lastList } from '../night/lists.ts';
import { expectedIn } from '../night/organization-lines.ts';
import { deployedIn, fleetIn } from './fleet-in.ts';

/** The scheduled time (RFC 3339), or the run itself; and whose nights alone are to be, where it is not everybody's. */
export type FleetBeginEvent = ({ readonly time: string } | { readonly run: string }) & {
  readonly only?: readonly string[] | undefined;
  /** Those alone that had no whole night when they were asked last. */
  readonly failed?: boolean | undefined;
};

export interface FleetBeginOutput {
  readonly run: string;
  /** The list of this run is sealed: nobody is asked. */
  readonly already: boolean;
  /** The key of the list of whom to ask, in the bucket of the work store; empty where nobody is. */
  readonly items: string;
}

/** One child execution of the map: what every function of its night is told. */
export interface FleetItem extends PlanEvent {
  readonly organization: string;
}

const more = { only: z.optional(z.array(z.string())), failed: z.optional(z.boolean()) };
const shape: z.ZodMiniType<FleetBeginEvent> = z.union(
  [z.object({ run: runText, ...more }), z.object({ time: timeText, ...more })],
  { error: 'must have `time`, the scheduled time (RFC 3339), or `run`, such as 2026-11-23T02:00:00Z' },
);

/** The function that begins a fleet's night: it lists whose nights are due. */
export const fleetBeginFunction = (means: Partial<Means> = {}) =>
  defineFunction<FleetBeginEvent, FleetBeginOutput>(
    { name: 'fleet-begin', read: (event) => readEvent('fleet-begin', event, shape), work: begin },
    means,
  );

async function begin(event: FleetBeginEvent, call: Call): Promise<FleetBeginOutput> {
  const run = 'run' in event ? event.run : runId(new Date(event.time));
  const { environment, now } = call;
  refuseTheFuture({ run, now });
  const locker = call.openLocker(required(environment, variables.locker));
  try {
    if (await sealOfRun(locker, run, await chainHead(locker))) return { run, already: true, items: '' };
    await refuseThePast(locker, run);
    const asked = await askedIn(event, run, call, locker);
    const items: FleetItem[] = [];
    for (const organization of asked) items.push(await itemOf(organization, run, call));
    const key = await storeItems(items, run, call);
    call.log.info('The night of the fleet begins.', { run, organizations: asked.length });
    return { run, already: false, items: key };
  } finally {
    await locker.close();
  }
}

async function askedIn(
  { only, failed }: FleetBeginEvent,
  run: string,
  { environment }: Call,
  locker: Locker,
): Promise<readonly string[]> {
  const last = await lastList(locker);
  const expected = expectedIn(fleetIn(environment), last, run);
  const present = expected.filter(({ standing }) => standing === 'present').map(({ id }) => id);
  const strange = (only ?? []).filter((id) => !present.includes(id));
  if (strange.length > 0) throw new EventError(`The fleet has no organization ${strange.join(', ')}.`);
  const without = failed && last ? await failedLast(locker, last) : present;
  return present.filter((id) => without.includes(id) && (only ?? present).includes(id));
}

/** Keeps the organization's configuration where its own sessions alone read it. */
async function itemOf(
  organization: string,
  run: string,
  { environment, openLocker }: Call,
): Promise<FleetItem> {
  const { bytes, sha256 } = deployedIn(environment, organization);
  const place = `${required(environment, variables.configurations)}/${organization}`;
  const store = openLocker(place);
  try {
    await createIfAbsent(store, objectKey(sha256), bytes);
  } finally {
    await store.close();
  }
  const configuration = { location: `${place}/${objectKey(sha256)}`, sha256 };
  return { organization, asked: { run }, configuration };
}

/** Under the time of this call: a run that is begun again asks whom it is told to ask then. */
async function storeItems(items: readonly FleetItem[], run: string, call: Call): Promise<string> {
  const location = required(call.environment, variables.work);
  const key = `items/${run.replaceAll(':', '-')}/${call.now().toISOString().replaceAll(':', '-')}.json`;
  const work = call.openLocker(location);
  try {
    await work.create(key, canonicalDocument(items));
  } finally {
    await work.close();
  }
  return `${parseS3Location(location).prefix}${key}`;
}
