import { collectBy } from '../../follow.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { ProviderClient } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { slackClient } from './client.ts';
import { readToken } from './credential.ts';
import { read } from './read.ts';
import type { SlackRequest } from './requests.ts';

export type Session = CollectSession<Settings>;

/** Collects the workspace and its users, each on its own. */
export function collect(session: Session): Promise<void> {
  return collectBy(session, read(session), (sink) => connect(session, sink));
}

/** Slack through this dataset’s fetch. Throws `not-configured` or `unauthenticated` without a usable token. */
export function connect(
  { clock, connection }: Session,
  sink: DatasetSink<never>,
): ProviderClient<SlackRequest> {
  const { credential, endpoint } = connection;
  const token = readToken(credential);
  sink.secret(token);
  sink.source({ origin: 'api' });
  return slackClient({ token, fetch: sink.fetch, endpoint, clock });
}
