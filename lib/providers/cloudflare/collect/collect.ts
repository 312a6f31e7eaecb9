import { collectBy } from '../../follow.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { ProviderClient, ProviderRequest } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { cloudflareClient } from './client.ts';
import { type Credential, readCredential } from './credential.ts';
import { read } from './read.ts';

export type Session = CollectSession<Settings>;

/** Collects the account and its members, each on its own. */
export function collect(session: Session): Promise<void> {
  return collectBy(session, read(session), (sink) => connect(session, sink).client);
}

export interface Connected {
  readonly client: ProviderClient<ProviderRequest>;
  readonly credential: Credential;
}

/** Cloudflare through this dataset's fetch. Throws `not-configured` or `unauthenticated` without a usable token. */
export function connect({ clock, connection }: Session, sink: DatasetSink<never>): Connected {
  sink.source({ origin: 'api', tenant: { id: connection.settings.account, name: null } });
  const credential = readCredential(connection.credential);
  sink.secret(credential.token);
  sink.source({ principal: credential.kind });
  const client = cloudflareClient({ token: credential.token, fetch: sink.fetch, clock });
  return { client, credential };
}
