import type { Hono } from 'hono';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';
import { type Method, methods, type TokenKind } from './slack/methods.ts';
import { slackRefusal } from './slack/refusals.ts';
import type { SlackWorld } from './slack/world.ts';

export interface SlackOptions extends StandInOptions {
  /** Scopes that the app was given. Default: those for reading users, their addresses and the workspace. */
  readonly scopes?: readonly string[];
  /** Calls of `users.list` in a minute; beyond it 429. Default 20, as in Slack's tier 2. */
  readonly usersPerMinute?: number;
}

export interface SlackStandIn extends StandIn {
  /** A token: of an admin, of a member who is none, or of the app's bot. Default: an admin's. */
  token(kind?: TokenKind): string;
  /** Refuses a method as Slack does, with status 200 and this word; null: no longer. */
  refuse(method: string, error: string | null): void;
}

const tokens: Readonly<Record<TokenKind, string>> = {
  admin: 'xoxp-stand-in-admin-not-a-real-one',
  member: 'xoxp-stand-in-member-not-a-real-one',
  bot: 'xoxb-stand-in-bot-not-a-real-one',
};

/** Stands in for Slack's Web API. `world` is asked at every request. */
export async function startSlack(world: () => SlackWorld, options: SlackOptions = {}): Promise<SlackStandIn> {
  const refused = new Map<string, string>();
  const standIn = await serveStandIn((app) => routes(app, world, options, refused), slackRefusal, options);
  return {
    ...standIn,
    token: (kind = 'admin') => tokens[kind],
    refuse: (method, error) => {
      if (error === null) refused.delete(method);
      else refused.set(method, error);
    },
  };
}

function routes(
  app: Hono<Surroundings>,
  world: () => SlackWorld,
  options: SlackOptions,
  refused: ReadonlyMap<string, string>,
): void {
  const now = options.now ?? (() => new Date());
  const scopes = options.scopes ?? ['users:read', 'users:read.email', 'team:read'];
  for (const [name, method] of Object.entries(methods)) {
    const perMinute = name === 'users.list' ? (options.usersPerMinute ?? method.perMinute) : method.perMinute;
    const within = quota(now, perMinute, 60);
    app.on(['GET', 'POST'], `/api/${name}`, async (ask) => {
      const parameters = await parametersOf(ask);
      const kind = kindOf(ask, parameters);
      if (!kind) return ask.json({ ok: false, error: askedWithToken(ask) ? 'invalid_auth' : 'not_authed' });
      ask.header('x-oauth-scopes', scopes.join(','));
      const error = refused.get(name);
      if (error !== undefined) return ask.json({ ok: false, error });
      const wait = within(kind);
      if (wait > 0)
        return ask.json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(wait) });
      return (
        missingScope(ask, method, scopes) ?? method.answer(ask, { world: world(), kind, scopes, parameters })
      );
    });
  }
}

function missingScope(ask: Ask, { scope }: Method, scopes: readonly string[]): Response | null {
  if (scope === null || scopes.includes(scope)) return null;
  return ask.json({ ok: false, error: 'missing_scope', needed: scope, provided: scopes.join(',') });
}

function askedWithToken(ask: Ask): boolean {
  return ask.req.header('authorization') !== undefined;
}

function kindOf(ask: Ask, parameters: ReadonlyMap<string, string>): TokenKind | undefined {
  const bearer = /^Bearer (.+)$/.exec(ask.req.header('authorization') ?? '')?.[1];
  const token = bearer ?? parameters.get('token');
  return (Object.keys(tokens) as TokenKind[]).find((kind) => tokens[kind] === token);
}

/** Slack takes arguments from the query and from a form. */
async function parametersOf(ask: Ask): Promise<ReadonlyMap<string, string>> {
  const form = ask.req.method === 'POST' ? await ask.req.text() : '';
  return new Map([...Object.entries(ask.req.query()), ...new URLSearchParams(form)]);
}
