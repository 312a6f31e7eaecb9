import { quota } from './quota.ts';
import type { Ask } from './stand-in.ts';

/** A service's own tokens, got by a client's id and secret in `Authorization: Basic`. */
export interface ClientTokens {
  /** The answer to a question for a token: 400 for another form, 401 for another client. */
  grant(ask: Ask, form: Readonly<Record<string, string>>): Promise<Response>;
  /** Whether the request bears a token that was given less than an hour ago. */
  isGranted(ask: Ask): boolean;
}

export const client = {
  clientId: 'standInClientId',
  clientSecret: 'mdb_sa_sk_standInClientSecretNotARealOne',
};

const seconds = 3_600;

/** @param name of the service, part of its tokens */
export function clientTokens(name: string, now: () => Date): ClientTokens {
  const given = new Map<string, number>();
  const within = quota(now, 100, 60);
  return {
    async grant(ask, form) {
      const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
      if (ask.req.header('authorization') !== `Basic ${basic}`)
        return ask.json({ error: 'invalid_client' }, 401);
      const sent = new URLSearchParams(await ask.req.text());
      if (Object.entries(form).some(([key, value]) => sent.get(key) !== value))
        return ask.json({ error: 'unsupported_grant_type' }, 400);
      if (within(name) > 0) return ask.json({ error: 'slow_down' }, 429);
      const token = `${name}-access-token-${given.size}-not-a-real-one`;
      given.set(token, now().getTime());
      return ask.json({ access_token: token, token_type: 'Bearer', expires_in: seconds });
    },
    isGranted(ask) {
      const token = (ask.req.header('authorization') ?? '').replace(/^Bearer /, '');
      const at = given.get(token);
      return at !== undefined && now().getTime() - at < seconds * 1_000;
    },
  };
}
