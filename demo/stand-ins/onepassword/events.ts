import type { Hono } from 'hono';
import { answerPage, readJson } from '../serve/pages.ts';
import type { Ask, Surroundings } from '../serve/stand-in.ts';
import { type Cursor, continueFrom, cursorText, readCursor } from './cursor.ts';
import { onePasswordRefusal } from './refusals.ts';
import type { OnePasswordEventItem, OnePasswordWorld } from './world.ts';

export type Feature = 'auditevents' | 'signinattempts';

export interface EventsApi {
  readonly world: () => OnePasswordWorld;
  readonly today: () => Date;
  readonly token: string;
  readonly features: readonly Feature[];
  /** Whether one more request is within the limits. */
  readonly allowed: () => boolean;
}

/** The Events API: what the token may see, audit events and sign-in attempts. */
export function eventsRoutes(app: Hono<Surroundings>, api: EventsApi): void {
  app.get('/api/v2/auth/introspect', (ask) => refusalFor(ask, api) ?? introspect(ask, api));
  app.post('/api/v2/auditevents', async (ask) => {
    return refusalFor(ask, api, 'auditevents') ?? (await listEvents(ask, api, api.world().auditEvents));
  });
  app.post('/api/v2/signinattempts', async (ask) => {
    return refusalFor(ask, api, 'signinattempts') ?? (await listEvents(ask, api, api.world().signInAttempts));
  });
}

function refusalFor(ask: Ask, { token, features, allowed }: EventsApi, feature?: Feature): Response | null {
  const known = ask.req.header('authorization') === `Bearer ${token}`;
  if (!known || (feature && !features.includes(feature))) return refuse(ask, 401);
  return allowed() ? null : refuse(ask, 429);
}

function introspect(ask: Ask, { world, features }: EventsApi): Response {
  return ask.json({
    uuid: 'OK41XEGLRTH4YKO5YRTCPNX3IU',
    issued_at: '2026-01-05T03:52:19Z',
    features,
    account_uuid: world().account.id,
  });
}

async function listEvents(
  ask: Ask,
  api: EventsApi,
  events: readonly OnePasswordEventItem[],
): Promise<Response> {
  const feed = ask.req.path;
  const question = readJson((await ask.req.text()) || '{}');
  const cursor = readCursor(feed, question, api.today());
  if (!cursor) return refuse(ask, 400, 'Give either a cursor, or limit, start_time and end_time.');
  const { items, from } = continueFrom(cursor, events);
  return answerPage(ask, {
    number: cursor.page,
    items,
    from,
    size: cursor.limit,
    asked: askedWith(question),
    // A full page says that there may be more, so the next can be empty.
    more: items.length - from >= cursor.limit,
    token: (at, page) => cursorText(feed, moved(cursor, items[at - 1], page)),
    body: (shown, next) => ({
      cursor: next ?? cursorText(feed, moved(cursor, items.at(-1), cursor.page + 1)),
      has_more: next !== null,
      items: shown,
    }),
  });
}

function moved(cursor: Cursor, last: OnePasswordEventItem | undefined, page: number): Cursor {
  return { ...cursor, page, after: last ? [last.timestamp, last.uuid] : cursor.after };
}

function askedWith(question: unknown): string | null {
  return typeof question === 'object' && question !== null && 'cursor' in question
    ? String(question.cursor)
    : null;
}

function refuse(ask: Ask, status: 400 | 401 | 429, detail?: string): Response {
  return ask.json(onePasswordRefusal(status, ask.req.path, detail), status);
}
