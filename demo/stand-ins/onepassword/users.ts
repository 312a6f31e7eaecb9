import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { answerPage, pageToken, readPageToken } from '../serve/pages.ts';
import type { Ask, Surroundings } from '../serve/stand-in.ts';
import { onePasswordRefusal } from './refusals.ts';
import type { OnePasswordPerson, OnePasswordWorld } from './world.ts';

export interface UsersApi {
  readonly world: () => OnePasswordWorld;
  readonly now: () => Date;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whether one more request is within the limits. */
  readonly allowed: () => boolean;
}

const tokenSeconds = 900;
const standardSize = 25;
const largestSize = 1000;
const states: Readonly<Record<string, string>> = {
  'user.isActive()': 'ACTIVE',
  'user.isSuspended()': 'SUSPENDED',
};

/** The Users API with its token endpoint: client credentials in, a token for fifteen minutes out. */
export function usersRoutes(app: Hono<Surroundings>, api: UsersApi): void {
  const tokens = new Map<string, number>();
  app.post('/v1beta1/users/oauth2/token', (ask) =>
    api.allowed() ? issueToken(ask, api, tokens) : refuse(ask, 429),
  );
  app.get('/v1beta1/accounts/:account/users', (ask) => {
    const token = /^Bearer (.+)$/.exec(ask.req.header('authorization') ?? '')?.[1] ?? '';
    if ((tokens.get(token) ?? 0) <= api.now().getTime()) return refuse(ask, 401);
    return api.allowed() ? listUsers(ask, api) : refuse(ask, 429);
  });
}

async function issueToken(ask: Ask, api: UsersApi, tokens: Map<string, number>): Promise<Response> {
  const expected = Buffer.from(`${api.clientId}:${api.clientSecret}`).toString('base64');
  if (ask.req.header('authorization') !== `Basic ${expected}`) return refuse(ask, 401);
  const form = new URLSearchParams(await ask.req.text());
  if (form.get('grant_type') !== 'client_credentials')
    return refuse(ask, 400, 'grant_type must be client_credentials');
  const token = randomBytes(24).toString('base64url');
  tokens.set(token, api.now().getTime() + tokenSeconds * 1000);
  return ask.json({ access_token: token, token_type: 'Bearer', expires_in: tokenSeconds });
}

function listUsers(ask: Ask, { world }: UsersApi): Response {
  const { account, users } = world();
  if (!ask.req.header('user-agent')) return refuse(ask, 400, 'A User-Agent header is required.');
  if (ask.req.param('account') !== account.id) return refuse(ask, 404, 'Account not found.');
  const filter = ask.req.query('filter') ?? '';
  const size = Number(ask.req.query('max_page_size') ?? standardSize);
  if (filter && !(filter in states)) return refuse(ask, 400, 'Invalid filter.');
  if (!Number.isInteger(size) || size < 1) return refuse(ask, 400, 'Invalid max_page_size.');
  const asked = ask.req.query('page_token') ?? null;
  const list = `users ${filter}`;
  const position = readPageToken(list, asked);
  if (!position) return refuse(ask, 400, 'Invalid page_token.');
  const wanted = users.filter((user) => !filter || user.state === states[filter]);
  const items = wanted.map((user) => userResource(user, account.id));
  return answerPage(ask, {
    ...position,
    items,
    size: Math.min(size, largestSize),
    asked,
    more: position.from + Math.min(size, largestSize) < items.length,
    token: (from, number) => pageToken(list, from, number),
    body: (results, next) => ({ results, ...(next ? { next_page_token: next } : {}) }),
  });
}

function userResource({ id, email, name, state, createdAt }: OnePasswordPerson, account: string): object {
  return {
    id,
    email,
    display_name: name,
    state,
    create_time: createdAt,
    path: `accounts/${account}/users/${id}`,
  };
}

function refuse(ask: Ask, status: 400 | 401 | 404 | 429, detail?: string): Response {
  return ask.json(onePasswordRefusal(status, ask.req.path, detail), status);
}
