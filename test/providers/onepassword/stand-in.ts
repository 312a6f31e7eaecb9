import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as 1Password got it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Reply = (response: ServerResponse, asked: Asked) => void;

/** Replies by path, in the order asked; the last one of a path stays. */
export type Script = Readonly<Record<string, readonly Reply[]>>;

export interface StandIn {
  readonly url: string;
  readonly asked: readonly Asked[];
  askedOf(path: string): readonly Asked[];
}

export const paths = {
  token: '/v1beta1/users/oauth2/token',
  users: '/v1beta1/accounts/ACCOUNT1/users',
  audit: '/api/v2/auditevents',
  signIn: '/api/v2/signinattempts',
  introspect: '/api/v2/auth/introspect',
} as const;

const servers: Server[] = [];

/** For `afterEach`. */
export function stopStandIns(): void {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
}

/** A 1Password on loopback. Paths outside its script are answered with 404. */
export async function standIn(script: Script): Promise<StandIn> {
  const all: Asked[] = [];
  const server = createServer(async (request, response) => {
    const asked = await read(request);
    all.push(asked);
    const replies = script[asked.path] ?? [status(404)];
    const nth = all.filter(({ path }) => path === asked.path).length;
    replies[Math.min(nth, replies.length) - 1]?.(response, asked);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked: all,
    askedOf: (path) => all.filter((one) => one.path === path),
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const { method = '', headers } = request;
  return { method, path: pathname, query: searchParams, headers, body: Buffer.concat(chunks).toString() };
}

export function json(body: unknown): Reply {
  return text(JSON.stringify(body));
}

export function text(body: string): Reply {
  return (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body);
}

export function status(code: number, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(code, headers).end('{}');
}

export function closed(): Reply {
  return (response) => response.socket?.destroy();
}

/** What the Events API says of a token that may read both feeds of the account that the tests are about. */
export function introspected(extra: Readonly<Record<string, unknown>> = {}): Reply {
  const told = { uuid: 'T', issued_at: '2026-01-05T03:52:19Z', features: ['auditevents', 'signinattempts'] };
  return json({ ...told, account_uuid: 'ACCOUNT1', ...extra });
}

export function token(value: string, seconds = 900): Reply {
  return json({ access_token: value, token_type: 'Bearer', expires_in: seconds });
}

/** Lets through only those with this token; a token of last time is refused with 401. */
export function holding(accepted: string, reply: Reply): Reply {
  return (response, asked) =>
    asked.headers.authorization === `Bearer ${accepted}`
      ? reply(response, asked)
      : status(401)(response, asked);
}
