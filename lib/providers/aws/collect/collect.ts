import { collectBy } from '../../follow.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { Ask } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { awsClient } from './client.ts';
import { readAccessKey } from './credential.ts';
import type { Wait } from './pause.ts';
import type { AwsQuestion } from './questions.ts';
import { read } from './read.ts';
import { actions } from './setup.ts';

export type Session = CollectSession<Settings>;

/** Collects the two datasets, each on its own. */
export function collect(session: Session, wait: Wait): Promise<void> {
  return collectBy(session, read(session), (sink, dataset) => connect(session, sink, dataset, wait));
}

/** AWS through this dataset's fetch. Throws `unauthenticated` for a credential that cannot be read. */
export function connect(
  { clock, connection, signal }: Session,
  sink: DatasetSink<never>,
  dataset: string,
  wait: Wait,
): Ask<AwsQuestion> {
  sink.source({ origin: 'api', scopes: scopesOf(dataset) });
  const { credential, endpoint, settings } = connection;
  const accessKey = readAccessKey(credential);
  for (const value of [accessKey?.secretAccessKey, accessKey?.sessionToken]) if (value) sink.secret(value);
  return awsClient({
    region: settings.region,
    endpoint,
    accessKey,
    fetch: sink.fetch,
    secret: (value) => sink.secret(value),
    clock,
    // A stand-in at another address has the report at once or never.
    pausing: { wait, pollMs: endpoint === null ? 2000 : 250, signal },
  });
}

/** What may be asked for a dataset. */
export function scopesOf(dataset: string): readonly string[] {
  return actions[dataset] ?? [];
}
