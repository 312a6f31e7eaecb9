import { CollectError } from '../evidence/problem.ts';
import type { Fetch, FetchInit } from './fetch.ts';

export interface TokenSource {
  /** A bearer token; `fresh` asks for a new one because the last was refused. */
  token(options?: { readonly fresh?: boolean }): Promise<string>;
}

/** Renewed this long before the end, so that a token does not expire on its way. */
const marginMs = 60_000;

/**
 * Adds `Authorization: Bearer …`. A token that expires mid-run is renewed: when the provider no longer accepts it, a
 * fresh one is asked for and the request is repeated, once. Errors of the source are passed on as they are.
 */
export function authorizedFetch(fetch: Fetch, source: TokenSource): Fetch {
  return async (url, init = {}) => {
    const token = await source.token();
    try {
      return await fetch(url, withToken(init, token));
    } catch (error) {
      if (!(error instanceof CollectError && error.code === 'unauthenticated')) throw error;
      const fresh = await source.token({ fresh: true });
      if (fresh === token) throw error;
      return fetch(url, withToken(init, fresh));
    }
  };
}

function withToken(init: FetchInit, token: string): FetchInit {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  return { ...init, headers };
}

/**
 * Keeps a token until 60 s before its end. Callers that come at the same time share one request; one that failed is
 * not remembered. `now` in milliseconds.
 */
export function cachedToken(
  get: () => Promise<{ readonly token: string; readonly expiresInSeconds: number }>,
  now: () => number,
): TokenSource {
  let held: { readonly token: string; readonly until: number } | null = null;
  let pending: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const { token, expiresInSeconds } = await get();
    held = { token, until: now() + expiresInSeconds * 1000 - marginMs };
    return token;
  }

  return {
    async token({ fresh = false } = {}) {
      if (pending) return pending;
      if (!fresh && held && now() < held.until) return held.token;
      held = null;
      pending = renew().finally(() => {
        pending = null;
      });
      return pending;
    },
  };
}
