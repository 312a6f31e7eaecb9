import type { Hono } from 'hono';
import { lists } from './gitlab/lists.ts';
import type { GitLabWorld } from './gitlab/world.ts';
import { answerPage } from './serve/pages.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface GitLabOptions extends StandInOptions {
  /** Whose token it is. Default: an owner's of the group. */
  readonly viewer?: 'owner' | 'member' | 'administrator';
  /** What `X-Total` says; null leaves it out. Default: how many there are. */
  readonly counted?: number | null;
}

export interface GitLabStandIn extends StandIn {
  /** The connection's credentials: a token. */
  token(): string;
}

const token = 'glpat-standInTokenThatIsNotARealOne';

/** Stands in for GitLab's API: an instance, and one group in it. `world` is asked at every request. */
export async function startGitLab(
  world: () => GitLabWorld,
  options: GitLabOptions = {},
): Promise<GitLabStandIn> {
  const credentialOf = (ask: Ask) => ask.req.header('private-token') ?? '';
  const standIn = await serveStandIn((app) => routes(app, world, options), gitLabRefusal, options, {
    credentialOf,
  });
  return { ...standIn, token: () => token };
}

function routes(app: Hono<Surroundings>, world: () => GitLabWorld, options: GitLabOptions): void {
  const { now = () => new Date(), viewer = 'owner' } = options;
  const within = quota(now, 2_000, 60);
  const guarded =
    (viewers: readonly string[], answer: (ask: Ask, world: GitLabWorld) => Response) => (ask: Ask) => {
      if (ask.req.header('private-token') !== token) return refuse(ask, 401);
      const wait = within(token);
      if (wait > 0) return refuse(ask, 429, { 'ratelimit-remaining': '0', 'retry-after': String(wait) });
      const group = ask.req.param('group');
      if (group !== undefined && group !== world().group.full_path) return refuse(ask, 404);
      return viewers.includes(viewer) ? answer(ask, world()) : refuse(ask, 403);
    };
  const list = (name: keyof typeof lists) => (ask: Ask, all: GitLabWorld) =>
    listUsers(ask, lists[name](all, viewer, ask.req.query()), options);
  const anybody = ['owner', 'member', 'administrator'];
  app.get(
    '/api/v4/groups/:group',
    guarded(anybody, (ask, { group }) =>
      ask.json({ id: 9, name: group.full_path, full_name: group.full_path, ...group }),
    ),
  );
  app.get('/api/v4/groups/:group/members/all', guarded(anybody, list('members')));
  app.get('/api/v4/groups/:group/enterprise_users', guarded(['owner'], list('enterprise')));
  app.get(
    '/api/v4/application/settings',
    guarded(['administrator'], (ask, { settings }) => ask.json({ id: 1, ...settings })),
  );
  app.get('/api/v4/users', guarded(anybody, list('users')));
}

/** Twenty on a page where no size is given, at most a hundred; headers say how it goes on. */
function listUsers(ask: Ask, items: readonly object[], { counted = items.length }: GitLabOptions): Response {
  const { page = '1', per_page = '20' } = ask.req.query();
  const [number, size] = [Number(page), Math.min(100, Number(per_page))];
  if (!(number >= 1) || !(size >= 1)) return refuse(ask, 400);
  return answerPage(ask, {
    number,
    items,
    from: (number - 1) * size,
    size,
    asked: page === '1' ? null : page,
    more: number * size < items.length,
    token: (_, next) => String(next),
    body: (shown) => shown,
    headers: (next) => ({
      'x-next-page': next ?? '',
      'x-page': page,
      ...(counted !== null && { 'x-total': String(counted) }),
    }),
  });
}

function refuse(ask: Ask, status: RefusalStatus, headers: Record<string, string> = {}): Response {
  return ask.json(gitLabRefusal(status), status, headers);
}

const words: Readonly<Record<RefusalStatus, string>> = {
  400: '400 Bad Request',
  401: '401 Unauthorized',
  403: '403 Forbidden',
  404: '404 Group Not Found',
  429: 'Retry later',
  500: '500 Internal Server Error',
  503: '503 Service Unavailable',
};

/** GitLab's form of a refusal. */
function gitLabRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  return { message: detail ?? words[status] };
}
