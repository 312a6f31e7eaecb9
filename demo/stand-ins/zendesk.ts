import type { Hono } from 'hono';
import { answerPage } from './serve/pages.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';
import { client, zendeskTokens } from './zendesk/tokens.ts';
import type { ZendeskUser, ZendeskWorld } from './zendesk/world.ts';

export interface ZendeskOptions extends StandInOptions {
  /** What the client may ask a token for; for anything else a token is no good. Default: what is needed. */
  readonly scopes?: readonly string[];
  /** Requests in a minute; beyond it 429. Default 200. */
  readonly perMinute?: number;
}

export interface ZendeskStandIn extends StandIn {
  /** The connection's credentials (JSON): an OAuth client. */
  credentials(): string;
}

/** Stands in for Zendesk's API: the settings and users of one account. `world` is asked at every request. */
export async function startZendesk(
  world: () => ZendeskWorld,
  options: ZendeskOptions = {},
): Promise<ZendeskStandIn> {
  const standIn = await serveStandIn((app) => routes(app, world, options), zendeskRefusal, options);
  return { ...standIn, credentials: () => JSON.stringify(client) };
}

function routes(app: Hono<Surroundings>, world: () => ZendeskWorld, options: ZendeskOptions): void {
  const { now = () => new Date(), perMinute = 200, scopes = ['users:read', 'security:read'] } = options;
  const tokens = zendeskTokens(now);
  const within = quota(now, perMinute, 60);
  const guarded = (scope: string, answer: (ask: Ask, world: ZendeskWorld) => Response) => (ask: Ask) => {
    const asked = tokens.scopesOf(ask);
    if (!asked) return refuse(ask, 401);
    const granted = asked.filter((one) => scopes.includes(one));
    if (!granted.includes(scope) && !granted.includes('read')) return refuse(ask, 403);
    const seconds = within('account');
    return seconds > 0 ? refuse(ask, 429, { 'retry-after': String(seconds) }) : answer(ask, world());
  };
  app.post('/oauth/tokens', (ask) => tokens.grant(ask));
  app.get('/api/v2/security_settings', guarded('security:read', showSecuritySettings));
  app.get('/api/v2/users.json', guarded('users:read', listUsers));
}

function showSecuritySettings(ask: Ask, { agent }: ZendeskWorld): Response {
  const role = {
    enforce_sso: false,
    google_login: false,
    office_365_login: false,
    primary_external_auth: null,
    remote_login: false,
    security_policy_id: 350,
    security_policy_name: 'recommended',
    sso_auto_redirect: false,
    zendesk_login: true,
  };
  return ask.json({
    security_settings: {
      agent_session_timeout: 480,
      // What is asked of customers is beside it, and says nothing of the team.
      authentication: { agent: { ...role, remote_bypass: 2, ...agent }, end_user: role },
      two_factor_last_update: '2026-09-08T18:12:19Z',
    },
  });
}

/** Those of one role, everybody where none is asked for; at most 100 on a page, and 100 pages. */
function listUsers(ask: Ask, { passedOver = 0, users }: ZendeskWorld): Response {
  const { page = '1', per_page = '100', role } = ask.req.query();
  const [number, size] = [Number(page), Math.min(100, Number(per_page))];
  if (!(size >= 1 && Number.isInteger(number) && number >= 1)) return refuse(ask, 400);
  if (number > 100) return refuse(ask, 400);
  const listed = users.filter((user) => role === undefined || (user.role ?? 'agent') === role);
  const at = (one: number) => {
    const url = new URL(ask.req.url);
    url.searchParams.set('page', String(one));
    return url.href;
  };
  const from = (number - 1) * size;
  return answerPage(ask, {
    number,
    items: listed.map(userOf),
    from,
    size,
    asked: number === 1 ? null : ask.req.url,
    more: from + size < listed.length,
    token: (_, next) => at(next),
    body: (items, next) => ({
      users: items,
      next_page: next,
      previous_page: number === 1 ? null : at(number - 1),
      count: listed.length + (listed.length > 0 ? passedOver : 0),
    }),
  });
}

function userOf(user: ZendeskUser): object {
  return {
    url: `https://acme.zendesk.com/api/v2/users/${user.id}.json`,
    name: user.email,
    created_at: '2024-01-15T10:30:00Z',
    updated_at: '2026-11-01T10:30:00Z',
    time_zone: 'Amsterdam',
    locale: 'en-US',
    role: 'agent',
    custom_role_id: null,
    verified: true,
    active: true,
    suspended: false,
    last_login_at: '2026-11-20T08:00:00Z',
    ...user,
  };
}

function refuse(ask: Ask, status: RefusalStatus, headers: Readonly<Record<string, string>> = {}): Response {
  return ask.json(zendeskRefusal(status), status, headers);
}

const words: Readonly<Record<RefusalStatus, readonly [error: string, description: string]>> = {
  400: ['InvalidPaginationDepth', 'Pagination parameters are invalid.'],
  401: [
    'invalid_token',
    'The access token provided is expired, revoked, malformed or invalid for other reasons.',
  ],
  403: [
    'Forbidden',
    'You do not have access to this page. Please contact the account owner of this help desk for further help.',
  ],
  404: ['RecordNotFound', 'Not found'],
  429: ['APIRateLimitExceeded', 'Number of allowed API requests per minute exceeded'],
  500: ['InternalError', 'Internal Server Error'],
  503: ['ServiceUnavailable', 'Service Unavailable'],
};

/** Zendesk's form of a refusal. */
function zendeskRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  const [error, description] = words[status];
  return { error, description: detail ?? description };
}
