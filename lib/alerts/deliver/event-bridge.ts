import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { type BusEvent, busEvents, eventSource } from '../events.ts';
import { type AlertChannel, AlertError } from './channel.ts';

export interface BusOptions {
  readonly client: Pick<EventBridgeClient, 'send'>;
  /** Name or ARN of the bus. */
  readonly bus: string;
  /** Who says so. @default a company alone */
  readonly source?: string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
}

/** What one call may hold: EventBridge's own limits. */
const mostEntries = 10;
const mostBytes = 256 * 1024;
/** How often entries that were not taken are sent again, besides the client's own attempts at a call. */
const attempts = 5;

/** Puts every drift event, the seal of each night and the message on a bus of EventBridge. */
export function busChannel(options: BusOptions): AlertChannel {
  const { bus, source = eventSource } = options;
  return {
    name: `the event bus ${bus}`,
    async deliver({ nights, alert }) {
      const entries = busEvents(nights, alert).map((event) => entryOf(event, bus, source));
      for (const batch of batches(entries)) await putAll(batch, options);
      return entries.length;
    },
  };
}

function entryOf({ detailType, detail }: BusEvent, bus: string, source: string): PutEventsRequestEntry {
  return { EventBusName: bus, Source: source, DetailType: detailType, Detail: JSON.stringify(detail) };
}

/** In their order, each batch within what one call may hold. */
function* batches(entries: readonly PutEventsRequestEntry[]): Generator<PutEventsRequestEntry[]> {
  let batch: PutEventsRequestEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = sizeOf(entry);
    if (batch.length === mostEntries || (batch.length > 0 && bytes + size > mostBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** As EventBridge counts it. */
function sizeOf({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number {
  return Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
}

/** A call that succeeds may still have left entries out: these are sent again, and in the end are an error. */
async function putAll(batch: PutEventsRequestEntry[], options: BusOptions): Promise<void> {
  let left = batch;
  for (let attempt = 1; ; attempt++) {
    const results = await put(left, options);
    const refused = results.filter(({ ErrorCode }) => ErrorCode !== undefined);
    left = left.filter((_, at) => results[at]?.ErrorCode !== undefined);
    if (left.length === 0) return;
    if (attempt === attempts) throw notAccepted(refused, options.bus);
    await options.sleep(options.random() * 200 * 2 ** attempt);
  }
}

async function put(
  entries: PutEventsRequestEntry[],
  options: BusOptions,
): Promise<readonly PutEventsResultEntry[]> {
  const results = await call(entries, options);
  if (results.length === entries.length) return results;
  throw new AlertError(
    'undelivered',
    `The event bus ${options.bus} answered for ${results.length} of ${entries.length} events.`,
  );
}

async function call(
  entries: PutEventsRequestEntry[],
  { client, bus }: BusOptions,
): Promise<readonly PutEventsResultEntry[]> {
  try {
    return (await client.send(new PutEventsCommand({ Entries: entries }))).Entries ?? [];
  } catch (cause) {
    const reason = cause instanceof Error ? cause.name : 'unknown error';
    throw new AlertError(
      'undelivered',
      `The event bus ${bus} accepted no events (${reason}). Check that it exists and that events:PutEvents is allowed on it.`,
      { cause },
    );
  }
}

function notAccepted(refused: readonly PutEventsResultEntry[], bus: string): AlertError {
  const codes = [...new Set(refused.map(({ ErrorCode }) => ErrorCode))].join(', ');
  const count = `${refused.length} ${refused.length === 1 ? 'event' : 'events'}`;
  return new AlertError(
    'undelivered',
    `The event bus ${bus} did not accept ${count} after ${attempts} attempts (${codes}). Run the alert again: each event keeps its id, so that a repeat can be dropped.`,
  );
}
