import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the stand-in holds; a test changes it as it likes. */
export interface World {
  users: unknown[];
  orgUnits: unknown[];
  policies: unknown[];
  groups: unknown[];
  /** By group id. */
  members: Record<string, unknown[]>;
  /** Items per page, whatever the client asks for. */
  pageSize: number;
  /** Scopes that are delegated. */
  granted: readonly string[];
  /** Answers instead of the stand-in when it gives something. */
  instead: (request: Seen) => Reply | undefined;
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** `close`: no answer at all. `cut`: the connection ends in the middle of the body. */
export type Reply = { status: number; body: unknown } | 'close' | 'cut';

export interface StandIn {
  readonly url: string;
  readonly world: World;
  readonly seen: Seen[];
  /** A service-account key (JSON) that the stand-in accepts. */
  readonly key: string;
  readonly privateKey: string;
  /** Tokens given out so far. */
  readonly tokens: string[];
  /** Makes every token given out so far expire. */
  expire(): void;
  close(): Promise<void>;
}

export const subject = 'admin@acme.example';
export const account = 'exhibit@acme-evidence.iam.example';
export const googleTokenAddress = 'https://oauth2.googleapis.com/token';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A server on loopback that answers as Google does, and checks the assertion as Google would. */
export async function standIn(change: Partial<World> = {}): Promise<StandIn> {
  const world = { ...emptyWorld(), ...change };
  const seen: Seen[] = [];
  const tokens: string[] = [];
  const valid = new Set<string>();
  const server = createServer(async (request, response) => {
    const one = await see(request);
    seen.push(one);
    const reply = world.instead(one) ?? answer(one);
    send(response, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function answer(request: Seen): Reply {
    if (request.path === '/token') return giveToken(request);
    if (request.path === '/v1/token') return exchange(request);
    if (request.path.endsWith(':signJwt')) return signJwt(request);
    if (!valid.has(request.authorization ?? '')) return { status: 401, body: { error: { code: 401 } } };
    return list(world, request);
  }

  function giveToken({ body }: Seen): Reply {
    const fault = faultOf(new URLSearchParams(body), [`${url}/token`, googleTokenAddress], world.granted);
    if (fault) return { status: 400, body: { error: fault } };
    const token = `ya29.stand-in-token-${tokens.length}`;
    tokens.push(token);
    valid.add(`Bearer ${token}`);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: 3599 } };
  }

  const key = {
    type: 'service_account',
    client_email: account,
    client_id: '104000000000000000001',
    private_key: pem,
    private_key_id: 'key-1',
    token_uri: `${url}/token`,
  };
  return {
    url,
    world,
    seen,
    key: JSON.stringify(key),
    privateKey: pem,
    tokens,
    expire: () => valid.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function emptyWorld(): World {
  return {
    users: [],
    orgUnits: [],
    policies: [],
    groups: [],
    members: {},
    pageSize: 2,
    granted: [
      'https://www.googleapis.com/auth/admin.directory.user.readonly',
      'https://www.googleapis.com/auth/admin.directory.orgunit.readonly',
      'https://www.googleapis.com/auth/admin.directory.group.readonly',
      'https://www.googleapis.com/auth/cloud-identity.policies.readonly',
    ],
    instead: () => undefined,
  };
}

async function see(request: IncomingMessage): Promise<Seen> {
  const url = new URL(request.url ?? '', 'http://stand-in');
  return {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    authorization: request.headers.authorization,
    body: await text(request),
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'close') {
    response.destroy();
    return;
  }
  const body =
    reply === 'cut'
      ? '{"kind":"admin#dir'
      : typeof reply.body === 'string'
        ? reply.body
        : JSON.stringify(reply.body);
  const status = reply === 'cut' ? 200 : reply.status;
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': reply === 'cut' ? 1_000 : Buffer.byteLength(body),
  });
  if (reply === 'cut') response.write(body, () => response.destroy());
  else response.end(body);
}

/** What Google would object to in a request for a token. */
function faultOf(form: URLSearchParams, audiences: string[], granted: readonly string[]): string | null {
  const [header, claims, signature] = (form.get('assertion') ?? '').split('.');
  const signed = Buffer.from(`${header}.${claims}`);
  if (!verify('RSA-SHA256', signed, publicKey, Buffer.from(signature ?? '', 'base64url')))
    return 'invalid_grant';
  const claim = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString());
  const wellTimed = claim.exp - claim.iat <= 3600 && Math.abs(claim.iat - Date.now() / 1000) < 300;
  const known = claim.iss === account && claim.sub === subject && audiences.includes(claim.aud);
  if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
    return 'unsupported_grant_type';
  if (!wellTimed || !known) return 'invalid_grant';
  return claim.scope.split(' ').every((one: string) => granted.includes(one)) ? null : 'unauthorized_client';
}

function exchange({ body }: Seen): Reply {
  const form = new URLSearchParams(body);
  const proof = JSON.parse(decodeURIComponent(form.get('subject_token') ?? ''));
  const fits = form.get('audience') === '//iam.googleapis.com/pool' && /GetCallerIdentity/.test(proof.url);
  if (!fits) return { status: 400, body: { error: 'invalid_request' } };
  return {
    status: 200,
    body: { access_token: 'ya29.federated-token', token_type: 'Bearer', expires_in: 3600 },
  };
}

function signJwt({ path, authorization, body }: Seen): Reply {
  const known = path === `/v1/projects/-/serviceAccounts/${account}:signJwt`;
  if (!known || authorization !== 'Bearer ya29.federated-token')
    return { status: 403, body: { error: { code: 403 } } };
  const encode = (value: string) => Buffer.from(value).toString('base64url');
  const content = `${encode('{"alg":"RS256"}')}.${encode(JSON.parse(body).payload)}`;
  const signature = sign('RSA-SHA256', Buffer.from(content), privateKey).toString('base64url');
  return { status: 200, body: { keyId: 'google-held', signedJwt: `${content}.${signature}` } };
}

function list(world: World, { path, query }: Seen): Reply {
  const group = /^\/admin\/directory\/v1\/groups\/([^/]+)\/members$/.exec(path)?.[1];
  if (group !== undefined) {
    const members = world.members[group];
    return members
      ? page(world, query, 'members', members, 'members')
      : { status: 404, body: { error: { code: 404 } } };
  }
  switch (path) {
    case '/admin/directory/v1/users':
      return page(world, query, 'users', world.users, 'users');
    case '/admin/directory/v1/groups':
      return page(world, query, 'groups', world.groups, 'groups');
    case '/v1/policies':
      return page(world, query, 'policies', world.policies, null);
    case '/admin/directory/v1/customer/my_customer/orgunits':
    case '/admin/directory/v1/customer/C01234567/orgunits':
      return { status: 200, body: { kind: 'admin#directory#orgUnits', organizationUnits: world.orgUnits } };
    default:
      return { status: 404, body: { error: { code: 404 } } };
  }
}

function page(
  world: World,
  query: URLSearchParams,
  name: string,
  items: unknown[],
  kind: string | null,
): Reply {
  const from = Number(query.get('pageToken')?.slice(1) ?? 0);
  const to = from + world.pageSize;
  return {
    status: 200,
    body: {
      ...(kind ? { kind: `admin#directory#${kind}` } : {}),
      ...(items.length > 0 ? { [name]: items.slice(from, to) } : {}),
      ...(to < items.length ? { nextPageToken: `p${to}` } : {}),
    },
  };
}
