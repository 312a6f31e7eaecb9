import type { Hono } from 'hono';
import { client, clientTokens } from './serve/client-credentials.ts';
import { answerPage, pageToken, readPageToken } from './serve/pages.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';
import type { ZoomUser, ZoomWorld } from './zoom/world.ts';

export interface ZoomOptions extends StandInOptions {
  /** What the app was granted. Default: both. */
  readonly scopes?: readonly string[];
}

export interface ZoomStandIn extends StandIn {
  /** The connection's credentials (JSON): a server-to-server app. */
  credentials(): string;
}

/** Stands in for Zoom's API: one account. `world` is asked at every request. */
export async function startZoom(world: () => ZoomWorld, options: ZoomOptions = {}): Promise<ZoomStandIn> {
  const standIn = await serveStandIn((app) => routes(app, world, options), zoomRefusal, options);
  return { ...standIn, credentials: () => JSON.stringify(client) };
}

const settingsScope = 'account:read:settings:admin';
const usersScope = 'user:read:list_users:admin';

function routes(app: Hono<Surroundings>, world: () => ZoomWorld, options: ZoomOptions): void {
  const { now = () => new Date(), scopes = [settingsScope, usersScope] } = options;
  const tokens = clientTokens('zoom', now);
  const within = quota(now, 20, 1);
  const guarded = (scope: string, answer: (ask: Ask, world: ZoomWorld) => Response) => (ask: Ask) => {
    if (!tokens.isGranted(ask)) return ask.json({ code: 124, message: 'Invalid access token.' }, 401);
    if (within('account') > 0) return refuse(ask, 429);
    // Zoom says 400 where a scope is missing.
    if (!scopes.includes(scope))
      return ask.json(
        { code: 4711, message: `Invalid access token, does not contain scopes:[${scope}].` },
        400,
      );
    return answer(ask, world());
  };
  app.post('/oauth/token', (ask) =>
    tokens.grant(ask, { grant_type: 'account_credentials', account_id: world().account }),
  );
  app.get(
    '/v2/accounts/me/settings',
    guarded(settingsScope, (ask, { security }) =>
      ask.json(ask.req.query('option') === 'security' ? { security: { ...otherSettings, ...security } } : {}),
    ),
  );
  app.get('/v2/users', guarded(usersScope, listUsers));
}

const otherSettings = {
  sign_again_period_for_inactivity_on_client: 0,
  sign_again_period_for_inactivity_on_web: 0,
};

/** Those of one status, active ones where none is asked for; at most 300 on a page. */
function listUsers(ask: Ask, { passedOver = 0, users }: ZoomWorld): Response {
  const { next_page_token: asked = '', page_size = '30', status = 'active' } = ask.req.query();
  const size = Math.min(300, Number(page_size) || 30);
  const at = readPageToken(status, asked);
  if (!at) return ask.json({ code: 300, message: 'The next page token is invalid or expired.' }, 400);
  const listed = users.filter((user) => (user.status ?? 'active') === status);
  return answerPage(ask, {
    ...at,
    items: listed.map(userOf),
    size,
    asked: asked === '' ? null : asked,
    more: at.from + size < listed.length,
    token: (from, number) => pageToken(status, from, number),
    body: (items, next) => ({
      page_count: Math.ceil(listed.length / size),
      page_number: 1,
      page_size: size,
      total_records: listed.length + passedOver,
      next_page_token: next ?? '',
      users: items,
    }),
  });
}

function userOf(user: ZoomUser): object {
  return {
    type: 1,
    role_id: '2',
    status: 'active',
    created_at: '2024-01-01T00:00:00Z',
    verified: 1,
    ...user,
  };
}

function refuse(ask: Ask, status: RefusalStatus): Response {
  return ask.json(zoomRefusal(status), status);
}

const words: Readonly<Record<RefusalStatus, string>> = {
  400: 'Bad Request',
  401: 'Invalid access token.',
  403: 'Forbidden',
  404: 'Account does not exist.',
  429: 'You have reached the maximum per-second rate limit for this API. Try again later.',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Zoom's form of a refusal. */
function zoomRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  return { code: status, message: detail ?? words[status] };
}
