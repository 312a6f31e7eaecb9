import { eventsRoutes, type Feature } from './onepassword/events.ts';
import { onePasswordRefusal } from './onepassword/refusals.ts';
import { usersRoutes } from './onepassword/users.ts';
import type { OnePasswordWorld } from './onepassword/world.ts';
import { every, quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { StandIn, StandInOptions } from './serve/stand-in.ts';

export { vaultExport } from './onepassword/vault-export.ts';

export interface OnePasswordOptions extends StandInOptions {
  /** What the events token may see. Default: both feeds. */
  readonly features?: readonly Feature[];
  /** Requests to the Events API in a minute; beyond it 429. Default 600. */
  readonly eventsPerMinute?: number;
  /** The same in an hour. Default 30,000. */
  readonly eventsPerHour?: number;
  /** Requests to the Users API in a minute, those for a token among them; beyond it 429. Default: no limit, since 1Password publishes none. */
  readonly usersPerMinute?: number;
  /** The day that the 120 days of kept events are counted from. Default: the clock. A world of another time needs it. */
  readonly today?: () => Date;
}

export interface OnePasswordStandIn extends StandIn {
  /** The connection's credentials (JSON): client credentials of the Users API and the events token. */
  credentials(): string;
}

const usersClientId = 'exhibit-users';
const usersClientSecret = 'stand-in-client-secret-not-a-real-one';
const eventsToken = 'stand-in-events-token-not-a-real-one';

/** Stands in for 1Password: Users API and Events API. `world` is asked at every request. */
export async function startOnePassword(
  world: () => OnePasswordWorld,
  options: OnePasswordOptions = {},
): Promise<OnePasswordStandIn> {
  const now = options.now ?? (() => new Date());
  const features = options.features ?? ['auditevents', 'signinattempts'];
  const events = every(
    quota(now, options.eventsPerMinute ?? 600, 60),
    quota(now, options.eventsPerHour ?? 30_000, 3600),
  );
  const users = quota(now, options.usersPerMinute ?? Number.POSITIVE_INFINITY, 60);
  const standIn = await serveStandIn(
    (app) => {
      usersRoutes(app, {
        world,
        now,
        clientId: usersClientId,
        clientSecret: usersClientSecret,
        allowed: () => users(usersClientId) === 0,
      });
      eventsRoutes(app, {
        world,
        today: options.today ?? now,
        token: eventsToken,
        features,
        allowed: () => events(eventsToken) === 0,
      });
    },
    onePasswordRefusal,
    options,
  );
  return { ...standIn, credentials: () => JSON.stringify({ usersClientId, usersClientSecret, eventsToken }) };
}
