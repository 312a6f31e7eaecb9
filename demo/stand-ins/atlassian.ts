import type { Hono } from 'hono';
import type { AtlassianUser, AtlassianWorld } from './atlassian/world.ts';
import { answerPage, pageToken, readPageToken } from './serve/pages.ts';
import { quota } from './serve/quota.ts';
import { reasonOf } from './serve/reasons.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface AtlassianOptions extends StandInOptions {
  /** What the key was granted. Default: read:directories:admin. */
  readonly scopes?: readonly string[];
}

export interface AtlassianStandIn extends StandIn {
  /** The connection's credentials: an API key. */
  apiKey(): string;
}

const apiKey = 'ATCTT3xFfGstandInKeyThatIsNotARealOne0000000001';

/** Stands in for Atlassian's Admin API: the accounts of one organization. `world` is asked at every request. */
export async function startAtlassian(
  world: () => AtlassianWorld,
  options: AtlassianOptions = {},
): Promise<AtlassianStandIn> {
  const standIn = await serveStandIn((app) => routes(app, world, options), atlassianRefusal, options);
  return { ...standIn, apiKey: () => apiKey };
}

function routes(app: Hono<Surroundings>, world: () => AtlassianWorld, options: AtlassianOptions): void {
  const { now = () => new Date(), scopes = ['read:directories:admin'] } = options;
  const within = quota(now, 1_000, 60);
  const guarded = (answer: (ask: Ask, world: AtlassianWorld) => Response) => (ask: Ask) => {
    if (ask.req.header('authorization') !== `Bearer ${apiKey}`) return refuse(ask, 401);
    if (within(apiKey) > 0) return refuse(ask, 429);
    if (!scopes.includes('read:directories:admin')) return refuse(ask, 403);
    return ask.req.param('org') === world().org ? answer(ask, world()) : refuse(ask, 404);
  };
  app.get('/admin/v2/orgs/:org/directories/-/users', guarded(listUsers));
  // Everybody in a directory, and every managed account.
  app.get(
    '/admin/v2/orgs/:org/directories/-/users/count',
    guarded((ask, { counted, users }) =>
      ask.json({ count: counted ?? users.filter((user) => isInDirectory(user) || isManaged(user)).length }),
    ),
  );
}

/** Those in a directory, or of one claim status wherever they are; 25 where no limit is given, at most 100. */
function listUsers(ask: Ask, { users }: AtlassianWorld): Response {
  const { claimStatus = '', cursor = '', limit = '25' } = ask.req.query();
  const size = Number(limit);
  const at = readPageToken(claimStatus, cursor);
  if (!at || !(size >= 1 && size <= 100)) return refuse(ask, 400);
  const listed = users.filter((user) =>
    claimStatus === '' ? isInDirectory(user) : (user.claimStatus ?? 'managed') === claimStatus,
  );
  return answerPage(ask, {
    ...at,
    items: listed.map(userOf),
    size,
    asked: cursor === '' ? null : cursor,
    more: at.from + size < listed.length,
    token: (from, number) => pageToken(claimStatus, from, number),
    body: (items, next) => ({ data: items, links: { self: cursor || null, prev: null, next } }),
  });
}

function isInDirectory({ status }: AtlassianUser): boolean {
  return status !== 'not_invited';
}

function isManaged({ claimStatus = 'managed' }: AtlassianUser): boolean {
  return claimStatus === 'managed';
}

function userOf(user: AtlassianUser): object {
  return {
    name: user.email,
    nickname: user.email.split('@')[0],
    accountStatus: 'active',
    accountType: 'atlassian',
    status: 'active',
    claimStatus: 'managed',
    ...user,
  };
}

function refuse(ask: Ask, status: RefusalStatus): Response {
  return ask.json(atlassianRefusal(status), status);
}

/** Atlassian's form of a refusal. */
function atlassianRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  return { errors: [{ status, title: reasonOf(status), detail: detail ?? reasonOf(status) }] };
}
