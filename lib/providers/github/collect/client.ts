import { Octokit } from '@octokit/core';
import { findCollectError } from '../../../evidence/problem.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { userAgent } from '../../../http/user-agent.ts';
import type { ProviderClient, ProviderRequest } from '../../reader.ts';
import { responseFrom } from '../../response-from.ts';
import { baseOf } from './requests.ts';

export interface ClientOptions {
  /** Adds the authorization itself; the library is given no credential. */
  readonly fetch: Fetch;
  readonly endpoint: string | null;
  readonly clock: () => Date;
}

/** GitHub supports it until March 2028 at least; GitHub Enterprise Server knows no later one in every version. */
const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };

/** Asks GitHub. Errors are `CollectError`. */
export function githubClient({ clock, endpoint, fetch }: ClientOptions): ProviderClient<ProviderRequest> {
  const baseUrl = baseOf({ endpoint });
  const octokit = new Octokit({ baseUrl, userAgent, request: transport(fetch) });
  return async ({ url }) => {
    // Unwraps the errors of our fetch; the library's own hold request headers.
    const { data, headers: given } = await octokit
      .request({ method: 'GET', url: pathAt(baseUrl, url), headers })
      .catch((error: unknown) => {
        throw findCollectError(error) ?? error;
      });
    return responseFrom(new Response(data, { headers: textOnly(given) }), clock());
  };
}

/** Octokit takes `:name` and `{name}` in an address for blanks to fill in. */
function pathAt(base: string, url: string): string {
  return url.startsWith(base) ? url.slice(base.length) : url;
}

function textOnly(headers: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * How the library asks: through our fetch, once, and handing over the body unread, because of one that is not JSON it
 * would make text without a word. What it would print about deprecation is in the evidence's headers.
 */
function transport(fetch: Fetch) {
  return { fetch, log: silent, parseSuccessResponseBody: false };
}
