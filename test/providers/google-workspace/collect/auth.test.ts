import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { users } from '../../../../lib/evidence/datasets/google-workspace.ts';
import type { ProblemCode } from '../../../../lib/evidence/problem.ts';
import type { Fetch } from '../../../../lib/http/fetch.ts';
import { openIdentity } from '../../../../lib/providers/google-workspace/collect/auth.ts';
import { setup } from '../../../../lib/providers/google-workspace/collect/setup.ts';
import { type Settings, settings } from '../../../../lib/providers/google-workspace/settings.ts';
import type { ConnectionInput } from '../../../../lib/providers/provider.ts';
import { type Collected, memorySession } from '../../session.ts';
import { account, type StandIn, standIn, subject } from '../stand-in.ts';

let google: StandIn;
const environment = { ...process.env };
beforeEach(async () => {
  google = await standIn();
});
afterEach(async () => {
  process.env = { ...environment };
  await google.close();
});

interface Asked {
  token: string | null;
  principal: string | null;
  code: ProblemCode | null;
  message: string;
  collected: Collected;
  written: string;
}

/** Asks for a token as a dataset would. */
async function ask(
  credential: string | null,
  change: Partial<Settings> = {},
  clock: () => number = Date.now,
  scopes = setup.scopes,
): Promise<Asked> {
  const memory = memorySession({
    settings: settings().parse({ subject, ...change }),
    credential,
    endpoint: google.url,
  });
  const connection: ConnectionInput<Settings> = memory.session.connection;
  let token: string | null = null;
  let principal: string | null = null;
  const dataset = users;
  await memory.session.dataset(dataset, async (sink) => {
    const identity = openIdentity(connection, scopes, clock);
    principal = identity.principal;
    token = await identity.through(sink).token();
  });
  const collected = memory.of('users');
  const [problem] = collected.problems;
  const written = memory.everything();
  return {
    token,
    principal,
    code: problem?.code ?? null,
    message: problem?.message ?? '',
    collected,
    written,
  };
}

const keyWith = (change: Record<string, unknown>) => JSON.stringify({ ...JSON.parse(google.key), ...change });
const claimsOf = () => {
  const assertion = new URLSearchParams(google.seen.at(-1)?.body).get('assertion') ?? '';
  const [header, claims] = assertion.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  return { assertion, header: JSON.parse(header ?? ''), claims: JSON.parse(claims ?? '') };
};

describe('a service-account key', () => {
  test('signs an assertion that Google accepts', async () => {
    const asked = await ask(google.key);
    expect(asked.token).toBe(google.tokens[0]);
    expect(asked.principal).toBe(`${account} as ${subject}`);
    const { header, claims } = claimsOf();
    expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' });
    expect(claims).toMatchObject({ iss: account, sub: subject, scope: setup.scopes.join(' ') });
    expect(claims).toMatchObject({ aud: `${google.url}/token`, exp: claims.iat + 3600 });
  });

  test('is asked about at its own token address, whatever the endpoint', async () => {
    const other = await standIn();
    const asked = await ask(other.key);
    expect(asked.token).toBe(other.tokens[0]);
    expect(google.seen).toEqual([]);
    await other.close();
  });

  test('and what it gets are written nowhere', async () => {
    const asked = await ask(google.key);
    expect(asked.collected.exchanges).toEqual([
      expect.objectContaining({ status: 200, body: null, sha256: null }),
    ]);
    for (const secret of [asked.token, claimsOf().assertion, google.privateKey.split('\n')[2]])
      expect(asked.written).not.toContain(secret);
  });

  test('that is not delegated is unauthenticated, with the scopes to grant', async () => {
    google.world.granted = setup.scopes.slice(0, 3);
    const asked = await ask(google.key);
    expect(asked).toMatchObject({ token: null, code: 'unauthenticated' });
    expect(asked.message).toContain(setup.scopes.join(','));
    expect(asked.message).toMatch(/client id 104000000000000000001 .*Domain-wide delegation/);
  });

  test.each([
    ['another subject', { subject: 'nobody@acme.example' }, Date.now],
    ['a clock that is an hour ahead', {}, () => Date.now() + 3_600_000],
    ['a clock that is an hour behind', {}, () => Date.now() - 3_600_000],
  ])('with %s is unauthenticated', async (_name, change, clock) => {
    const asked = await ask(google.key, change, clock);
    expect(asked.code).toBe('unauthenticated');
    expect(asked.message).toMatch(/invalid_grant/);
    expect(asked.message).toMatch(/clock is right/);
  });

  test('of another pair is unauthenticated', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    expect((await ask(keyWith({ private_key: pem }))).code).toBe('unauthenticated');
  });

  test('whose token address fails is not its own fault', async () => {
    google.world.instead = () => ({ status: 503, body: {} });
    expect((await ask(google.key)).code).toBe('unavailable');
  });

  test.each([[{}], [{ expires_in: '3599' }]])(
    'is taken whether or how the token says its lifetime (%j)',
    async (said) => {
      google.world.instead = ({ path }) =>
        path === '/token' ? { status: 200, body: { access_token: 'ya29.plain-token', ...said } } : undefined;
      expect((await ask(google.key)).token).toBe('ya29.plain-token');
    },
  );

  test('whose token address answers something else is malformed', async () => {
    google.world.instead = () => ({ status: 200, body: { access_token: '', expires_in: 'soon' } });
    expect((await ask(google.key)).code).toBe('malformed');
  });
});

describe('a credential that cannot be used', () => {
  const cases: [string, () => string | null, RegExp][] = [
    ['is missing', () => null, /no Google credential/],
    ['is empty', () => '  ', /no Google credential/],
    ['is not JSON', () => 'SECRET-TEXT {', /not JSON/],
    ['is JSON of no known type', () => '{"type":"SECRET-TEXT"}', /service_account.*external_account/],
    ['is a list', () => '["SECRET-TEXT"]', /no "type"/],
    ['lacks fields', () => '{"type":"service_account","private_key":"SECRET-TEXT"}', /client_email/],
    ['has a broken key', () => keyWith({ private_key: '-----BEGIN PRIVATE KEY-----\nSECRET-TEXT' }), /PEM/],
    ['has a key of another kind', () => keyWith({ private_key: ellipticKey() }), /RSA/],
    [
      'sends secrets over plain http',
      () => keyWith({ token_uri: 'http://SECRET-TEXT.example/token' }),
      /token_uri.*https/,
    ],
    ['names no address', () => keyWith({ token_uri: 'SECRET-TEXT' }), /token_uri.*https/],
    ['is federated, with nobody to sign as', () => external(), /serviceAccount:/],
  ];
  test.each(cases)('because it %s says so, and quotes nothing of it', async (_name, credential, message) => {
    const asked = await ask(credential());
    expect(asked.code).toBe('not-configured');
    expect(asked.message).toMatch(message);
    expect(asked.written).not.toContain('SECRET-TEXT');
    expect(google.seen).toEqual([]);
  });

  const ellipticKey = () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
});

describe('an external-account configuration', () => {
  test('gets a token without any key: proof, exchange, signature by Google, token', async () => {
    onAws();
    const asked = await ask(external(), { serviceAccount: account });
    expect(asked).toMatchObject({ token: google.tokens[0], principal: `${account} as ${subject}` });
    expect(google.seen.map((one) => one.path)).toEqual([
      '/v1/token',
      `/v1/projects/-/serviceAccounts/${account}:signJwt`,
      '/token',
    ]);
    expect(claimsOf().claims).toMatchObject({ aud: 'https://oauth2.googleapis.com/token', sub: subject });
  });

  test('leaves no trace of what it exchanged', async () => {
    onAws();
    const asked = await ask(external(), { serviceAccount: account });
    expect(asked.collected.exchanges.map((one) => one.body)).toEqual([null, null, null]);
    expect(asked.written).not.toMatch(/ya29|made-up|eyJ/);
  });

  test('whose proof is not accepted says to look at the pool', async () => {
    onAws();
    const asked = await ask(external({ audience: '//iam.googleapis.com/other' }), {
      serviceAccount: account,
    });
    expect(asked.code).toBe('unauthenticated');
    expect(asked.message).toMatch(/workload identity pool.*other/);
  });

  test('that may not sign as the service account says which role to grant', async () => {
    onAws();
    const asked = await ask(external(), { serviceAccount: 'other@acme-evidence.iam.example' });
    expect(asked.code).toBe('unauthenticated');
    expect(asked.message).toMatch(/serviceAccountTokenCreator.*other@/);
  });

  test('where there is no AWS says what is missing', async () => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ACCESS_KEY_ID']) delete process.env[name];
    const asked = await ask(external(), { serviceAccount: account });
    expect(asked.code).toBe('not-configured');
    expect(asked.message).toMatch(/AWS_REGION, AWS_ACCESS_KEY_ID/);
    expect(google.seen).toEqual([]);
  });

  test('whose exchange address is plain http is refused', async () => {
    const asked = await ask(external({ token_url: 'http://sts.example/token' }), { serviceAccount: account });
    expect(asked.message).toMatch(/token_url.*https/);
  });
});

test('one token serves all who ask through the same identity', async () => {
  const memory = memorySession({
    settings: settings().parse({ subject }),
    credential: google.key,
    endpoint: google.url,
  });
  const identity = openIdentity(memory.session.connection, setup.scopes, Date.now);
  const dataset = (name: string) => ({ ...users, name });
  for (const name of ['one', 'two'])
    await memory.session.dataset(dataset(name), async (sink) => {
      expect(await identity.through(sink).token()).toBe('ya29.stand-in-token-0');
    });
  expect(memory.of('one').exchanges).toHaveLength(1);
  expect(memory.of('two').exchanges).toHaveLength(0);
});

describe('whoever asks is told every secret, and asks in confidence', () => {
  /** A dataset's end of the conversation, without the recording that would find secrets by itself. */
  async function told(credential: string, change: Partial<Settings>) {
    const secrets: string[] = [];
    const confidential: boolean[] = [];
    const fetch: Fetch = (url, init) => {
      confidential.push(init?.confidential === true);
      return globalThis.fetch(url, init);
    };
    const { session } = memorySession({
      settings: settings().parse({ subject, ...change }),
      credential,
      endpoint: google.url,
    });
    const identity = openIdentity(session.connection, setup.scopes, Date.now);
    await identity.through({ fetch, secret: (value) => secrets.push(value) }).token();
    return { secrets, confidential };
  }

  test('with a key', async () => {
    const { secrets, confidential } = await told(google.key, {});
    expect(secrets).toEqual(
      expect.arrayContaining([google.privateKey, claimsOf().assertion, google.tokens[0]]),
    );
    expect(confidential).toEqual([true]);
  });

  test('without a key', async () => {
    onAws();
    const { secrets, confidential } = await told(external({ client_secret: 'of-the-pool' }), {
      serviceAccount: account,
    });
    const proof = new URLSearchParams(google.seen[0]?.body).get('subject_token');
    expect(secrets).toEqual(
      expect.arrayContaining([
        'of-the-pool',
        proof,
        'ya29.federated-token',
        claimsOf().assertion,
        google.tokens[0],
      ]),
    );
    expect(confidential).toEqual([true, true, true]);
  });
});

function external(change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    type: 'external_account',
    audience: '//iam.googleapis.com/pool',
    subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
    token_url: 'https://sts.googleapis.com/v1/token',
    credential_source: {
      environment_id: 'aws1',
      regional_cred_verification_url:
        'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
    },
    ...change,
  });
}

function onAws(): void {
  process.env.AWS_REGION = 'eu-west-1';
  process.env.AWS_ACCESS_KEY_ID = 'AKIAEXAMPLEEXAMPLE00';
  process.env.AWS_SECRET_ACCESS_KEY = 'made-up-secret-access-key';
  process.env.AWS_SESSION_TOKEN = 'made-up-session-token';
}
