import type { Fetch } from '../../../http/fetch.ts';
import { userAgent } from '../../../http/user-agent.ts';
import { answerFrom } from '../../answer-from.ts';
import type { Ask, Question } from '../../reader.ts';

export interface ClientOptions {
  readonly token: string;
  readonly fetch: Fetch;
  readonly clock: () => Date;
}

/** Asks npm. Errors are `CollectError`. What is kept as something else is confidential itself. */
export function npmClient({ clock, fetch, token }: ClientOptions): Ask<Question> {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}`, 'user-agent': userAgent };
  return async ({ recordedAs, url }) => {
    const confidential = recordedAs !== undefined;
    const response = await fetch(url, confidential ? { headers, confidential } : { headers });
    return answerFrom(response, clock());
  };
}
