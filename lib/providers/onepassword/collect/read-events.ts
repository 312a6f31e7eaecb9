import type { z } from 'zod/mini';
import { eventsRetentionDays, type OnePasswordEvent } from '../../../evidence/datasets/onepassword.ts';
import { days } from '../../../evidence/day.ts';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { shapedJson } from '../../../http/json.ts';
import { readPages } from '../../../http/pages.ts';
import { type Reading, send } from '../../reader.ts';
import { ForeignAccountError, foreignIn } from './account.ts';
import type { EventsPage, OnePasswordRequest } from './requests.ts';
import { auditEvent, eventsPage, parseEach, signInEvent } from './schema.ts';

const pageSize = 1000;

/** What an earlier night left, and where to begin without. */
export interface EventsStart {
  /** The connection's: an event that names another is none of it. */
  readonly account: string;
  /** The cursors of the last sealed night, by feed. */
  readonly cursors: Readonly<Record<string, string>> | null;
  /** For a feed without a cursor. */
  readonly since: Date;
  readonly now: Date;
  /** Where the Events API is asked. Without a trailing slash. */
  readonly base: string;
  /** Is told what came of a feed: events may be lost for good, or it was read to its end, or not. */
  readonly report?: (feed: FeedName, what: 'lost' | 'read' | 'unread') => void;
}

export type FeedName = 'auditevents' | 'signinattempts';

type Read<Result = void> = Reading<OnePasswordEvent, OnePasswordRequest, Result>;

interface Feed {
  readonly name: FeedName;
  readonly schema: z.ZodMiniType<OnePasswordEvent>;
}

/** The feeds; their names are also the features that the token must have, and the keys of the continuation. */
export const feeds: readonly Feed[] = [
  { name: 'auditevents', schema: auditEvent },
  { name: 'signinattempts', schema: signInEvent },
];

type First = { readonly cursor: string } | { readonly limit: number; readonly start_time: string };

/** Where the feeds were read to. */
type Cursors = Map<string, string>;

/** Both feeds, each on its own: one that fails does not stop the other. */
export function* readEvents(start: EventsStart): Read {
  const cursors: Cursors = new Map(Object.entries(start.cursors ?? {}));
  const said = new Set<string>();
  for (const feed of feeds) {
    try {
      yield* readFeed(feed, start, cursors);
      start.report?.(feed.name, 'read');
    } catch (error) {
      const known = findCollectError(error);
      if (!known) throw error;
      start.report?.(feed.name, 'unread');
      // Without a credential, both feeds fail for the same reason.
      if (!said.has(known.message)) yield { problem: known.problem };
      said.add(known.message);
    }
  }
}

function* readFeed(feed: Feed, start: EventsStart, cursors: Cursors): Read {
  const stored = cursors.get(feed.name);
  if (stored === undefined) return yield* readFrom(since(start.since), feed, start, cursors);
  try {
    yield* readFrom({ cursor: stored }, feed, start, cursors);
  } catch (error) {
    // A cursor that led nowhere at all; one refused later in the run is an error like any other.
    if (findCollectError(error)?.status !== 400 || cursors.get(feed.name) !== stored) throw error;
    start.report?.(feed.name, 'lost');
    yield { problem: { code: 'truncated', message: lostPlace(feed) } };
    const longAgo = new Date(start.now.getTime() - days(eventsRetentionDays));
    yield* readFrom(since(longAgo), feed, start, cursors);
  }
}

function readFrom(first: First, feed: Feed, { account, base, report }: EventsStart, cursors: Cursors): Read {
  return readPages(
    (cursor): Read<EventsPage> => page(base, feed, cursor === undefined ? first : { cursor }),
    { next: (found) => nextCursor(found, first, feed), items: ({ items }) => items },
    function* ({ cursor, items }): Read {
      const ours = items.filter((item) => foreignIn([item], account, eventAccount) === null);
      const { rows, problem } = parseEach(ours, feed.schema, `${feed.name}: items`);
      yield { records: rows };
      const other = foreignIn(items, account, eventAccount);
      const foreign =
        other === null ? null : new ForeignAccountError(`An event of ${feed.name}`, other).problem;
      for (const fault of [problem, foreign].filter((one) => one !== null)) {
        report?.(feed.name, 'lost');
        yield { problem: fault };
      }
      cursors.set(feed.name, cursor);
      yield { source: { continuation: Object.fromEntries(cursors) } };
    },
  );
}

function* page(base: string, feed: Feed, body: First): Reading<never, OnePasswordRequest, EventsPage> {
  const url = `${base}/api/v2/${feed.name}`;
  const { text } = yield* send<OnePasswordRequest>({ method: 'POST', url, api: 'events', body });
  return shapedJson(text, eventsPage, `1Password ${feed.name}`);
}

function eventAccount({ account_uuid }: Readonly<Record<string, unknown>>): unknown {
  return account_uuid;
}

/** The cursor that the night began with counts as seen: getting it back with more to come is a circle. */
function nextCursor(page: EventsPage, first: First, feed: Feed): string | null {
  if (!page.has_more) return null;
  if ('cursor' in first && first.cursor === page.cursor)
    throw new CollectError(
      'truncated',
      `1Password ${feed.name}: the cursor does not move on; events are missing.`,
    );
  return page.cursor;
}

function since(time: Date): First {
  return { limit: pageSize, start_time: time.toISOString().replace(/\.\d+Z$/, 'Z') };
}

function lostPlace(feed: Feed): string {
  return (
    `1Password refused the place where the last night stopped reading ${feed.name}. They were read again from ` +
    `${eventsRetentionDays} days back, as far as 1Password keeps them: events between that and the last night may be missing.`
  );
}
