import { authorizedFetch } from '../../../http/authorized.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { userAgent } from '../../../http/user-agent.ts';
import { answerFrom } from '../../answer-from.ts';
import type { Ask, Question } from '../../reader.ts';

export interface ClientOptions {
  readonly token: string;
  readonly fetch: Fetch;
  readonly clock: () => Date;
}

const headers = { accept: 'application/json', 'user-agent': userAgent };

/** Asks Cloudflare. Errors are `CollectError`. */
export function cloudflareClient({ token, fetch, clock }: ClientOptions): Ask<Question> {
  const authorized = authorizedFetch(fetch, { token: () => Promise.resolve(token) });
  return async ({ url }) => {
    const response = await authorized(url, { headers });
    return answerFrom(response, clock());
  };
}
