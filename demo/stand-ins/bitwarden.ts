import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { dayMs } from '../../lib/evidence/day.ts';
import { collectionOf, eventOf, groupOf, listOf, memberOf, policyOf } from './bitwarden/lists.ts';
import { bitwardenRefusal } from './bitwarden/refusals.ts';
import type { BitwardenWorld } from './bitwarden/world.ts';
import { answerPage, pageToken, readPageToken } from './serve/pages.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface BitwardenOptions extends StandInOptions {
  /** Before every path, as a server of one's own has it: `{ api: '/api', identity: '/identity' }`. Default: none. */
  readonly under?: { readonly api: string; readonly identity: string };
  /** Events on one page. Default 50: Bitwarden does not say how many it gives. */
  readonly eventsPerPage?: number;
  /** Requests in a minute; beyond it 429. Default: no limit, since Bitwarden publishes none. */
  readonly perMinute?: number;
  /** The day that a span of events ends on where nobody says. Default: the clock. A world of another time needs it. */
  readonly today?: () => Date;
}

export interface BitwardenStandIn extends StandIn {
  /** The connection's credentials (JSON): the organization's API key. */
  credentials(): string;
}

const clientSecret = 'standInBitwardenSecretNotAReal';
const tokenSeconds = 3600;
/** So many days of events are shown where nobody says which. */
const usualDays = 30;
/** The longest span of events that is shown. */
const mostDays = 367;

/** Stands in for Bitwarden's Public API and what gives its tokens: one organization. `world` is asked at every request. */
export async function startBitwarden(
  world: () => BitwardenWorld,
  options: BitwardenOptions = {},
): Promise<BitwardenStandIn> {
  const standIn = await serveStandIn((app) => routes(app, world, options), bitwardenRefusal, options);
  const credentials = () => JSON.stringify({ clientId: clientIdOf(world()), clientSecret });
  return { ...standIn, credentials };
}

function clientIdOf({ organization }: BitwardenWorld): string {
  return `organization.${organization}`;
}

type Answer = (ask: Ask, world: BitwardenWorld) => Response;

function routes(app: Hono<Surroundings>, world: () => BitwardenWorld, options: BitwardenOptions): void {
  const { now = () => new Date(), under = { api: '', identity: '' } } = options;
  const tokens = new Map<string, number>();
  const within = quota(now, options.perMinute ?? Number.POSITIVE_INFINITY, 60);
  app.post(`${under.identity}/connect/token`, (ask) => issueToken(ask, world(), tokens, now));
  const get = (path: string, answer: Answer) =>
    app.get(`${under.api}/public${path}`, (ask) => {
      const token = /^Bearer (\S+)$/.exec(ask.req.header('authorization') ?? '')?.[1] ?? '';
      if ((tokens.get(token) ?? 0) <= now().getTime()) return refuse(ask, 401);
      const wait = within(token);
      if (wait === 0) return answer(ask, world());
      return ask.json(bitwardenRefusal(429, ask.req.path), 429, { 'retry-after': String(wait) });
    });
  get('/members', (ask, { members }) =>
    whole(
      ask,
      members.map((one) => memberOf(one, false)),
    ),
  );
  get('/members/:id', (ask, { members }) => {
    const found = members.find(({ id }) => id === ask.req.param('id'));
    return found ? ask.json(memberOf(found, true)) : refuse(ask, 404);
  });
  get('/groups', (ask, { groups }) => whole(ask, groups.map(groupOf)));
  get('/groups/:id/member-ids', (ask, { groups }) => {
    const found = groups.find(({ id }) => id === ask.req.param('id'));
    return found ? ask.json(found.members) : refuse(ask, 404);
  });
  get('/collections', (ask, all) =>
    whole(
      ask,
      all.collections.map((one) => collectionOf(one, all)),
    ),
  );
  get('/policies', (ask, { policies }) => whole(ask, policies.map(policyOf)));
  get('/events', (ask, all) => listEvents(ask, all, options));
}

async function issueToken(
  ask: Ask,
  world: BitwardenWorld,
  tokens: Map<string, number>,
  now: () => Date,
): Promise<Response> {
  const form = new URLSearchParams(await ask.req.text());
  if (form.get('grant_type') !== 'client_credentials') return refuse(ask, 400, 'unsupported_grant_type');
  if (form.get('scope') !== 'api.organization') return refuse(ask, 400, 'invalid_scope');
  if (form.get('client_id') !== clientIdOf(world) || form.get('client_secret') !== clientSecret)
    return refuse(ask, 400, 'invalid_client');
  const access_token = randomBytes(24).toString('base64url');
  tokens.set(access_token, now().getTime() + tokenSeconds * 1000);
  return ask.json({
    access_token,
    expires_in: tokenSeconds,
    token_type: 'Bearer',
    scope: 'api.organization',
  });
}

/** A list that comes whole. */
function whole(ask: Ask, items: readonly object[]): Response {
  return answerPage(ask, {
    number: 1,
    items,
    from: 0,
    size: Math.max(1, items.length),
    asked: null,
    more: false,
    token: (from, number) => pageToken('whole', from, number),
    body: (data, next) => listOf(data, next),
  });
}

/** Those of a span, the newest first, page by page. */
function listEvents(ask: Ask, { events }: BitwardenWorld, options: BitwardenOptions): Response {
  const { eventsPerPage: size = 50, now = () => new Date(), today = now } = options;
  const asked = ask.req.query('continuationToken') ?? null;
  const end = Date.parse(ask.req.query('end') ?? today().toISOString());
  const start = Date.parse(ask.req.query('start') ?? new Date(end - usualDays * dayMs).toISOString());
  if (!(start <= end) || end - start > mostDays * dayMs) return refuse(ask, 400, 'Invalid date range.');
  const list = `events ${start} ${end}`;
  const position = readPageToken(list, asked);
  if (!position) return refuse(ask, 400, 'Invalid continuationToken.');
  const within = events.filter(({ date }) => start <= Date.parse(date) && Date.parse(date) < end);
  const items = within.toSorted((a, b) => Date.parse(b.date) - Date.parse(a.date)).map(eventOf);
  return answerPage(ask, {
    ...position,
    items,
    size,
    asked,
    more: position.from + size < items.length,
    token: (from, number) => pageToken(list, from, number),
    body: (data, next) => listOf(data, next),
  });
}

function refuse(ask: Ask, status: 400 | 401 | 404, detail?: string): Response {
  return ask.json(bitwardenRefusal(status, ask.req.path, detail), status);
}
