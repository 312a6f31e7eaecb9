import { type FetchFunction, type Logger, LogLevel, WebClient } from '@slack/web-api';
import { findCollectError } from '../../../evidence/problem.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { followPages } from '../../../http/pages.ts';
import { checkAnswer } from './envelope.ts';
import { type Asker, readAsker, readTeam, readUsersPage, type TeamAnswer, type UsersPage } from './schema.ts';

/** What is asked of Slack. Errors are `CollectError`. */
export interface SlackClient {
  /** Whose token it is. */
  asker(): Promise<Asker>;
  team(): Promise<TeamAnswer>;
  /** Everybody, in whatever state, page by page, as Slack orders them. */
  users(pageSize?: number): AsyncGenerator<UsersPage>;
}

export interface ClientOptions {
  readonly token: string;
  readonly fetch: Fetch;
  readonly endpoint: string | null;
  /** Told the scopes that Slack says the token has, with every answer that says so. */
  readonly granted?: (scopes: readonly string[]) => void;
}

export function slackClient(options: ClientOptions): SlackClient {
  const web = new WebClient(options.token, {
    ...(options.endpoint === null ? {} : { slackApiUrl: `${options.endpoint}/api/` }),
    fetch: transport(options.fetch),
    // Whether to ask again is decided in our fetch, and there only.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: silent,
  });

  async function call(method: string, question: Record<string, unknown> = {}): Promise<unknown> {
    const answer = await web.apiCall(method, question).catch((error: unknown) => {
      throw findCollectError(error) ?? error;
    });
    const scopes = answer.response_metadata?.scopes;
    if (scopes) options.granted?.(scopes.filter((scope) => scope !== ''));
    return answer;
  }

  return {
    asker: async () => readAsker(await call('auth.test')),
    team: async () => readTeam(await call('team.info')),
    users: (limit = 200) =>
      followPages(
        async (cursor) => readUsersPage(await call('users.list', { limit, cursor })),
        (page) => page.nextCursor,
        (page) => page.members.length === 0,
      ),
  };
}

/** The library sends every method as a form. Slack documents these as GET, and then the evidence shows the cursors. */
const documentedAsGet: ReadonlySet<string> = new Set(['team.info', 'users.list']);

/** A question without a body has no type of one. */
function withoutType(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries([...new Headers(headers)].filter(([name]) => name !== 'content-type'));
}

/**
 * How the library asks: through our fetch. Answers are checked before the library sees them, because it takes what is
 * not JSON for a refusal in words, and would quote it.
 */
function transport(fetch: Fetch): FetchFunction {
  return async (url, { method = 'POST', headers = {}, body = '' } = {}) => {
    const name = methodIn(url);
    const answer = documentedAsGet.has(name)
      ? await fetch(body === '' ? url : `${url}?${body}`, { method: 'GET', headers: withoutType(headers) })
      : await fetch(url, { method, headers, body });
    const text = await answer.text();
    checkAnswer(text, name);
    const scopes = answer.headers.get('x-oauth-scopes');
    return new Response(text, scopes === null ? {} : { headers: { 'x-oauth-scopes': scopes } });
  };
}

/** `users.list` */
function methodIn(url: string | URL): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}

const nothing = (): void => {};

/** The library would print failures, and what it prints is not ours to check for secrets. */
const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
