import { createSign } from 'node:crypto';
import { afterEach } from '@jest/globals';
import { readOnlyScopes } from '../../../demo/stand-ins/google/permission.ts';
import type { GoogleStandIn } from '../../../demo/stand-ins/google-workspace.ts';
import type { OnePasswordStandIn } from '../../../demo/stand-ins/onepassword.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came
  readonly body: any;
}

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Closes after each test what the test started, also when the test fails: an open server would keep Jest running. */
export function closing(): <Server extends { close(): Promise<void> }>(server: Server) => Server {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  return (server) => {
    open.push(server);
    return server;
  };
}

export const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

/** An assertion signed with the stand-in's key, as a client would make it. */
export function assertion(google: GoogleStandIn, claims: Readonly<Record<string, unknown>> = {}): string {
  const key = JSON.parse(google.serviceAccountKey());
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    iss: key.client_email,
    aud: key.token_uri,
    sub: 'ana@acme.example',
    scope: readOnlyScopes.join(' '),
    iat: now,
    exp: now + 3600,
    ...claims,
  };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(payload)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key.private_key, 'base64url')}`;
}

export function exchange(google: GoogleStandIn, jwt: string): Promise<Answer> {
  const body = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: jwt,
  });
  return ask(`${google.url}/token`, { method: 'POST', body });
}

export async function googleToken(
  google: GoogleStandIn,
  claims: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return (await exchange(google, assertion(google, claims))).body.access_token;
}

export async function usersToken(onepassword: OnePasswordStandIn): Promise<Answer> {
  const { usersClientId, usersClientSecret } = JSON.parse(onepassword.credentials());
  const basic = Buffer.from(`${usersClientId}:${usersClientSecret}`).toString('base64');
  return ask(`${onepassword.url}/v1beta1/users/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
}

export function postEvents(
  onepassword: OnePasswordStandIn,
  feed: string,
  body: object,
  token = JSON.parse(onepassword.credentials()).eventsToken,
): Promise<Answer> {
  return ask(`${onepassword.url}/api/v2/${feed}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
