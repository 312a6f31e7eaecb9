import { collectBy } from '../../follow.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { ProviderClient } from '../../reader.ts';
import { organizationActions } from '../actions.ts';
import type { Settings } from '../settings.ts';
import { type AwsOptions, awsClient } from './client.ts';
import { readAccessKey } from './credential.ts';
import { organizationClient, type Sessions } from './organization/client.ts';
import { readOrganization } from './organization/read.ts';
import type { Wait } from './pause.ts';
import { readAccount } from './read.ts';
import type { AwsRequest } from './requests.ts';

export type Session = CollectSession<Settings>;

/** Collects the datasets of one account, or of all accounts of an organization, each on its own. */
export function collect(session: Session, wait: Wait): Promise<void> {
  const { organization } = session.connection.settings;
  if (!organization)
    return collectBy(session, readAccount(session), (sink, dataset) => connect(session, sink, dataset, wait));
  const sessions: Sessions = new Map();
  return collectBy(session, readOrganization(session, organization), (sink, dataset) =>
    organizationClient(optionsOf(session, sink, dataset, wait), sessions),
  );
}

/** AWS through this dataset's fetch. Throws `unauthenticated` for a credential that cannot be read. */
export function connect(
  session: Session,
  sink: DatasetSink<never>,
  dataset: string,
  wait: Wait,
): ProviderClient<AwsRequest> {
  return awsClient(optionsOf(session, sink, dataset, wait));
}

export function optionsOf(
  { clock, connection, signal }: Session,
  sink: DatasetSink<never>,
  dataset: string,
  wait: Wait,
): AwsOptions {
  sink.source({ origin: 'api', scopes: scopesOf(dataset) });
  const { credential, endpoint, settings } = connection;
  const accessKey = readAccessKey(credential);
  for (const value of [accessKey?.secretAccessKey, accessKey?.sessionToken]) if (value) sink.secret(value);
  return {
    region: settings.region,
    endpoint,
    accessKey,
    fetch: sink.fetch,
    secret: (value) => sink.secret(value),
    clock,
    // A stand-in at another address has the report at once or never.
    pausing: { wait, pollMs: endpoint === null ? 2000 : 250, signal },
  };
}

/** What may be asked for a dataset. */
export function scopesOf(dataset: string): readonly string[] {
  return organizationActions[dataset] ?? [];
}
