import { describe, expect, test } from '@jest/globals';
import type { Auth } from '../../lib/declared/auth.ts';
import { example, people, type Told, tryDeclared } from './example.ts';

const pair = JSON.stringify({
  clientId: 'client',
  clientSecret: 'very-secret',
  user: 'ana',
  password: 'pass-word',
});
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const all: Told = { body: { people: people(0, 1) } };
const what = 'a credential';

const forms: readonly (readonly [
  name: string,
  auth: Auth,
  credential: string,
  headers: Readonly<Record<string, string>>,
])[] = [
  ['a bearer token', { kind: 'bearer', what }, 'secret-token', { authorization: 'Bearer secret-token' }],
  [
    'a header of its own',
    { kind: 'header', name: 'X-Key', prefix: 'SSWS ', what },
    'secret-token',
    { 'x-key': 'SSWS secret-token' },
  ],
  [
    'name and password',
    { kind: 'basic', user: 'user', password: 'password', what },
    pair,
    { authorization: basic('ana:pass-word') },
  ],
  [
    'a pair of keys',
    { kind: 'keys', headers: { 'X-One': 'user', 'X-Two': 'password' }, what },
    pair,
    { 'x-one': 'ana', 'x-two': 'pass-word' },
  ],
];

describe('Requests are signed', () => {
  test.each(forms)('by %s, of which nothing is written', async (_, auth, credential, headers) => {
    const { asked, members, memory } = await tryDeclared({ ...example, auth }, () => all, { credential });
    expect(members.problems).toEqual([]);
    expect(asked[0]?.headers).toMatchObject(headers);
    for (const secret of ['secret-token', 'pass-word']) expect(memory.everything()).not.toContain(secret);
  });

  test.each(['basic', 'body', 'json'] as const)(
    'by a token that a client gets, which says who it is by %s',
    async (client) => {
      const auth: Auth = {
        kind: 'client-credentials',
        address: 'https://login.provider.example/{org}/token?a=1',
        client,
        form: { grant_type: 'client_credentials', scope: 'read' },
        what,
      };
      const { asked, members, memory } = await tryDeclared(
        { ...example, auth },
        ({ url }) =>
          url.startsWith('/acme/token') ? { body: { access_token: 'given-token', expires_in: 3600 } } : all,
        { credential: pair },
      );
      expect(members.problems).toEqual([]);
      expect(asked.map(({ url }) => url)).toEqual(['/acme/token?a=1', '/people']);
      expect(asked[0]?.headers.authorization).toBe(
        client === 'basic' ? basic('client:very-secret') : undefined,
      );
      const sent = asked[0]?.body ?? '';
      const form = client === 'json' ? JSON.parse(sent) : Object.fromEntries(new URLSearchParams(sent));
      expect(asked[0]?.headers['content-type']).toBe(
        client === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      );
      const own = client === 'basic' ? {} : { client_id: 'client', client_secret: 'very-secret' };
      expect(form).toEqual({ grant_type: 'client_credentials', scope: 'read', ...own });
      expect(asked[1]?.headers.authorization).toBe('Bearer given-token');
      for (const secret of ['very-secret', 'given-token']) expect(memory.everything()).not.toContain(secret);
    },
  );

  test.each([{}, { expires_in: null }])('by a token that does not say when it ends: %j', async (untold) => {
    const auth: Auth = {
      kind: 'client-credentials',
      address: 'https://x.example/token',
      client: 'json',
      form: {},
      what,
    };
    const { asked, members } = await tryDeclared(
      { ...example, auth },
      ({ url }) => (url === '/token' ? { body: { access_token: 'given-token', ...untold } } : all),
      { credential: pair },
    );
    expect(members.problems).toEqual([]);
    expect(asked[1]?.headers.authorization).toBe('Bearer given-token');
  });

  test('a client that is refused with 400 is not accepted', async () => {
    const auth: Auth = {
      kind: 'client-credentials',
      address: 'https://x.example/token',
      client: 'body',
      form: {},
      what,
    };
    const refused = { status: 400, body: { error: 'invalid_client' } };
    const { members, probed } = await tryDeclared({ ...example, auth }, () => refused, { credential: pair });
    expect(members.problems).toEqual([expect.objectContaining({ code: 'unauthenticated' })]);
    expect(probed).toEqual([expect.objectContaining({ verdict: 'fail' })]);
  });
});

describe('A credential', () => {
  test.each([
    ['that is none is told', { kind: 'bearer', what }, '  ', 'not-configured'],
    ['with a line in it is no token', { kind: 'bearer', what }, 'a\nb', 'unauthenticated'],
    [
      'that is JSON is no token',
      { kind: 'header', name: 'x', prefix: '', what },
      '{"token":"x"}',
      'unauthenticated',
    ],
    [
      'that is a token is no pair',
      { kind: 'basic', user: 'user', password: 'password', what },
      'x',
      'unauthenticated',
    ],
    ['without a member is none', { kind: 'keys', headers: { a: 'gone' }, what }, pair, 'unauthenticated'],
  ] as const)('%s, and nobody is asked', async (_, auth, credential, code) => {
    const { asked, members } = await tryDeclared({ ...example, auth }, () => all, { credential });
    expect(members.problems).toEqual([expect.objectContaining({ code })]);
    expect(asked).toEqual([]);
  });
});
