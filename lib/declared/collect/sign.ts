import * as z from 'zod/mini';
import { CollectError } from '../../evidence/problem.ts';
import { authorizedFetch, cachedToken } from '../../http/authorized.ts';
import type { Fetch } from '../../http/fetch.ts';
import { readJson } from '../../http/json.ts';
import { userAgent } from '../../http/user-agent.ts';
import type { Auth } from '../auth.ts';
import { fill } from '../fill.ts';
import { clientAssertion } from './client-assertion.ts';
import type { Credential } from './credential.ts';
import type { Place } from './requests.ts';

export interface Signing {
  readonly place: Place;
  readonly credential: Credential;
  readonly fetch: Fetch;
  readonly clock: () => Date;
  /** Called with every value that must not be written. */
  readonly secret: (value: string) => void;
}

/** A fetch whose requests are signed as declared. */
export function signed(auth: Auth, signing: Signing): Fetch {
  const { credential, fetch } = signing;
  const of = (name: string) => credential[name] ?? '';
  switch (auth.kind) {
    case 'bearer':
      return authorizedFetch(fetch, { token: () => Promise.resolve(of('token')) });
    case 'header':
      return withHeaders(fetch, { [auth.name]: `${auth.prefix ?? ''}${of('token')}` });
    case 'basic':
      return withHeaders(fetch, { authorization: basic(of(auth.user), of(auth.password), signing) });
    case 'keys':
      return withHeaders(
        fetch,
        Object.fromEntries(Object.entries(auth.headers).map(([header, name]) => [header, of(name)])),
      );
    case 'token-or-key':
      if (credential.token !== undefined)
        return withHeaders(fetch, { [auth.name]: `${auth.prefix}${of('token')}` });
      return granted(auth, signing);
    case 'client-credentials':
      return granted(auth, signing);
  }
}

/** By tokens that the client asks for. */
function granted(auth: Granting, signing: Signing): Fetch {
  const { clock, fetch } = signing;
  return authorizedFetch(
    fetch,
    cachedToken(
      () => requestToken(auth, signing),
      () => clock().getTime(),
    ),
  );
}

function withHeaders(fetch: Fetch, more: Readonly<Record<string, string>>): Fetch {
  return (url, init = {}) => {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
    return fetch(url, { ...init, headers });
  };
}

function basic(user: string, password: string, { secret }: Pick<Signing, 'secret'>): string {
  const pair = Buffer.from(`${user}:${password}`).toString('base64');
  secret(pair);
  return `Basic ${pair}`;
}

const tokenResponse = z.object({
  access_token: z.string().check(z.regex(/^[\x21-\x7e]+$/)),
  // RFC 6749 lets it be left out.
  expires_in: z.nullish(z.number().check(z.positive())),
});

/** How long a token is kept that does not say when it ends. */
const defaultSeconds = 300;

type Granting = Auth & { readonly kind: 'client-credentials' | 'token-or-key' };

async function requestToken(
  auth: Granting,
  signing: Signing,
): Promise<{ token: string; expiresInSeconds: number }> {
  const { fetch, place, secret } = signing;
  const { body, headers } = auth.kind === 'token-or-key' ? byKey(auth, signing) : bySecret(auth, signing);
  const response = await fetch(tokenAddress(auth, place), {
    method: 'POST',
    headers: { accept: 'application/json', 'user-agent': userAgent, ...headers },
    body,
    confidential: true,
  }).catch((error: unknown) => Promise.reject(explained(error, auth)));
  const { access_token, expires_in } = await readJson(
    response,
    tokenResponse,
    `${place.title}’s answer with a token`,
  );
  secret(access_token);
  return { token: access_token, expiresInSeconds: expires_in ?? defaultSeconds };
}

/** How a client says who it is. */
interface Introduction {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, string>>;

function inForm(form: Fields, headers: Fields = {}): Introduction {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return { body: new URLSearchParams(form).toString(), headers: { ...type, ...headers } };
}

function inJson(form: Fields): Introduction {
  return { body: JSON.stringify(form), headers: { 'content-type': 'application/json' } };
}

function bySecret(auth: Auth & { readonly kind: 'client-credentials' }, signing: Signing): Introduction {
  const { clientId = '', clientSecret = '' } = signing.credential;
  const filled = Object.entries(auth.form).map(([name, value]) => [
    name,
    fill(value, signing.place.settings),
  ]);
  const form = Object.fromEntries(filled);
  const whole = { ...form, client_id: clientId, client_secret: clientSecret };
  switch (auth.client) {
    case 'basic':
      return inForm(form, { authorization: basic(clientId, clientSecret, signing) });
    case 'body':
      return inForm(whole);
    case 'json':
      return inJson(whole);
  }
}

function byKey(auth: Auth & { readonly kind: 'token-or-key' }, signing: Signing): Introduction {
  const { clock, credential, place, secret } = signing;
  const assertion = clientAssertion(
    credential,
    fill(auth.address, place.settings, encodeURIComponent),
    clock(),
  );
  secret(assertion);
  return inForm({
    grant_type: 'client_credentials',
    scope: auth.scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
}

/** Whole, at the endpoint where there is one. */
function tokenAddress({ address }: Granting, { base, own, settings }: Place): string {
  const { origin, pathname, search } = new URL(fill(address, settings, encodeURIComponent));
  return base === own ? `${origin}${pathname}${search}` : `${base}${pathname}${search}`;
}

/** OAuth refuses a wrong client with 400 as well as with 401. */
function explained(error: unknown, { what }: Granting): unknown {
  if (!(error instanceof CollectError)) return error;
  if (!['unauthenticated', 'denied', 'rejected'].includes(error.code)) return error;
  const code = error.code === 'rejected' ? 'unauthenticated' : error.code;
  return new CollectError(code, `${error.message} Check ${what}.`, { cause: error });
}
