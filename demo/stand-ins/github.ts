import type { Hono } from 'hono';
import { type ListName, listPeople, type Viewer } from './github/people.ts';
import { githubRefusal } from './github/refusals.ts';
import { listCommits, showCommit, showContent } from './github/repositories.ts';
import type { GitHubWorld } from './github/world.ts';
import { quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, StandIn, StandInOptions, Surroundings } from './serve/stand-in.ts';

export interface GitHubOptions extends StandInOptions {
  /** Whose token it is. Default: an owner's. */
  readonly viewer?: Viewer;
  /** The enterprise that the organization belongs to, and what of its licences is told. Default: it belongs to none. */
  readonly enterprise?: GitHubEnterprise;
  /** When the token ends, as GitHub writes it. Default: never. */
  readonly tokenEnds?: string;
  /** Scopes of a classic token, separated by commas. Default: a fine-grained token, which has none. */
  readonly scopes?: string;
  /** Whether the token may read the contents of repositories; else 403. Default: it may. */
  readonly readsContents?: boolean;
  /** Requests in an hour; beyond it 403. Default 5,000. */
  readonly perHour?: number;
  /** Requests in a minute; beyond it the secondary limit. Default 900. */
  readonly perMinute?: number;
  /** Requests that may be open at a time; beyond it the secondary limit. Default 100. */
  readonly atOnce?: number;
}

export interface GitHubEnterprise {
  readonly slug: string;
  readonly total_seats_consumed?: number | null;
  readonly total_seats_purchased?: number | null;
}

export interface GitHubStandIn extends StandIn {
  /** The connection's credentials: a token. */
  credentials(): string;
}

const token = 'stand-in-github-token-not-a-real-one';
const versions = ['2022-11-28', '2026-03-10'];

/** Stands in for GitHub's REST API: one organization and its people. `world` is asked at every request. */
export async function startGitHub(
  world: () => GitHubWorld,
  options: GitHubOptions = {},
): Promise<GitHubStandIn> {
  const { viewer = 'owner' } = options;
  const limits = limitsOf(options);
  const guarded = (answer: (ask: Ask) => Response) => (ask: Ask) => {
    const response = refusalFor(ask) ?? limits(ask) ?? answer(ask);
    for (const [name, value] of Object.entries(tokenHeaders(options))) response.headers.set(name, value);
    return response;
  };
  const people = (list: ListName) =>
    guarded((ask) => ofThis(ask, world()) ?? listPeople(ask, world(), list, viewer));
  const standIn = await serveStandIn(
    (app: Hono<Surroundings>) => {
      app.get(
        '/orgs/:org',
        guarded((ask) => ofThis(ask, world()) ?? showOrganization(ask, world(), viewer)),
      );
      app.get(
        '/enterprises/:enterprise/consumed-licenses',
        guarded((ask) => showLicenses(ask, options)),
      );
      const contents = (answer: (ask: Ask, world: GitHubWorld) => Response) =>
        guarded((ask) => (options.readsContents === false ? refuse(ask, 403) : answer(ask, world())));
      app.get('/repos/:owner/:repo/contents/*', contents(showContent));
      app.get('/repos/:owner/:repo/commits', contents(listCommits));
      app.get('/repos/:owner/:repo/commits/:sha', contents(showCommit));
      for (const list of ['members', 'outside_collaborators'] as const) {
        app.get(`/orgs/:org/${list}`, people(list));
        app.get(`/organizations/:org/${list}`, people(list));
      }
    },
    githubRefusal,
    options,
  );
  return { ...standIn, credentials: () => token };
}

function refusalFor(ask: Ask): Response | null {
  const version = ask.req.header('x-github-api-version') ?? versions[0];
  if (!ask.req.header('user-agent')) return refuse(ask, 403, 'Request forbidden by administrative rules.');
  if (!/^(bearer|token) /i.test(ask.req.header('authorization') ?? ''))
    return refuse(ask, 401, 'Requires authentication');
  if (ask.req.header('authorization')?.split(' ')[1] !== token) return refuse(ask, 401);
  if (!versions.includes(version ?? ''))
    return refuse(ask, 400, `The API version ${version} is not supported.`);
  return null;
}

/** The first limit comes with the time at which it is lifted, the second with how long to wait, or with neither. */
function limitsOf({ now = () => new Date(), perHour = 5_000, perMinute = 900, atOnce = 100 }: GitHubOptions) {
  const [hour, minute] = [quota(now, perHour, 3_600), quota(now, perMinute, 60)];
  const open = { count: 0 };
  return (ask: Ask): Response | null => {
    open.count += 1;
    ask.env.outgoing.once('close', () => {
      open.count -= 1;
    });
    if (open.count > atOnce) return refuse(ask, 403, tooFast);
    const pause = minute(token);
    if (pause > 0)
      return ask.json(githubRefusal(403, ask.req.path, tooFast), 403, { 'retry-after': String(pause) });
    const wait = hour(token);
    if (wait === 0) return null;
    const headers = {
      'x-ratelimit-limit': String(perHour),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String((Math.floor(now().getTime() / 3_600_000) + 1) * 3_600),
    };
    return ask.json(githubRefusal(429, ask.req.path), 403, headers);
  };
}

const tooFast = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

function tokenHeaders({ tokenEnds, scopes }: GitHubOptions): Record<string, string> {
  return {
    ...(tokenEnds === undefined ? {} : { 'github-authentication-token-expiration': tokenEnds }),
    ...(scopes === undefined ? {} : { 'x-oauth-scopes': scopes }),
  };
}

/** 404 for any other organization, by its login or its number. */
function ofThis(ask: Ask, { organization }: GitHubWorld): Response | null {
  const asked = ask.req.param('org')?.toLowerCase();
  const known = asked === organization.login.toLowerCase() || asked === String(organization.id);
  return known ? null : refuse(ask, 404);
}

/** 404 for an enterprise that whoever asks does not own. */
function showLicenses(ask: Ask, { enterprise, viewer = 'owner' }: GitHubOptions): Response {
  if (viewer !== 'owner' || !enterprise || ask.req.param('enterprise') !== enterprise.slug)
    return refuse(ask, 404);
  const { slug: _, ...totals } = enterprise;
  return ask.json({ ...totals, users: [] });
}

function showOrganization(ask: Ask, { organization, people }: GitHubWorld, viewer: Viewer): Response {
  const { id, login, twoFactorRequired } = organization;
  const members = people.filter(({ role }) => role === 'admin' || role === 'member').length;
  return ask.json({
    login,
    id,
    node_id: `O_${id}`,
    url: `https://api.github.com/orgs/${login}`,
    type: 'Organization',
    created_at: '2019-01-01T00:00:00Z',
    ...(viewer === 'owner'
      ? {
          two_factor_requirement_enabled: twoFactorRequired,
          plan: { name: 'team', seats: members + 1, filled_seats: members },
        }
      : {}),
  });
}

function refuse(ask: Ask, status: 400 | 401 | 403 | 404, detail?: string): Response {
  return ask.json(githubRefusal(status, ask.req.path, detail), status);
}
