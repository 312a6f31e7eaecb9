import type { Ask } from '../serve/stand-in.ts';

/** The client of the stand-in. */
export const client = {
  clientId: 'exhibit',
  clientSecret: 'standInSecretThatIsNotARealOne0000000000000000000000000000zendesk',
};

/** Zendesk's own for a client that was made since April 2026. */
const seconds = 1_800;

export interface ZendeskTokens {
  /** The answer to a question for a token, which is JSON; another client, or another kind of question, is refused. */
  grant(ask: Ask): Promise<Response>;
  /** What the request's token was asked for; null where it bears none that is good. */
  scopesOf(ask: Ask): readonly string[] | null;
}

export function zendeskTokens(now: () => Date): ZendeskTokens {
  const given = new Map<string, { readonly at: number; readonly scope: string }>();
  return {
    async grant(ask) {
      const sent = await questionIn(ask);
      if (sent.grant_type !== 'client_credentials') return refuse(ask, 400, 'unsupported_grant_type');
      if (sent.client_id !== client.clientId || sent.client_secret !== client.clientSecret)
        return refuse(ask, 401, 'invalid_client');
      const token = `zendesk-access-token-${given.size}-not-a-real-one`;
      const scope = sent.scope ?? '';
      given.set(token, { at: now().getTime(), scope });
      return ask.json({ access_token: token, token_type: 'bearer', scope, expires_in: seconds });
    },
    scopesOf(ask) {
      const one = given.get((ask.req.header('authorization') ?? '').replace(/^Bearer /, ''));
      return one && now().getTime() - one.at < seconds * 1_000 ? one.scope.split(' ') : null;
    },
  };
}

/** Zendesk's reference demands JSON: a form says nothing. */
async function questionIn(ask: Ask): Promise<Readonly<Record<string, string>>> {
  const isJson = ask.req.header('content-type')?.startsWith('application/json') === true;
  return isJson ? await ask.req.json() : {};
}

function refuse(ask: Ask, status: 400 | 401, error: string): Response {
  return ask.json({ error, error_description: 'The client or the grant is not valid.' }, status);
}
