import { dayMs } from '../../../lib/evidence/day.ts';
import { readJson } from '../serve/pages.ts';
import type { OnePasswordEventItem } from './world.ts';

/** A place in a feed of events. Keeps its meaning when events are added, so it can be kept until the next night. */
export interface Cursor {
  readonly limit: number;
  /** RFC 3339, inclusive. */
  readonly start: string;
  /** RFC 3339, exclusive; null: without end. */
  readonly end: string | null;
  /** Time and id of the last event that was given out. */
  readonly after: readonly [string, string] | null;
  readonly page: number;
}

const oldest = 120 * dayMs;
const standardSpan = 3_600_000;

export function cursorText(feed: string, { limit, start, end, after, page }: Cursor): string {
  return Buffer.from(JSON.stringify([feed, limit, start, end, after, page])).toString('base64url');
}

/** The cursor that a request's body gives or begins. Null when the body is neither. */
export function readCursor(feed: string, body: unknown, now: Date): Cursor | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  return 'cursor' in body ? parseCursor(feed, body.cursor) : beginCursor({ ...body }, now);
}

function parseCursor(feed: string, text: unknown): Cursor | null {
  const parsed = readJson(Buffer.from(String(text), 'base64url').toString());
  if (!Array.isArray(parsed) || parsed[0] !== feed) return null;
  const [, limit, start, end, after, page] = parsed;
  return { limit, start, end, after, page };
}

function beginCursor(body: Record<string, unknown>, now: Date): Cursor | null {
  const { limit = 100, start_time, end_time } = body;
  const end = end_time === undefined ? null : readTime(end_time);
  const until = end ?? now.getTime();
  const start = start_time === undefined ? until - standardSpan : readTime(start_time);
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > 1000) return null;
  if (Number.isNaN(start) || Number.isNaN(end)) return null;
  const from = new Date(Math.max(start, now.getTime() - oldest)).toISOString();
  return { limit, start: from, end: end === null ? null : new Date(end).toISOString(), after: null, page: 1 };
}

function readTime(value: unknown): number {
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

/** The events between the cursor's start and end, and the index of the first that was not yet given out. */
export function continueFrom(
  { start, end, after }: Cursor,
  events: readonly OnePasswordEventItem[],
): { items: readonly OnePasswordEventItem[]; from: number } {
  const first = Date.parse(start);
  const last = end === null ? Number.POSITIVE_INFINITY : Date.parse(end);
  const items = events
    .filter(({ timestamp }) => Date.parse(timestamp) >= first && Date.parse(timestamp) < last)
    .toSorted((a, b) => compare([a.timestamp, a.uuid], [b.timestamp, b.uuid]));
  const from = after ? items.findIndex((event) => compare([event.timestamp, event.uuid], after) > 0) : 0;
  return { items, from: from < 0 ? items.length : from };
}

function compare(a: readonly [string, string], b: readonly [string, string]): number {
  const apart = Date.parse(a[0]) - Date.parse(b[0]);
  if (apart !== 0) return apart;
  return a[1] < b[1] ? -1 : Number(a[1] > b[1]);
}
