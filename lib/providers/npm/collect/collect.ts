import { collectBy } from '../../follow.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { ProviderClient, ProviderRequest } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { npmClient } from './client.ts';
import { readToken } from './credential.ts';
import { read } from './read.ts';
import { openAnswered, pageToRecord } from './tokens-page.ts';

export type Session = CollectSession<Settings>;

/** Collects the three datasets, each on its own. */
export function collect(session: Session): Promise<void> {
  return collectBy(session, read(session), (sink) => withoutTokens(connect(session, sink), sink));
}

/** npm through this dataset’s fetch. Throws `not-configured` or `unauthenticated` without a usable token. */
export function connect(
  { clock, connection }: Session,
  sink: DatasetSink<never>,
): ProviderClient<ProviderRequest> {
  const { org } = connection.settings;
  sink.source({ origin: 'api', tenant: { id: org, name: org } });
  const token = readToken(connection.credential);
  sink.secret(token);
  return npmClient({ token, fetch: sink.fetch, clock });
}

/** Of a list of tokens, gives only what may be kept. */
function withoutTokens(
  client: ProviderClient<ProviderRequest>,
  sink: Pick<DatasetSink, 'secret'>,
): ProviderClient<ProviderRequest> {
  return async (request) => {
    const response = await client(request);
    if (request.recordedAs === undefined) return response;
    for (const item of openAnswered(response.text).items) hide(item, sink);
    return { ...response, text: pageToRecord(response.text) };
  };
}

/** npm shows fragments only. Should it ever show a token, that token must not be written either. */
function hide(item: unknown, sink: Pick<DatasetSink, 'secret'>): void {
  if (typeof item !== 'object' || item === null || !('token' in item)) return;
  if (typeof item.token === 'string') sink.secret(item.token);
}
