import { authorizedFetch } from '../../../http/authorized.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { ProviderClient } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { tokenOf } from './access.ts';
import { type Identity, openIdentity } from './auth.ts';
import { googleClient } from './client.ts';
import type { GoogleRequest } from './requests.ts';
import { tenantFacts, tenantFor } from './tenant.ts';

type Sink = Pick<DatasetSink, 'fetch' | 'secret' | 'source'>;

/** Opens Google for one dataset; its requests, the token's among them, become that dataset's evidence. */
export type Connect = (sink: Sink) => ProviderClient<GoogleRequest>;

/**
 * One token for all that is asked always, and one of its own for each kind of report: where the scope of a report is not
 * granted, the others go on.
 */
export function connectorByDataset(
  session: CollectSession<Settings>,
): (sink: Sink, dataset: string) => ProviderClient<GoogleRequest> {
  const opened = new Map<readonly string[], Connect>();
  return (sink, dataset) => {
    const own = tokenOf(dataset);
    const connect = opened.get(own) ?? connector(session, own);
    opened.set(own, connect);
    return connect(sink);
  };
}

/**
 * One connection, with one token for all its datasets. A credential that cannot be used is thrown again for
 * each dataset, so that each is recorded as not collected.
 */
export function connector(session: CollectSession<Settings>, scopes: readonly string[]): Connect {
  const { connection, signal } = session;
  const now = () => session.clock().getTime();
  let identity: Identity | undefined;
  return (sink) => {
    identity ??= openIdentity(connection, scopes, now);
    sink.source({
      origin: 'api',
      principal: identity.principal,
      scopes,
      tenant: tenantFacts(connection.settings, tenantFor(connection.settings)),
    });
    const fetch = authorizedFetch(sink.fetch, identity.through(sink));
    return googleClient({ fetch, endpoint: connection.endpoint, signal, clock: session.clock });
  };
}
