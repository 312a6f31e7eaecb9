import type { Hono } from 'hono';
import { readJson } from '../serve/pages.ts';
import type { Ask, Surroundings } from '../serve/stand-in.ts';
import { googleRefusal, oauthRefusal } from './refusals.ts';
import { keyId, readAssertion, signAssertion } from './signing-key.ts';
import type { Tokens } from './tokens.ts';
import type { GoogleWorld } from './world.ts';

export interface SignIn {
  readonly world: () => GoogleWorld;
  readonly tokens: Tokens;
  readonly now: () => Date;
  /** The service account's address. */
  readonly account: string;
  /** The list of scopes that domain-wide delegation allows. */
  readonly delegated: readonly string[];
}

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const tokenExchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const publicTokenAddress = 'https://oauth2.googleapis.com/token';

/** `/token` for signed assertions; `/v1/token` and `signJwt` for signing in without a key. */
export function signInRoutes(app: Hono<Surroundings>, signIn: SignIn): void {
  app.post('/token', (ask) => exchangeAssertion(ask, signIn));
  app.post('/v1/token', (ask) => exchangeFederated(ask, signIn));
  app.post('/v1/projects/-/serviceAccounts/:call', (ask) => signJwt(ask, signIn));
}

async function exchangeAssertion(ask: Ask, signIn: SignIn): Promise<Response> {
  const form = new URLSearchParams(await ask.req.text());
  if (form.get('grant_type') !== jwtBearer)
    return ask.json(oauthRefusal('unsupported_grant_type', 'Invalid grant_type'), 400);
  const claims = readAssertion(form.get('assertion') ?? '');
  const fault = claims ? faultIn(claims, ask, signIn) : 'Invalid JWT Signature.';
  if (!claims || fault) return ask.json(oauthRefusal('invalid_grant', fault ?? undefined), 400);
  const scopes = String(claims.scope ?? '')
    .split(' ')
    .filter(Boolean);
  if (scopes.length === 0)
    return ask.json(oauthRefusal('invalid_scope', 'Empty or missing scope not allowed.'), 400);
  const subject = typeof claims.sub === 'string' && claims.sub !== signIn.account ? claims.sub : null;
  if (subject && !scopes.every((scope) => signIn.delegated.includes(scope)))
    return ask.json(
      oauthRefusal('unauthorized_client', 'Client is not authorized for all of the scopes requested.'),
      401,
    );
  return ask.json(signIn.tokens.issue({ subject, scopes, kind: 'access' }));
}

/** What is wrong with an assertion's claims; null when nothing is. */
function faultIn(claims: Readonly<Record<string, unknown>>, ask: Ask, signIn: SignIn): string | null {
  const { iss, aud, iat, exp, sub } = claims;
  const seconds = signIn.now().getTime() / 1000;
  if (iss !== signIn.account) return 'Invalid grant: account not found';
  if (aud !== publicTokenAddress && aud !== new URL('/token', ask.req.url).href)
    return 'Invalid JWT: Failed audience check.';
  const timely =
    typeof iat === 'number' &&
    typeof exp === 'number' &&
    exp > seconds &&
    iat < seconds + 300 &&
    exp - iat <= 3600;
  if (!timely) return 'Invalid JWT: Token must be short-lived (60 minutes) and in a reasonable timeframe.';
  return typeof sub === 'string' && sub !== signIn.account && !findUser(signIn.world(), sub)
    ? 'Invalid email or User ID'
    : null;
}

async function exchangeFederated(ask: Ask, { tokens }: SignIn): Promise<Response> {
  const form = new URLSearchParams(await ask.req.text());
  const audience = form.get('audience') ?? '';
  if (form.get('grant_type') !== tokenExchange)
    return ask.json(oauthRefusal('unsupported_grant_type', 'Invalid grant_type'), 400);
  if (
    !/^\/\/iam\.googleapis\.com\/.+\/workloadIdentityPools\/.+/.test(audience) ||
    !form.get('subject_token')
  )
    return ask.json(oauthRefusal('invalid_request', 'Invalid value for "audience" or "subject_token".'), 400);
  const token = tokens.issue({ subject: null, scopes: [form.get('scope') ?? ''], kind: 'federated' });
  return ask.json({ ...token, issued_token_type: 'urn:ietf:params:oauth:token-type:access_token' });
}

async function signJwt(ask: Ask, { tokens, account }: SignIn): Promise<Response> {
  const { path } = ask.req;
  if (tokens.of(ask)?.kind !== 'federated') return ask.json(googleRefusal(401, path), 401);
  if (ask.req.param('call') !== `${account}:signJwt`) return ask.json(googleRefusal(404, path), 404);
  const body = readJson(await ask.req.text());
  const payload = typeof body === 'object' && body !== null && 'payload' in body ? body.payload : undefined;
  if (typeof payload !== 'string' || readJson(payload) === undefined)
    return ask.json(googleRefusal(400, path, 'JWT payload must be a JSON object.'), 400);
  return ask.json({ keyId, signedJwt: signAssertion(payload) });
}

/** An account that can be acted as: by address, alias or id, neither suspended nor archived. */
export function findUser(world: GoogleWorld, key: string): GoogleWorld['users'][number] | undefined {
  const wanted = key.toLowerCase();
  return world.users.find(
    (user) =>
      !user.suspended &&
      !user.archived &&
      [user.id, user.primaryEmail, ...(user.aliases ?? [])].some((name) => name.toLowerCase() === wanted),
  );
}
