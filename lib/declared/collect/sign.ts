import * as z from 'zod/mini';
import { CollectError } from '../../evidence/problem.ts';
import { authorizedFetch, cachedToken } from '../../http/authorized.ts';
import type { Fetch } from '../../http/fetch.ts';
import { readJson } from '../../http/json.ts';
import { userAgent } from '../../http/user-agent.ts';
import type { Auth } from '../auth.ts';
import { fill } from '../fill.ts';
import type { Credential } from './credential.ts';
import type { Place } from './questions.ts';

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
      return withHeaders(fetch, { [auth.name]: `${auth.prefix}${of('token')}` });
    case 'basic':
      return withHeaders(fetch, { authorization: basic(of(auth.user), of(auth.password), signing) });
    case 'keys':
      return withHeaders(
        fetch,
        Object.fromEntries(Object.entries(auth.headers).map(([header, name]) => [header, of(name)])),
      );
    case 'client-credentials': {
      const { clock } = signing;
      return authorizedFetch(
        fetch,
        cachedToken(
          () => askToken(auth, signing),
          () => clock().getTime(),
        ),
      );
    }
  }
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

const tokenAnswer = z.object({
  access_token: z.string().check(z.regex(/^[\x21-\x7e]+$/)),
  expires_in: z.number().check(z.positive()),
});

type ClientCredentials = Auth & { readonly kind: 'client-credentials' };

async function askToken(
  auth: ClientCredentials,
  signing: Signing,
): Promise<{ token: string; expiresInSeconds: number }> {
  const { credential, fetch, place, secret } = signing;
  const { clientId = '', clientSecret = '' } = credential;
  const form = Object.entries(auth.form).map(([name, value]) => [name, fill(value, place.settings)]);
  const own = auth.client === 'body' ? { client_id: clientId, client_secret: clientSecret } : {};
  const signature = auth.client === 'basic' ? { authorization: basic(clientId, clientSecret, signing) } : {};
  const answer = await fetch(tokenAddress(auth, place), {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': userAgent,
      ...signature,
    },
    body: new URLSearchParams({ ...Object.fromEntries(form), ...own }).toString(),
    confidential: true,
  }).catch((error: unknown) => Promise.reject(explained(error, auth)));
  const { access_token, expires_in } = await readJson(
    answer,
    tokenAnswer,
    `${place.title}’s answer with a token`,
  );
  secret(access_token);
  return { token: access_token, expiresInSeconds: expires_in };
}

/** Whole, at the endpoint where there is one. */
function tokenAddress({ address }: ClientCredentials, { base, own, settings }: Place): string {
  const { origin, pathname, search } = new URL(fill(address, settings, encodeURIComponent));
  return base === own ? `${origin}${pathname}${search}` : `${base}${pathname}${search}`;
}

/** OAuth refuses a wrong client with 400 as well as with 401. */
function explained(error: unknown, { what }: ClientCredentials): unknown {
  if (!(error instanceof CollectError)) return error;
  if (!['unauthenticated', 'denied', 'rejected'].includes(error.code)) return error;
  const code = error.code === 'rejected' ? 'unauthenticated' : error.code;
  return new CollectError(code, `${error.message} Check ${what}.`, { cause: error });
}
