import { authorizedFetch } from '../../../http/authorized.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { userAgent } from '../../../http/user-agent.ts';
import type { ProviderClient, ProviderRequest } from '../../reader.ts';
import { responseFrom } from '../../response-from.ts';

export interface ClientOptions {
  readonly token: string;
  readonly fetch: Fetch;
  readonly clock: () => Date;
}

const headers = { accept: 'application/json', 'user-agent': userAgent };

/** Asks Cloudflare. Errors are `CollectError`. */
export function cloudflareClient({ token, fetch, clock }: ClientOptions): ProviderClient<ProviderRequest> {
  const authorized = authorizedFetch(fetch, { token: () => Promise.resolve(token) });
  return async ({ url }) => {
    const response = await authorized(url, { headers });
    return responseFrom(response, clock());
  };
}
