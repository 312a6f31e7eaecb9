import type { z } from 'zod/mini';
import type { OnePasswordEvent } from '../../../evidence/datasets/onepassword.ts';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { authorizedFetch } from '../../../http/authorized.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { readJson } from '../../../http/json.ts';
import { followPages } from '../../../http/pages.ts';
import type { DatasetSink } from '../../provider.ts';
import { userAgent } from './client.ts';
import { auditEvent, eventsPage, introspection, parseEach, signInEvent } from './schema.ts';

/** 1Password keeps events for this long. */
export const keptDays = 120;
const dayMs = 86_400_000;
const pageSize = 1000;

export interface EventsApi {
  /** Without a trailing slash. */
  readonly base: string;
  readonly fetch: Fetch;
}

/** What an earlier night left, and where to begin without. */
export interface EventsStart {
  /** The cursors of the last sealed night, by feed. */
  readonly cursors: Readonly<Record<string, string>> | null;
  /** For a feed without a cursor. */
  readonly since: Date;
  readonly now: Date;
}

interface Feed {
  readonly name: 'auditevents' | 'signinattempts';
  readonly schema: z.ZodMiniType<OnePasswordEvent>;
}

/** The feeds; their names are also the features that the token must have, and the keys of the continuation. */
export const feeds: readonly Feed[] = [
  { name: 'auditevents', schema: auditEvent },
  { name: 'signinattempts', schema: signInEvent },
];

type Page = z.infer<typeof eventsPage>;
type Question = { readonly cursor: string } | { readonly limit: number; readonly start_time: string };

/** The Events API with its token. The token does not expire by itself, so a refused one is final. */
export function eventsApi(base: string, token: string, fetch: Fetch): EventsApi {
  return { base, fetch: authorizedFetch(fetch, { token: () => Promise.resolve(token) }) };
}

/** Both feeds, each on its own: one that fails does not stop the other. */
export async function collectEvents(
  api: EventsApi,
  start: EventsStart,
  sink: DatasetSink<OnePasswordEvent>,
): Promise<void> {
  const cursors = new Map(Object.entries(start.cursors ?? {}));
  for (const feed of feeds) {
    try {
      await collectFeed(api, feed, start, cursors, sink);
    } catch (error) {
      const known = findCollectError(error);
      if (!known) throw error;
      sink.fault(known.problem);
    }
  }
}

/** The features that the token was given. */
export async function askFeatures(api: EventsApi): Promise<readonly string[]> {
  const answer = await api.fetch(`${api.base}/api/v2/auth/introspect`, { headers: headers() });
  return (await readJson(answer, introspection, '1Password Events API introspection')).features;
}

async function collectFeed(
  api: EventsApi,
  feed: Feed,
  start: EventsStart,
  cursors: Map<string, string>,
  sink: DatasetSink<OnePasswordEvent>,
): Promise<void> {
  const stored = cursors.get(feed.name);
  const read = (first: Question) => readFeed(api, feed, first, cursors, sink);
  if (stored === undefined) return read(since(start.since));
  try {
    await read({ cursor: stored });
  } catch (error) {
    // A cursor that led nowhere at all; one refused later in the run is an error like any other.
    if (findCollectError(error)?.status !== 400 || cursors.get(feed.name) !== stored) throw error;
    sink.fault({ code: 'truncated', message: lostPlace(feed) });
    await read(since(new Date(start.now.getTime() - keptDays * dayMs)));
  }
}

async function readFeed(
  api: EventsApi,
  feed: Feed,
  first: Question,
  cursors: Map<string, string>,
  sink: DatasetSink<OnePasswordEvent>,
): Promise<void> {
  const pages = followPages(
    (cursor) => ask(api, feed, cursor === undefined ? first : { cursor }),
    (page) => nextCursor(page, first, feed),
    (page) => page.items.length === 0,
  );
  for await (const page of pages) {
    const { rows, problem } = parseEach(page.items, feed.schema, `${feed.name}: items`);
    await sink.add(rows);
    if (problem) sink.fault(problem);
    cursors.set(feed.name, page.cursor);
    keepCursors(sink, cursors);
  }
}

async function ask(api: EventsApi, feed: Feed, question: Question): Promise<Page> {
  const answer = await api.fetch(`${api.base}/api/v2/${feed.name}`, {
    method: 'POST',
    headers: { ...headers(), 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  return readJson(answer, eventsPage, `1Password ${feed.name}`);
}

/** The cursor that the night began with counts as seen: getting it back with more to come is a circle. */
function nextCursor(page: Page, first: Question, feed: Feed): string | null {
  if (!page.has_more) return null;
  if ('cursor' in first && first.cursor === page.cursor)
    throw new CollectError(
      'truncated',
      `1Password ${feed.name}: the cursor does not move on; events are missing.`,
    );
  return page.cursor;
}

function since(time: Date): Question {
  return { limit: pageSize, start_time: time.toISOString().replace(/\.\d+Z$/, 'Z') };
}

function keepCursors(sink: DatasetSink<OnePasswordEvent>, cursors: ReadonlyMap<string, string>): void {
  sink.source({ continuation: Object.fromEntries(cursors) });
}

function headers(): Record<string, string> {
  return { accept: 'application/json', 'user-agent': userAgent };
}

function lostPlace(feed: Feed): string {
  return (
    `1Password refused the place where the last night stopped reading ${feed.name}. They were read again from ` +
    `${keptDays} days back, as far as 1Password keeps them: events between that and the last night may be missing.`
  );
}
