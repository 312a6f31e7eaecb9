import type { Hono } from 'hono';
import type { FastlyUser, FastlyWorld } from './fastly/world.ts';
import { answerPage } from './serve/pages.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface FastlyStandIn extends StandIn {
  /** The connection's credentials: a token. */
  token(): string;
}

const token = 'standInTokenThatIsNotARealOne0001';

/** Stands in for Fastly's API: one customer and its users. `world` is asked at every request. */
export async function startFastly(
  world: () => FastlyWorld,
  options: StandInOptions = {},
): Promise<FastlyStandIn> {
  const credentialOf = (ask: Ask) => ask.req.header('fastly-key') ?? '';
  const standIn = await serveStandIn((app) => routes(app, world), fastlyRefusal, options, { credentialOf });
  return { ...standIn, token: () => token };
}

function routes(app: Hono<Surroundings>, world: () => FastlyWorld): void {
  const guarded = (answer: (ask: Ask, world: FastlyWorld) => Response) => (ask: Ask) => {
    if (ask.req.header('fastly-key') !== token) return refuse(ask, 401);
    return ask.req.param('id') === world().customer.id ? answer(ask, world()) : refuse(ask, 403);
  };
  app.get(
    '/customer/:id',
    guarded((ask, { customer }) => ask.json({ ...times, has_account_panel: false, ...customer })),
  );
  app.get('/customer/:id/users', guarded(listUsers));
}

/** All of them at once. */
function listUsers(ask: Ask, { customer, users }: FastlyWorld): Response {
  return answerPage(ask, {
    number: 1,
    items: users.map((user) => userOf(user, customer.id)),
    from: 0,
    size: users.length,
    asked: null,
    more: false,
    token: () => '',
    body: (items) => items,
  });
}

const times = { created_at: '2024-01-01T00:00:00Z', updated_at: '2026-11-01T00:00:00Z', deleted_at: null };

function userOf(user: FastlyUser, customer: string): object {
  return {
    name: user.login,
    role: 'user',
    customer_id: customer,
    two_factor_setup_required: false,
    locked: false,
    limit_services: false,
    require_new_password: false,
    email_hash: 'x',
    ...times,
    ...user,
  };
}

function refuse(ask: Ask, status: RefusalStatus): Response {
  return ask.json(fastlyRefusal(status), status);
}

const words: Readonly<Record<RefusalStatus, string>> = {
  400: 'Bad request',
  401: 'Provided credentials are missing or invalid',
  403: 'You are not authorized to perform this action',
  404: 'Record not found',
  429: 'Rate limit exceeded',
  500: 'Internal server error',
  503: 'Service unavailable',
};

/** Fastly's form of a refusal. */
function fastlyRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  return { msg: words[status], detail: detail ?? words[status] };
}
