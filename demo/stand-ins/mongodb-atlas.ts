import type { Hono } from 'hono';
import type { AtlasUser, AtlasWorld } from './mongodb-atlas/world.ts';
import { client, clientTokens } from './serve/client-credentials.ts';
import { answerPage } from './serve/pages.ts';
import { quota } from './serve/quota.ts';
import { reasonOf } from './serve/reasons.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface AtlasStandIn extends StandIn {
  /** The connection's credentials (JSON): a service account. */
  credentials(): string;
}

/** Stands in for Atlas's Administration API: one organization. `world` is asked at every request. */
export async function startAtlas(
  world: () => AtlasWorld,
  options: StandInOptions = {},
): Promise<AtlasStandIn> {
  const standIn = await serveStandIn((app) => routes(app, world, options), atlasRefusal, options);
  return { ...standIn, credentials: () => JSON.stringify(client) };
}

function routes(
  app: Hono<Surroundings>,
  world: () => AtlasWorld,
  { now = () => new Date() }: StandInOptions,
) {
  const tokens = clientTokens('atlas', now);
  const within = quota(now, 100, 60);
  const guarded = (answer: (ask: Ask, world: AtlasWorld) => Response) => (ask: Ask) => {
    if (!tokens.isGranted(ask)) return refuse(ask, 401);
    const wait = within('organization');
    if (wait > 0) return refuse(ask, 429, { 'ratelimit-remaining': '0', 'retry-after': String(wait) });
    // Without a version in what is asked for, Atlas answers 406.
    if (!/^application\/vnd\.atlas\.\d{4}-\d\d-\d\d\+json$/.test(ask.req.header('accept') ?? ''))
      return ask.json({ error: 406, reason: 'Not Acceptable' }, 406);
    return ask.req.param('org') === world().org ? answer(ask, world()) : refuse(ask, 403);
  };
  app.post('/api/oauth/token', (ask) => tokens.grant(ask, { grant_type: 'client_credentials' }));
  app.get(
    '/api/atlas/v2/orgs/:org/settings',
    guarded((ask, { settings }) => ask.json({ ...otherSettings, ...settings })),
  );
  app.get('/api/atlas/v2/orgs/:org/users', guarded(listUsers));
}

const otherSettings = {
  apiAccessListRequired: true,
  genAIFeaturesEnabled: false,
  restrictEmployeeAccess: false,
};

/** At most 500 on a page, by number from 1; invited people only since the version of February 2025. */
function listUsers(ask: Ask, { passedOver = 0, users }: AtlasWorld): Response {
  const { itemsPerPage = '100', pageNum = '1' } = ask.req.query();
  const size = Number(itemsPerPage);
  const number = Number(pageNum);
  if (!(size >= 1 && size <= 500) || !(number >= 1)) return refuse(ask, 400);
  const asked = /\d{4}-\d\d-\d\d/.exec(ask.req.header('accept') ?? '')?.[0] ?? '';
  const listed =
    asked < '2025-02-19' ? users.filter((user) => user.orgMembershipStatus !== 'PENDING') : users;
  return answerPage(ask, {
    number,
    items: listed.map(userOf),
    from: (number - 1) * size,
    size,
    asked: null,
    more: number * size < listed.length,
    token: () => '',
    body: (items) => ({ links: [], results: items, totalCount: listed.length + passedOver }),
  });
}

function userOf(user: AtlasUser): object {
  return {
    orgMembershipStatus: 'ACTIVE',
    roles: { orgRoles: ['ORG_MEMBER'], groupRoleAssignments: [] },
    teamIds: [],
    ...user,
  };
}

function refuse(ask: Ask, status: RefusalStatus, headers: Record<string, string> = {}): Response {
  return ask.json(atlasRefusal(status), status, headers);
}

/** Atlas's form of a refusal. */
function atlasRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  return { detail: detail ?? reasonOf(status), error: status, reason: reasonOf(status), parameters: [] };
}
