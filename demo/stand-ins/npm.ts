import type { Hono } from 'hono';
import { npmRefusal } from './npm/refusals.ts';
import { listTokens } from './npm/tokens.ts';
import type { NpmWorld } from './npm/world.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface NpmOptions extends StandInOptions {
  /** Whether the token may list its account's tokens; else 403. Default: it may. */
  readonly listsTokens?: boolean;
  /** Requests in a minute; beyond it 429. Default: no limit, since npm publishes none. */
  readonly perMinute?: number;
}

export interface NpmStandIn extends StandIn {
  /** The access token of the account that the world names. */
  token(): string;
}

const token = 'npm_standInTokenThatIsNotARealOne0000001';

/** Stands in for npm's registry, as far as organizations and tokens go. `world` is asked at every request. */
export async function startNpm(world: () => NpmWorld, options: NpmOptions = {}): Promise<NpmStandIn> {
  const { listsTokens = true, now = () => new Date(), perMinute = Number.POSITIVE_INFINITY } = options;
  const within = quota(now, perMinute, 60);
  const standIn = await serveStandIn(
    (app) => {
      app.use(async (ask, next) => {
        const wait = within(token);
        if (wait === 0) return next();
        return ask.json(npmRefusal(429, ask.req.path), 429, { 'retry-after': String(wait) });
      });
      routes(app, world, listsTokens);
    },
    npmRefusal,
    options,
  );
  return { ...standIn, token: () => token };
}

function routes(app: Hono<Surroundings>, world: () => NpmWorld, listsTokens: boolean): void {
  app.get('/-/org/:org/user', (ask) => organization(ask, world(), ({ members }) => members));
  app.get('/-/org/:org/package', (ask) => organization(ask, world(), ({ packages }) => packages));
  app.get('/-/whoami', (ask) => known(ask) ?? ask.json({ username: world().account.name }));
  app.get('/-/npm/v1/tokens', (ask) => {
    if (!listsTokens) return known(ask) ?? refuse(ask, 403);
    return known(ask) ?? listTokens(ask, world().account.tokens, token);
  });
}

/** To strangers, and to those who are not members, the organization is not there. */
function organization(ask: Ask, world: NpmWorld, of: (world: NpmWorld) => object): Response {
  if (ask.req.header('authorization') === undefined) return refuse(ask, 404);
  const member = Object.hasOwn(world.members, world.account.name);
  return (
    known(ask) ?? (member && ask.req.param('org') === world.org ? ask.json(of(world)) : refuse(ask, 404))
  );
}

/** The refusal of a token that npm does not know, or null. */
function known(ask: Ask): Response | null {
  return ask.req.header('authorization') === `Bearer ${token}` ? null : refuse(ask, 401);
}

function refuse(ask: Ask, status: 401 | 403 | 404): Response {
  return ask.json(npmRefusal(status, ask.req.path), status);
}
