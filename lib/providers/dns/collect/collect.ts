import { collectBy } from '../../follow.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { type DnsClient, dnsClient, type Limits } from './client.ts';
import { read } from './read.ts';

export type Session = CollectSession<Settings>;

/** Collects the one dataset, domain by domain. */
export function collect(session: Session, limits: Limits): Promise<void> {
  return collectBy(session, read(session), (sink) => {
    const client = clientFor(session, sink, limits);
    return async ({ name }) => {
      const answer = await client.texts(name);
      return { text: JSON.stringify(answer), header: () => null, receivedAt: new Date(answer.askedAt) };
    };
  });
}

/** The client, with what the evidence says of whom it asks. */
export function clientFor(session: Session, sink: DatasetSink<never>, limits: Limits): DnsClient {
  const { clock, connection, signal } = session;
  const client = dnsClient({ clock, limits, resolver: connection.settings.resolver, signal });
  sink.source({ origin: 'api', principal: `DNS, through ${client.servers.join(', ')}`, scopes: ['TXT'] });
  return client;
}
