import type { Hono } from 'hono';
import { listMembers } from './sentry/members.ts';
import type { SentryWorld } from './sentry/world.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface SentryOptions extends StandInOptions {
  /** What the token was granted. Default: org:read and member:read. */
  readonly scopes?: readonly string[];
  /** Requests in a second by one token; beyond it 429. Default 40. */
  readonly perSecond?: number;
}

export interface SentryStandIn extends StandIn {
  /** The connection's credentials: a token. */
  token(): string;
}

const token = 'sntrys_standInTokenThatIsNotARealOne_0000000000001';

/** Stands in for Sentry's API: one organization and its members. `world` is asked at every request. */
export async function startSentry(
  world: () => SentryWorld,
  options: SentryOptions = {},
): Promise<SentryStandIn> {
  const standIn = await serveStandIn((app) => routes(app, world, options), sentryRefusal, options);
  return { ...standIn, token: () => token };
}

function routes(app: Hono<Surroundings>, world: () => SentryWorld, options: SentryOptions): void {
  const guard = guardOf(options);
  const granted = (scope: string, answer: (ask: Ask, world: SentryWorld) => Response) => (ask: Ask) =>
    guard(ask, scope) ?? ofThis(ask, world()) ?? answer(ask, world());
  app.get(
    '/api/0/organizations/:org/',
    granted('org:read', (ask, { organization }) => ask.json(organizationOf(organization))),
  );
  app.get('/api/0/organizations/:org/members/', granted('member:read', listMembers));
}

/** The refusal of a token, of a scope, or of one more request than is allowed; null when there is none. */
function guardOf({ now = () => new Date(), perSecond = 40, ...options }: SentryOptions) {
  const { scopes = ['org:read', 'member:read'] } = options;
  const within = quota(now, perSecond, 1);
  return (ask: Ask, scope: string): Response | null => {
    if (ask.req.header('authorization') !== `Bearer ${token}`) return refuse(ask, 401);
    const wait = within(token);
    if (wait > 0) return refuse(ask, 429, limitOf(perSecond, now(), wait));
    return scopes.includes(scope) ? null : refuse(ask, 403);
  };
}

/** An organization that is not the token's is not there. */
function ofThis(ask: Ask, { organization }: SentryWorld): Response | null {
  return ask.req.param('org') === organization.slug ? null : refuse(ask, 404);
}

function organizationOf({ slug, name, ...settings }: SentryWorld['organization']): object {
  return {
    id: '4500000000000001',
    slug,
    name,
    status: { id: 'active', name: 'active' },
    dateCreated: '2024-10-18T09:12:00.476934Z',
    isEarlyAdopter: false,
    ...settings,
  };
}

/** Sentry says in seconds since 1970 when the window ends. */
function limitOf(limit: number, now: Date, wait: number): Record<string, string> {
  return {
    'x-sentry-rate-limit-limit': String(limit),
    'x-sentry-rate-limit-remaining': '0',
    'x-sentry-rate-limit-reset': String(Math.ceil(now.getTime() / 1_000) + wait),
  };
}

function refuse(ask: Ask, status: RefusalStatus, headers: Record<string, string> = {}): Response {
  return ask.json(sentryRefusal(status), status, headers);
}

const words: Readonly<Record<RefusalStatus, string>> = {
  400: 'Invalid cursor parameter.',
  401: 'Invalid token',
  403: 'You do not have permission to perform this action.',
  404: 'The requested resource does not exist',
  429: 'You are attempting to use this endpoint too frequently.',
  500: 'Internal Error',
  503: 'Internal Error',
};

/** Sentry's form of a refusal. */
export function sentryRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  return { detail: detail ?? words[status] };
}
