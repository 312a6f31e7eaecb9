import type { Hono } from 'hono';
import type { TerraformMember, TerraformWorld } from './hcp-terraform/world.ts';
import { answerPage } from './serve/pages.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface TerraformStandIn extends StandIn {
  /** The connection's credentials: a token. */
  token(): string;
}

const token = 'standInNotReal.atlasv1.standInTokenThatIsNotARealOne0000000001';

/** Stands in for HCP Terraform's API: one organization and its members. `world` is asked at every request. */
export async function startTerraform(
  world: () => TerraformWorld,
  options: StandInOptions = {},
): Promise<TerraformStandIn> {
  const standIn = await serveStandIn((app) => routes(app, world, options), terraformRefusal, options);
  return { ...standIn, token: () => token };
}

function routes(
  app: Hono<Surroundings>,
  world: () => TerraformWorld,
  { now = () => new Date() }: StandInOptions,
) {
  const within = quota(now, 30, 1);
  const guarded = (answer: (ask: Ask, world: TerraformWorld) => Response) => (ask: Ask) => {
    if (ask.req.header('authorization') !== `Bearer ${token}`) return refuse(ask, 401);
    const wait = within(token);
    if (wait > 0)
      return refuse(ask, 429, { 'x-ratelimit-limit': '30', 'x-ratelimit-reset': wait.toFixed(3) });
    // An organization that the token does not see is not there.
    return ask.req.param('name') === world().organization.name ? answer(ask, world()) : refuse(ask, 404);
  };
  app.get(
    '/api/v2/organizations/:name',
    guarded((ask, { organization }) => ask.json({ data: organizationOf(organization) })),
  );
  app.get('/api/v2/organizations/:name/organization-memberships', guarded(listMemberships));
}

function organizationOf({ name, ...attributes }: TerraformWorld['organization']): object {
  return {
    id: name,
    type: 'organizations',
    attributes: {
      'external-id': 'org-0000000000000001',
      'created-at': '2024-01-15T10:30:00.000Z',
      'saml-enabled': false,
      name,
      ...attributes,
    },
  };
}

/** Twenty on a page where no size is given, at most a hundred, by number from 1. Users come only where they are asked for. */
function listMemberships(ask: Ask, { counted, members }: TerraformWorld): Response {
  const { include = '', 'page[number]': page = '1', 'page[size]': given = '20' } = ask.req.query();
  const [number, size] = [Number(page), Math.min(100, Number(given))];
  if (!(number >= 1) || !(size >= 1)) return refuse(ask, 400);
  const from = (number - 1) * size;
  const more = from + size < members.length;
  const withUsers = include.split(',').includes('user');
  return answerPage(ask, {
    number,
    items: members.map(membershipOf),
    from,
    size,
    asked: null,
    more,
    token: () => '',
    body: (items) => ({
      data: items,
      ...(withUsers && { included: members.slice(from, from + size).flatMap(includedOf) }),
      meta: {
        pagination: {
          'current-page': number,
          'prev-page': number > 1 ? number - 1 : null,
          'next-page': more ? number + 1 : null,
          'total-pages': Math.ceil(members.length / size),
          'total-count': counted ?? members.length,
        },
      },
    }),
  });
}

function membershipOf({ id, email, status, user }: TerraformMember): object {
  const userId = user === 'left out' ? `user-of-${id}` : user?.id;
  return {
    id,
    type: 'organization-memberships',
    attributes: { status: status ?? (user === null ? 'invited' : 'active'), email },
    relationships: {
      user: { data: userId === undefined ? null : { id: userId, type: 'users' } },
      teams: { data: [] },
    },
  };
}

function includedOf({ user }: TerraformMember): readonly object[] {
  if (user === null || user === 'left out') return [];
  const { id, ...attributes } = user;
  return [{ id, type: 'users', attributes: { username: id, 'is-service-account': false, ...attributes } }];
}

function refuse(ask: Ask, status: RefusalStatus, headers: Record<string, string> = {}): Response {
  return ask.json(terraformRefusal(status), status, headers);
}

const words: Readonly<Record<RefusalStatus, string>> = {
  400: 'bad request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not found',
  429: 'too many requests',
  500: 'internal server error',
  503: 'service unavailable',
};

/** HCP Terraform's form of a refusal. */
function terraformRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  return { errors: [{ status: String(status), title: words[status], ...(detail && { detail }) }] };
}
