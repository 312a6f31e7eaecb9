import { CollectError } from '../../../evidence/problem.ts';
import { authorizedFetch } from '../../../http/authorized.ts';
import type { CollectSession, DatasetSink, SourceFacts } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { remedy } from './access.ts';
import { type Identity, openIdentity } from './auth.ts';
import { type GoogleClient, googleClient } from './client.ts';

type Sink = Pick<DatasetSink, 'fetch' | 'secret' | 'source'>;

/** Opens Google for one dataset; its requests, the token's among them, become that dataset's evidence. */
export type Connect = (sink: Sink) => GoogleClient;

/**
 * One connection, with one token for all its datasets. A credential that cannot be used is thrown again for
 * each dataset, so that each is recorded as not collected.
 */
export function connector(session: CollectSession<Settings>, scopes: readonly string[]): Connect {
  const { connection, signal } = session;
  const now = () => session.clock().getTime();
  const { customer } = connection.settings;
  let identity: Identity | undefined;
  return (sink) => {
    identity ??= openIdentity(connection, scopes, now);
    sink.source({
      origin: 'api',
      principal: identity.principal,
      scopes,
      tenant: tenantOf(connection.settings, null),
    });
    const fetch = authorizedFetch(sink.fetch, identity.through(sink));
    return googleClient({ fetch, endpoint: connection.endpoint, customer, signal });
  };
}

/** The tenant as far as it is known: its id from an answer or the configuration, its name from the admin's domain. */
export function tenantOf(
  { customer, subject }: Settings,
  id: string | null,
): NonNullable<SourceFacts['tenant']> {
  const own = customer === 'my_customer';
  return { id: id ?? (own ? null : customer), name: own ? subject.slice(subject.indexOf('@') + 1) : null };
}

/** Adds to a denial what to grant; any other error goes on as it is. */
export async function withRemedy<T>(dataset: string, subject: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof CollectError) || error.code !== 'denied') throw error;
    throw new CollectError('denied', `${error.message} ${remedy(dataset, subject)}`, { cause: error });
  }
}
