import type { Hono } from 'hono';
import type { DatadogUser, DatadogWorld } from './datadog/world.ts';
import { answerPage } from './serve/pages.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface DatadogOptions extends StandInOptions {
  /** Whether the application key may see users. Default true. */
  readonly granted?: boolean;
  /** Requests in a minute; beyond it 429. Default 1,000. */
  readonly perMinute?: number;
}

export interface DatadogStandIn extends StandIn {
  /** The connection's credentials (JSON): both keys. */
  credentials(): string;
}

const apiKey = 'standInApiKeyThatIsNotARealOne01';
const applicationKey = 'ddapp_standInApplicationKeyNotARealOne01';

/** Stands in for Datadog's API: the users of one organization. `world` is asked at every request. */
export async function startDatadog(
  world: () => DatadogWorld,
  options: DatadogOptions = {},
): Promise<DatadogStandIn> {
  const credentialOf = (ask: Ask) => ask.req.header('dd-application-key') ?? '';
  const standIn = await serveStandIn((app) => routes(app, world, options), datadogRefusal, options, {
    credentialOf,
  });
  return { ...standIn, credentials: () => JSON.stringify({ apiKey, applicationKey }) };
}

function routes(app: Hono<Surroundings>, world: () => DatadogWorld, options: DatadogOptions): void {
  const { granted = true, now = () => new Date(), perMinute = 1_000 } = options;
  const within = quota(now, perMinute, 60);
  app.get('/api/v2/users', (ask) => {
    if (ask.req.header('dd-api-key') !== apiKey) return refuse(ask, 403);
    if (ask.req.header('dd-application-key') !== applicationKey || !granted) return refuse(ask, 403);
    const wait = within(applicationKey);
    if (wait === 0) return listUsers(ask, world());
    return refuse(ask, 429, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(wait) });
  });
}

/** At most 100 on a page, by number from 0. A parameter that is no number counts as if it were not there. */
function listUsers(ask: Ask, { passedOver = 0, users }: DatadogWorld): Response {
  const size = Math.min(100, Number(ask.req.query('page[size]')) || 10);
  const number = Number(ask.req.query('page[number]')) || 0;
  return answerPage(ask, {
    number: number + 1,
    items: users.map(userOf),
    from: number * size,
    size,
    asked: null,
    more: (number + 1) * size < users.length,
    token: () => '',
    body: (items) => ({
      data: items,
      included: [...new Set(users.flatMap(({ roles = [] }) => roles))].map(roleOf),
      meta: { page: { total_count: users.length, total_filtered_count: users.length + passedOver } },
    }),
  });
}

function userOf({ id, email, roles = [], ...given }: DatadogUser): object {
  return {
    type: 'users',
    id,
    attributes: {
      name: email,
      handle: email,
      email,
      status: 'Active',
      disabled: false,
      verified: true,
      service_account: false,
      created_at: '2024-01-01T00:00:00+00:00',
      modified_at: '2026-01-01T00:00:00+00:00',
      ...given,
    },
    relationships: { roles: { data: roles.map((role) => ({ type: 'roles', id: idOf(role) })) } },
  };
}

function roleOf(name: string): object {
  return { type: 'roles', id: idOf(name), attributes: { name, user_count: 1 } };
}

function idOf(role: string): string {
  return `role-${role.toLowerCase().replaceAll(' ', '-')}`;
}

function refuse(ask: Ask, status: RefusalStatus, headers: Record<string, string> = {}): Response {
  return ask.json(datadogRefusal(status), status, headers);
}

const words: Readonly<Record<RefusalStatus, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  429: 'Too many requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Datadog's form of a refusal. */
function datadogRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  return { errors: [detail ?? words[status]] };
}
