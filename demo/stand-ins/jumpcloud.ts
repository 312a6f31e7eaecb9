import type { Hono } from 'hono';
import type { JumpCloudPolicyTraits, JumpCloudUser, JumpCloudWorld } from './jumpcloud/world.ts';
import type { Page } from './serve/page.ts';
import { answerPage } from './serve/pages.ts';
import { quota } from './serve/quota.ts';
import { reasonOf } from './serve/reasons.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface JumpCloudOptions extends StandInOptions {
  /** Requests in a minute; beyond it 429. Default 1,000. */
  readonly perMinute?: number;
}

export interface JumpCloudStandIn extends StandIn {
  /** The connection's credentials: an API key. */
  apiKey(): string;
}

const apiKey = 'jca_standInKeyThatIsNotARealOne0000000001';

/** Stands in for JumpCloud's API: the users and conditional access policies of one organization. `world` is asked at every request. */
export async function startJumpCloud(
  world: () => JumpCloudWorld,
  options: JumpCloudOptions = {},
): Promise<JumpCloudStandIn> {
  const credentialOf = (ask: Ask) => ask.req.header('x-api-key') ?? '';
  const standIn = await serveStandIn((app) => routes(app, world, options), jumpCloudRefusal, options, {
    credentialOf,
  });
  return { ...standIn, apiKey: () => apiKey };
}

function routes(app: Hono<Surroundings>, world: () => JumpCloudWorld, options: JumpCloudOptions): void {
  const { now = () => new Date(), perMinute = 1_000 } = options;
  const within = quota(now, perMinute, 60);
  const guarded = (answer: (ask: Ask, world: JumpCloudWorld) => Response) => (ask: Ask) => {
    if (ask.req.header('x-api-key') !== apiKey) return refuse(ask, 401);
    return within(apiKey) > 0 ? refuse(ask, 429) : answer(ask, world());
  };
  app.get('/api/systemusers', guarded(listUsers));
  app.get('/api/v2/authn/policies', guarded(listPolicies));
}

/** A bare list. */
function listPolicies(ask: Ask, { policies = [] }: JumpCloudWorld): Response {
  return listOf(ask, policies.map(policyOf), {
    headers: () => ({ 'x-total-count': String(policies.length) }),
    body: (items) => items,
  });
}

/** One that lets whoever is known into the User Portal with a second factor, changed as is said. */
function policyOf({ id, name = id, ...given }: JumpCloudPolicyTraits): object {
  return {
    id,
    name,
    type: 'user_portal',
    disabled: false,
    conditions: {},
    effect: { action: 'allow', obligations: { mfa: { required: true } } },
    targets: { resources: [{ type: 'user_portal' }], userGroups: { inclusions: ['g-1'], exclusions: [] } },
    ...given,
  };
}

function listUsers(ask: Ask, { counted, users }: JumpCloudWorld): Response {
  return listOf(ask, users.map(userOf), {
    body: (items) => ({ totalCount: counted ?? users.length, results: items }),
  });
}

/** Ten where no limit is given, at most a hundred; beyond the last there is an empty page. */
function listOf(ask: Ask, items: readonly object[], form: Pick<Page, 'body' | 'headers'>): Response {
  const { limit = '10', skip = '0' } = ask.req.query();
  const [size, from] = [Math.min(100, Number(limit)), Number(skip)];
  if (!(size >= 1) || !(from >= 0)) return refuse(ask, 400);
  return answerPage(ask, {
    number: Math.floor(from / size) + 1,
    items,
    from,
    size,
    asked: null,
    more: from + size < items.length,
    token: () => '',
    ...form,
  });
}

function userOf({ email, ...given }: JumpCloudUser): object {
  return {
    username: email.split('@')[0],
    email,
    activated: true,
    suspended: false,
    state: 'ACTIVATED',
    account_locked: false,
    created: '2024-01-15T10:30:00.000Z',
    ...given,
  };
}

function refuse(ask: Ask, status: RefusalStatus): Response {
  return ask.json(jumpCloudRefusal(status), status);
}

/** JumpCloud's form of a refusal. */
function jumpCloudRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  return { message: detail ?? reasonOf(status), error: reasonOf(status) };
}
