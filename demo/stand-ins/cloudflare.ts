import type { Hono } from 'hono';
import { envelope, listMembers } from './cloudflare/members.ts';
import { cloudflareRefusal } from './cloudflare/refusals.ts';
import type { CloudflareWorld } from './cloudflare/world.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface CloudflareOptions extends StandInOptions {
  /** Whose the token is. Default: the account's own. */
  readonly owner?: 'account' | 'user';
  /** When the token ends, RFC 3339; from then on 401. Default: never. */
  readonly tokenEnds?: string;
  /** What the token was granted. Default: Account Settings: Read. */
  readonly permissions?: readonly string[];
  /** Whether lists come with the numbers of pages and entries, as Cloudflare does not promise. Default: they do. */
  readonly totals?: boolean;
  /** Requests in five minutes; beyond it 429. Default 1,200. */
  readonly perFiveMinutes?: number;
}

export interface CloudflareStandIn extends StandIn {
  /** The connection's credentials: a token. */
  token(): string;
}

const tokens = {
  account: 'cfat_standInTokenThatIsNotARealOne000000000001',
  user: 'cfut_standInTokenThatIsNotARealOne0000000000001',
} as const;

/** Stands in for Cloudflare's API: one account and its members. `world` is asked at every request. */
export async function startCloudflare(
  world: () => CloudflareWorld,
  options: CloudflareOptions = {},
): Promise<CloudflareStandIn> {
  const standIn = await serveStandIn((app) => routes(app, world, options), cloudflareRefusal, options);
  return { ...standIn, token: () => tokens[options.owner ?? 'account'] };
}

const base = '/client/v4';

function routes(app: Hono<Surroundings>, world: () => CloudflareWorld, options: CloudflareOptions): void {
  const { owner = 'account', permissions = ['Account Settings: Read'] } = options;
  const guard = guardOf(options);
  const settings = (answer: (ask: Ask) => Response) => (ask: Ask) => {
    const refused = guard(ask) ?? ofThis(ask, world());
    return refused ?? (permissions.includes('Account Settings: Read') ? answer(ask) : refuse(ask, 403));
  };
  app.get(
    `${base}/accounts/:account`,
    settings((ask) => ask.json(envelope(accountOf(world())))),
  );
  app.get(
    `${base}/accounts/:account/members`,
    settings((ask) => listMembers(ask, world(), options.totals ?? true)),
  );
  // A token is verified where it belongs, and unknown at the other address.
  const verify = (where: typeof owner) => (ask: Ask) =>
    guard(ask) ?? (where === owner ? ask.json(envelope(tokenOf(options))) : refuse(ask, 401));
  app.get(`${base}/accounts/:account/tokens/verify`, verify('account'));
  app.get(`${base}/user/tokens/verify`, verify('user'));
}

/** The refusal of a token, or of one more request than is allowed; null when there is none. */
function guardOf({ now = () => new Date(), owner = 'account', tokenEnds, ...options }: CloudflareOptions) {
  const within = quota(now, options.perFiveMinutes ?? 1_200, 300);
  return (ask: Ask): Response | null => {
    const bearer = /^Bearer (\S+)$/.exec(ask.req.header('authorization') ?? '')?.[1];
    if (bearer === undefined)
      return ask.json(cloudflareRefusal(400, ask.req.path, 'Invalid request headers'), 400);
    if (bearer !== tokens[owner]) return refuse(ask, 401);
    if (tokenEnds !== undefined && Date.parse(tokenEnds) <= now().getTime()) return refuse(ask, 401);
    const wait = within(owner);
    if (wait === 0) return null;
    return ask.json(cloudflareRefusal(429, ask.req.path), 429, { 'retry-after': String(wait) });
  };
}

function ofThis(ask: Ask, { account }: CloudflareWorld): Response | null {
  return ask.req.param('account') === account.id ? null : refuse(ask, 403);
}

function accountOf({ account }: CloudflareWorld): object {
  const { type = 'standard', settings, ...rest } = account;
  const shown = settings && { abuse_contact_email: null, ...settings };
  return { ...rest, type, created_on: '2021-03-01T12:21:02Z', ...(shown ? { settings: shown } : {}) };
}

function tokenOf({ tokenEnds }: CloudflareOptions): object {
  const end = tokenEnds === undefined ? {} : { expires_on: tokenEnds };
  return { id: 'ed17574386854bf78a67040be0a770b0', status: 'active', ...end };
}

function refuse(ask: Ask, status: 401 | 403): Response {
  return ask.json(cloudflareRefusal(status, ask.req.path), status);
}
