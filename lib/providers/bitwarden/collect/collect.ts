import { collectBy } from '../../follow.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { ProviderClient, ProviderRequest } from '../../reader.ts';
import { type BitwardenSettings, basesOf } from '../settings.ts';
import { bitwardenClient } from './client.ts';
import { readCredential } from './credential.ts';
import { read } from './read.ts';
import { scope } from './scope.ts';

export type Session = CollectSession<BitwardenSettings>;

/** Collects the six datasets, each on its own. */
export function collect(session: Session): Promise<void> {
  return collectBy(session, read(session), (sink) => connect(session, sink));
}

/** Bitwarden through this dataset's fetch. Throws `not-configured` or `unauthenticated` without a usable key. */
export function connect(
  { clock, connection }: Session,
  sink: DatasetSink<never>,
): ProviderClient<ProviderRequest> {
  sink.source({ origin: 'api' });
  const credential = readCredential(connection.credential);
  sink.secret(credential.clientSecret);
  sink.source({
    tenant: { id: credential.organization, name: null },
    principal: 'API key of the organization',
    scopes: [scope],
  });
  const { identity } = basesOf(connection.settings, connection.endpoint);
  const secret = (value: string) => sink.secret(value);
  return bitwardenClient({ credential, identity, fetch: sink.fetch, clock, secret });
}
