import { randomBytes } from 'node:crypto';
import type { Ask } from '../serve/stand-in.ts';

/** What a bearer token stands for. */
export interface Grant {
  /** Whom the token acts as; null for the service account itself. */
  readonly subject: string | null;
  readonly scopes: readonly string[];
  /** `federated` tokens come from the token exchange and only sign. */
  readonly kind: 'access' | 'federated';
}

/** Tokens given out, until they end. */
export interface Tokens {
  issue(grant: Grant): { access_token: string; token_type: 'Bearer'; expires_in: number };
  /** The grant of the request's bearer token; null when there is none, or it ended. */
  of(ask: Ask): Grant | null;
}

export function tokenOffice(now: () => Date, seconds: number): Tokens {
  const issued = new Map<string, { grant: Grant; ends: number }>();
  return {
    issue: (grant) => {
      const token = `ya29.${randomBytes(24).toString('base64url')}`;
      issued.set(token, { grant, ends: now().getTime() + seconds * 1000 });
      return { access_token: token, token_type: 'Bearer', expires_in: seconds };
    },
    of: (ask) => {
      const token = /^Bearer (.+)$/.exec(ask.req.header('authorization') ?? '')?.[1] ?? '';
      const held = issued.get(token);
      return held && held.ends > now().getTime() ? held.grant : null;
    },
  };
}
