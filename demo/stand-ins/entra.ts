import type { Hono } from 'hono';
import type { EntraUser, EntraWorld } from './entra/world.ts';
import { answerPage, pageToken, readPageToken } from './serve/pages.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, RefusalStatus, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface EntraOptions extends StandInOptions {
  /** What an administrator consented to. Default: what is needed. */
  readonly granted?: readonly string[];
  /** Whether the tenant has a licence of P1. Default: yes. */
  readonly licensed?: boolean;
  /** How many lines of the report are on a page. Default 999, which is the most. */
  readonly reportPage?: number;
  /** Requests in ten seconds; beyond it 429. Default: none that matters; Graph’s own is 5. */
  readonly perTenSeconds?: number;
}

export interface EntraStandIn extends StandIn {
  /** The connection's credentials (JSON): an app's id and secret. */
  credentials(): string;
}

const app = {
  clientId: '00000000-0000-0000-0000-0000000000aa',
  clientSecret: 'standIn~Secret~ThatIsNotARealOne',
};
const needed = ['User.Read.All', 'AuditLog.Read.All', 'Policy.Read.All', 'GroupMember.Read.All'];

/** Stands in for Microsoft's sign-in and Graph: one tenant. `world` is asked at every request. */
export async function startEntra(world: () => EntraWorld, options: EntraOptions = {}): Promise<EntraStandIn> {
  const standIn = await serveStandIn((routes) => serve(routes, world, options), entraRefusal, options);
  return { ...standIn, credentials: () => JSON.stringify(app) };
}

function serve(routes: Hono<Surroundings>, world: () => EntraWorld, options: EntraOptions): void {
  const {
    now = () => new Date(),
    granted = needed,
    licensed = true,
    reportPage = 999,
    perTenSeconds = 1_000,
  } = options;
  const within = quota(now, perTenSeconds, 10);
  const tokens = new Map<string, number>();
  const guarded =
    (scope: string, answer: (ask: Ask, world: EntraWorld) => Response, premium = false) =>
    (ask: Ask) => {
      const at = tokens.get((ask.req.header('authorization') ?? '').replace(/^Bearer /, ''));
      if (at === undefined || now().getTime() - at >= 3_599_000) return refuse(ask, 401);
      const wait = within('app');
      if (wait > 0) return ask.json(entraRefusal(429), 429, { 'retry-after': String(wait) });
      if (!granted.includes(scope)) return refuse(ask, 403);
      if (premium && !licensed) return unlicensed(ask);
      return answer(ask, world());
    };
  routes.post('/:tenant/oauth2/v2.0/token', async (ask) => {
    const form = new URLSearchParams(await ask.req.text());
    const sent = (name: string) => form.get(name);
    if (ask.req.param('tenant') !== world().tenant)
      return ask.json({ error: 'invalid_request', error_description: 'AADSTS90002: Tenant not found.' }, 400);
    if (sent('client_id') !== app.clientId || sent('client_secret') !== app.clientSecret)
      return ask.json(
        { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret.' },
        401,
      );
    if (
      sent('grant_type') !== 'client_credentials' ||
      sent('scope') !== 'https://graph.microsoft.com/.default'
    )
      return ask.json({ error: 'invalid_scope' }, 400);
    const token = `entra-access-token-${tokens.size}-not-a-real-one`;
    tokens.set(token, now().getTime());
    return ask.json({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token });
  });
  routes.get('/v1.0/users/$count', guarded('User.Read.All', countUsers));
  routes.get('/v1.0/users', guarded('User.Read.All', listUsers, true));
  routes.get(
    '/v1.0/reports/authenticationMethods/userRegistrationDetails',
    guarded('AuditLog.Read.All', (ask, { users }) => listRegistrations(ask, users, reportPage), true),
  );
  routes.get(
    '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
    guarded('Policy.Read.All', (ask, { securityDefaults = false }) =>
      ask.json({
        '@odata.context': `${graph}policies/identitySecurityDefaultsEnforcementPolicy/$entity`,
        id: '00000000-0000-0000-0000-000000000005',
        displayName: 'Security Defaults',
        description: '',
        isEnabled: securityDefaults,
      }),
    ),
  );
  routes.get(
    '/v1.0/identity/conditionalAccess/policies',
    guarded('Policy.Read.All', (ask, { policies }) =>
      listPage(ask, policies, 50, 'identity/conditionalAccess/policies'),
    ),
  );
  routes.get('/v1.0/groups/:group/transitiveMembers', guarded('GroupMember.Read.All', listMembers));
}

const graph = 'https://graph.microsoft.com/v1.0/$metadata#';

/** Without the header, Graph does not count. */
function countUsers(ask: Ask, { users, passedOver = 0 }: EntraWorld): Response {
  if (ask.req.header('consistencylevel') !== 'eventual') return refuse(ask, 400);
  return ask.body(String(users.length + passedOver), 200, { 'content-type': 'text/plain' });
}

/** With signInActivity, 120 at most. Fields that were not asked for are left out. */
function listUsers(ask: Ask, { users }: EntraWorld): Response {
  const fields = (ask.req.query('$select') ?? 'id,userPrincipalName,mail').split(',');
  const rows = users.map((user) =>
    Object.fromEntries(Object.entries(userOf(user)).filter(([name]) => fields.includes(name))),
  );
  return listPage(ask, rows, 120, 'users');
}

function userOf({ lastSignIn, lastAttempt, registration: _, ...user }: EntraUser): object {
  return {
    mail: null,
    proxyAddresses: [],
    accountEnabled: true,
    userType: 'Member',
    externalUserState: null,
    ...(lastSignIn === undefined
      ? {}
      : {
          signInActivity: {
            lastSignInDateTime: lastAttempt ?? lastSignIn,
            lastNonInteractiveSignInDateTime: lastSignIn,
            lastSuccessfulSignInDateTime: lastSignIn,
          },
        }),
    ...user,
  };
}

function listRegistrations(ask: Ask, users: readonly EntraUser[], most: number): Response {
  const rows = users.flatMap(({ id, registration, userPrincipalName, userType = 'Member' }) =>
    registration === null
      ? []
      : [
          {
            id,
            userPrincipalName,
            userDisplayName: userPrincipalName,
            userType: userType.toLowerCase(),
            isAdmin: false,
            methodsRegistered: [],
            lastUpdatedDateTime: '2026-11-22T00:00:00Z',
            ...registration,
          },
        ],
  );
  return listPage(ask, rows, most, 'reports/authenticationMethods/userRegistrationDetails');
}

function listPage(ask: Ask, items: readonly object[], most: number, what: string): Response {
  const { $top, $skiptoken = '' } = ask.req.query();
  const size = Math.min(most, Number($top ?? most) || most);
  const at = readPageToken(what, $skiptoken);
  if (!at) return refuse(ask, 400);
  const url = (token: string) => {
    const next = new URL(ask.req.url);
    next.searchParams.set('$skiptoken', token);
    return next.href;
  };
  return answerPage(ask, {
    ...at,
    items,
    size,
    asked: $skiptoken === '' ? null : url($skiptoken),
    more: at.from + size < items.length,
    token: (from, number) => url(pageToken(what, from, number)),
    body: (value, next) => ({
      '@odata.context': `${graph}${what}`,
      ...(next === null ? {} : { '@odata.nextLink': next }),
      value,
    }),
  });
}

/** Everybody in a group, and the groups in it. Without Member.Read.Hidden, one that hides its members shows none. */
function listMembers(ask: Ask, { groups = {} }: EntraWorld): Response {
  const members = groups[ask.req.param('group') ?? ''];
  if (!members) return refuse(ask, 404);
  const kindOf = (id: string) => (Object.hasOwn(groups, id) ? 'group' : 'user');
  const shown = members.map((id) => ({ '@odata.type': `#microsoft.graph.${kindOf(id)}`, id }));
  return listPage(ask, shown, 999, 'directoryObjects');
}

function unlicensed(ask: Ask): Response {
  const code = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';
  const message = 'Neither tenant is B2C or tenant doesn’t have premium license';
  return ask.json({ error: { code, message } }, 403);
}

function refuse(ask: Ask, status: RefusalStatus): Response {
  return ask.json(entraRefusal(status), status);
}

const words: Readonly<Record<RefusalStatus, readonly [string, string]>> = {
  400: ['BadRequest', 'The request is invalid.'],
  401: ['InvalidAuthenticationToken', 'Access token is empty or has expired.'],
  403: ['Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'],
  404: ['ResourceNotFound', 'Resource could not be discovered.'],
  429: ['TooManyRequests', 'Too many requests.'],
  500: ['InternalServerError', 'Something went wrong.'],
  503: ['ServiceUnavailable', 'The service is unavailable.'],
};

/** Graph's form of a refusal. */
function entraRefusal(status: RefusalStatus, _path = '', detail?: string): object {
  const [code, message] = words[status];
  return { error: { code, message: detail ?? message, innerError: { date: '2026-11-22T02:00:00' } } };
}
