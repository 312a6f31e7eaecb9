import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readOnlyScopes } from '../../../../demo/stand-ins/google/permission.ts';
import { type GoogleStandIn, startGoogleWorkspace } from '../../../../demo/stand-ins/google-workspace.ts';
import { acme } from '../acme.ts';
import { ask, assertion, bearer, exchange } from '../asking.ts';

let google: GoogleStandIn;
beforeAll(async () => {
  google = await startGoogleWorkspace(() => acme);
});
afterAll(() => google.close());

describe('A signed assertion', () => {
  test('becomes a token', async () => {
    const { status, body } = await exchange(google, assertion(google));
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^ya29\./),
      token_type: 'Bearer',
      expires_in: 3599,
    });
  });

  test('may be for Google’s public token address, as its library writes it', async () => {
    const jwt = assertion(google, { aud: 'https://oauth2.googleapis.com/token' });
    expect((await exchange(google, jwt)).status).toBe(200);
  });

  const hour = 3600;
  const now = Math.floor(Date.now() / 1000);
  test.each([
    ['is of another service account', { iss: 'other@acme.example' }],
    ['is for another address', { aud: 'https://elsewhere.example/token' }],
    ['has ended', { iat: now - 2 * hour, exp: now - hour }],
    ['begins in the future', { iat: now + hour, exp: now + 2 * hour }],
    ['lasts longer than an hour', { exp: now + 2 * hour }],
    ['acts as nobody', { sub: 'nobody@acme.example' }],
    ['acts as someone suspended', { sub: 'carl@acme.example' }],
  ])('that %s is an invalid grant', async (_, claims) => {
    const { status, body } = await exchange(google, assertion(google, claims));
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
  });

  test('that was changed after signing is an invalid grant', async () => {
    const [header, , signature] = assertion(google).split('.');
    const [, payload] = assertion(google, { sub: 'eve@acme.example' }).split('.');
    const { status, body } = await exchange(google, `${header}.${payload}.${signature}`);
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
  });

  test('with a scope that is not delegated gets nothing, whatever else it asks', async () => {
    const scope = `${readOnlyScopes[0]} https://www.googleapis.com/auth/admin.directory.user`;
    const { status, body } = await exchange(google, assertion(google, { scope }));
    expect([status, body.error]).toEqual([401, 'unauthorized_client']);
  });

  test('without a scope is refused, and so is another way of asking', async () => {
    expect((await exchange(google, assertion(google, { scope: '' }))).body.error).toBe('invalid_scope');
    const body = new URLSearchParams({ grant_type: 'password' });
    expect((await ask(`${google.url}/token`, { method: 'POST', body })).body.error).toBe(
      'unsupported_grant_type',
    );
  });
});

describe('Signing in without a key', () => {
  const federated = async () => {
    const { audience, subject_token_type, token_url } = JSON.parse(google.externalAccount());
    const body = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      audience,
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      subject_token_type,
      subject_token: 'a signed request',
    });
    return (await ask(token_url, { method: 'POST', body })).body;
  };
  const sign = (token: string, account: string, payload: unknown) =>
    ask(`${google.url}/v1/projects/-/serviceAccounts/${encodeURIComponent(account)}:signJwt`, {
      method: 'POST',
      ...bearer(token),
      body: JSON.stringify({ payload }),
    });

  test('leads over the token exchange and signJwt to a token', async () => {
    const exchanged = await federated();
    expect(exchanged).toMatchObject({
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
    });
    const [, payload = ''] = assertion(google).split('.');
    const claims = Buffer.from(payload, 'base64url').toString();
    const signed = await sign(exchanged.access_token, google.serviceAccount, claims);
    expect(signed.body).toEqual({ keyId: expect.any(String), signedJwt: expect.any(String) });
    expect((await exchange(google, signed.body.signedJwt)).status).toBe(200);
  });

  test('signs for its own account only, only JSON, and only for a federated token', async () => {
    const { access_token } = await federated();
    expect((await sign(access_token, 'other@acme.example', '{}')).status).toBe(404);
    expect((await sign(access_token, google.serviceAccount, 'no JSON')).status).toBe(400);
    const { body } = await exchange(google, assertion(google));
    expect((await sign(body.access_token, google.serviceAccount, '{}')).status).toBe(401);
  });

  test('gives no access by the federated token itself', async () => {
    const { access_token } = await federated();
    expect((await ask(`${google.url}/v1/policies`, bearer(access_token))).status).toBe(401);
  });
});
