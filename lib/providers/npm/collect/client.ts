import type { Fetch } from '../../../http/fetch.ts';
import { userAgent } from '../../../http/user-agent.ts';
import type { ProviderClient, ProviderRequest } from '../../reader.ts';
import { responseFrom } from '../../response-from.ts';

export interface ClientOptions {
  readonly token: string;
  readonly fetch: Fetch;
  readonly clock: () => Date;
}

/** Asks npm. Errors are `CollectError`. What is kept as something else is confidential itself. */
export function npmClient({ clock, fetch, token }: ClientOptions): ProviderClient<ProviderRequest> {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}`, 'user-agent': userAgent };
  return async ({ recordedAs, url }) => {
    const confidential = recordedAs !== undefined;
    const response = await fetch(url, confidential ? { headers, confidential } : { headers });
    return responseFrom(response, clock());
  };
}
