import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import type { Hono } from 'hono';
import type { OktaUser, OktaWorld, OktaWorldPolicy } from './okta/world.ts';
import { answerPage, pageToken, readJson, readPageToken } from './serve/pages.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface OktaOptions extends StandInOptions {
  /** What the app was granted. Default: what is needed. */
  readonly scopes?: readonly string[];
  /** Requests in a minute for the factors of users; beyond it 429. Default 600. */
  readonly perMinute?: number;
  /** Users on a page at the most, however many are asked for. Default 200, the most that can be asked for. */
  readonly usersOnPage?: number;
}

export interface OktaStandIn extends StandIn {
  /** The connection's credential: an API token. */
  token(): string;
  /** The same as an app: its id and private key, as JSON. */
  credentials(): string;
}

const token = '00standInTokenThatIsNotARealOne000000000001';
const clientId = '0oastandin0000000001';
const needed = ['okta.users.read', 'okta.factors.read', 'okta.policies.read'];

/** Stands in for Okta's API: one organization. `world` is asked at every request. */
export async function startOkta(world: () => OktaWorld, options: OktaOptions = {}): Promise<OktaStandIn> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const standIn = await serveStandIn((app) => routes(app, world, options, pem), oktaRefusal, options);
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    ...standIn,
    token: () => token,
    credentials: () => JSON.stringify({ clientId, privateKey: key, keyId: 'key-1' }),
  };
}

function routes(app: Hono<Surroundings>, world: () => OktaWorld, options: OktaOptions, key: string): void {
  const { now = () => new Date(), scopes = needed, perMinute = 600, usersOnPage = 200 } = options;
  const within = quota(now, perMinute, 60);
  const given = new Set<string>();
  const guarded = (scope: string, answer: (ask: Ask, world: OktaWorld) => Response) => (ask: Ask) => {
    const sent = ask.req.header('authorization') ?? '';
    if (sent !== `SSWS ${token}` && !given.has(sent.replace(/^Bearer /, ''))) return refuse(ask, 401);
    if (!scopes.includes(scope)) return refuse(ask, 403);
    return answer(ask, world());
  };
  app.post('/oauth2/v1/token', async (ask) => {
    const form = new URLSearchParams(await ask.req.text());
    if (!isSigned(form.get('client_assertion') ?? '', key, world().domain, now()))
      return ask.json(
        { error: 'invalid_client', error_description: 'The client_assertion is invalid.' },
        401,
      );
    if (form.get('scope') !== needed.join(' ')) return ask.json({ error: 'invalid_scope' }, 400);
    const access = `okta-access-token-${given.size}-not-a-real-one`;
    given.add(access);
    return ask.json({
      token_type: 'Bearer',
      expires_in: 3600,
      access_token: access,
      scope: form.get('scope'),
    });
  });
  app.get(
    '/api/v1/users',
    guarded('okta.users.read', (ask, world) => listUsers(ask, world, usersOnPage)),
  );
  app.get(
    '/api/v1/users/:id/factors',
    guarded('okta.factors.read', (ask, { users }) => {
      const wait = within('factors');
      if (wait > 0) return limited(ask, now(), wait);
      const user = users.find(({ id }) => id === ask.req.param('id'));
      return user ? listPage(ask, factorsOf(user), 100, `factors of ${user.id}`) : refuse(ask, 404);
    }),
  );
  app.get('/api/v1/policies', guarded('okta.policies.read', listPolicies));
  app.get(
    '/api/v1/policies/:id/rules',
    guarded('okta.policies.read', (ask, { policies }) => {
      const policy = policies.find(({ id }) => id === ask.req.param('id'));
      return policy ? listPage(ask, policy.rules ?? [], 50, `rules of ${policy.id}`) : refuse(ask, 404);
    }),
  );
}

/** Whether a client's word of itself is signed with its key, for this organization, and holds now. */
function isSigned(assertion: string, key: string, domain: string, now: Date): boolean {
  const [header = '', claims = '', signature = ''] = assertion.split('.');
  const said = readJson(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown> | undefined;
  const right = verify(
    'SHA256',
    Buffer.from(`${header}.${claims}`),
    createPublicKey(key),
    Buffer.from(signature, 'base64url'),
  );
  const seconds = now.getTime() / 1_000;
  return (
    right &&
    said?.iss === clientId &&
    said.sub === clientId &&
    said.aud === `https://${domain}/oauth2/v1/token` &&
    Number(said.exp) > seconds &&
    Number(said.exp) <= seconds + 3_600
  );
}

/** Without a filter, whoever was deactivated is left out. */
function listUsers(ask: Ask, { users }: OktaWorld, most: number): Response {
  const filter = ask.req.query('filter');
  if (filter !== undefined && filter !== 'status eq "DEPROVISIONED"') return refuse(ask, 400);
  const isGone = ({ status }: OktaUser) => status === 'DEPROVISIONED';
  const listed = users.filter((user) => isGone(user) === (filter !== undefined));
  return listPage(ask, listed.map(userOf), 200, `users ${filter ?? ''}`, most);
}

function userOf({ id, email, login, factors: _, ...given }: OktaUser): object {
  return {
    id,
    status: 'ACTIVE',
    created: '2024-01-15T10:30:00.000Z',
    activated: '2024-01-15T10:31:00.000Z',
    lastLogin: '2026-11-20T08:00:00.000Z',
    ...given,
    type: { id: 'oty1' },
    profile: { firstName: login, lastName: login, login, email: email === undefined ? login : email },
    credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
  };
}

function factorsOf({ id, factors = { push: 'ACTIVE' } }: OktaUser): readonly object[] {
  return Object.entries(factors).map(([factorType, status]) => ({
    id: `${id}-${factorType}`,
    factorType,
    provider: 'OKTA',
    vendorName: 'OKTA',
    status,
    created: '2026-01-01T00:00:00.000Z',
    lastUpdated: '2026-01-01T00:00:00.000Z',
  }));
}

function listPolicies(ask: Ask, { classic = false, policies }: OktaWorld): Response {
  const type = ask.req.query('type');
  if (classic && type === 'ACCESS_POLICY') return refuse(ask, 400);
  const listed = policies.filter((policy) => policy.type === type);
  return listPage(ask, listed.map(policyOf), 20, `policies ${type}`);
}

function policyOf({ rules: _, ...policy }: OktaWorldPolicy): object {
  const conditions = { people: { groups: { include: ['00geveryone00000001'] } } };
  return { name: policy.id, status: 'ACTIVE', priority: 1, system: true, conditions, ...policy };
}

/** Pages by a `Link` header, of which the first always names the page itself. */
function listPage(ask: Ask, items: readonly object[], most: number, what: string, given = most): Response {
  const { after = '', limit } = ask.req.query();
  const at = readPageToken(what, after);
  const asked = Number(limit ?? most);
  if (!at || !(asked >= 1 && asked <= most)) return refuse(ask, 400);
  const size = Math.min(asked, given);
  const url = (to: string) => {
    const next = new URL(ask.req.url);
    next.searchParams.set('after', to);
    return next.href;
  };
  return answerPage(ask, {
    ...at,
    items,
    size,
    asked: after === '' ? null : url(after),
    more: at.from + size < items.length,
    token: (from, number) => url(pageToken(what, from, number)),
    body: (shown) => shown,
    headers: (next) => ({
      link: [`<${ask.req.url}>; rel="self"`, ...(next === null ? [] : [`<${next}>; rel="next"`])].join(', '),
    }),
  });
}

/** Okta says in seconds since 1970 when the window ends. */
function limited(ask: Ask, now: Date, wait: number): Response {
  const reset = String(Math.ceil(now.getTime() / 1_000) + wait);
  return ask.json(oktaRefusal(429), 429, {
    'x-rate-limit-limit': '600',
    'x-rate-limit-remaining': '0',
    'x-rate-limit-reset': reset,
  });
}

function refuse(ask: Ask, status: RefusalStatus): Response {
  return ask.json(oktaRefusal(status), status);
}

const words: Readonly<Record<RefusalStatus, readonly [string, string]>> = {
  400: ['E0000001', 'Api validation failed'],
  401: ['E0000011', 'Invalid token provided'],
  403: ['E0000006', 'You do not have permission to perform the requested action'],
  404: ['E0000007', 'Not found: Resource not found'],
  429: ['E0000047', 'API call exceeded rate limit due to too many requests.'],
  500: ['E0000009', 'Internal Server Error'],
  503: ['E0000009', 'Service unavailable'],
};

/** Okta's form of a refusal. */
function oktaRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  const [errorCode, errorSummary] = words[status];
  return {
    errorCode,
    errorSummary: detail ?? errorSummary,
    errorLink: errorCode,
    errorId: 'oae1',
    errorCauses: [],
  };
}
