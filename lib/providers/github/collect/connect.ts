import { authorizedFetch } from '../../../http/authorized.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { ProviderClient, ProviderRequest } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { githubClient } from './client.ts';
import { readCredential } from './credential.ts';

/** Opens GitHub for one dataset, whose evidence the questions become. Throws `not-configured` or `unauthenticated`. */
export function connect(
  { clock, connection }: CollectSession<Settings>,
  sink: Pick<DatasetSink, 'fetch' | 'secret' | 'source'>,
): ProviderClient<ProviderRequest> {
  const { credential, endpoint, settings } = connection;
  sink.source({ origin: 'api', tenant: { id: null, name: settings.org } });
  const { token, kind } = readCredential(credential);
  sink.secret(token);
  sink.source({ principal: kind });
  const fetch = authorizedFetch(sink.fetch, { token: () => Promise.resolve(token) });
  return githubClient({ fetch, endpoint, clock });
}
