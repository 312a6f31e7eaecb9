import { collectBy } from '../../follow.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { ProviderClient } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { boundedAsk } from './bounded.ts';
import { type DnsClient, dnsClient, type Limits } from './client.ts';
import type { DnsQuestion } from './question.ts';
import { read } from './read.ts';

export type Session = CollectSession<Settings>;

/** Collects the one dataset, domain by domain. */
export function collect(session: Session, limits: Limits): Promise<void> {
  return collectBy(session, read(session), (sink) => connect(session, sink, limits));
}

/** The DNS, with bounds for each domain of its own. */
function connect(session: Session, sink: DatasetSink<never>, limits: Limits): ProviderClient<DnsQuestion> {
  const client = clientFor(session, sink, limits);
  let asking: string | null = null;
  let bounded = boundedAsk(client, limits, session.clock);
  return async ({ domain, question }) => {
    if (domain !== asking) bounded = boundedAsk(client, limits, session.clock);
    asking = domain;
    const answer = await bounded(question);
    return { text: JSON.stringify(answer), header: () => null, receivedAt: new Date(answer.askedAt) };
  };
}

/** The client, with what the evidence says of whom it asks. */
export function clientFor(session: Session, sink: DatasetSink<never>, limits: Limits): DnsClient {
  const { clock, connection, signal } = session;
  const client = dnsClient({ clock, limits, resolver: connection.settings.resolver, signal });
  const scopes = ['A', 'AAAA', 'MX', 'TXT'];
  sink.source({ origin: 'api', principal: `DNS, through ${client.servers.join(', ')}`, scopes });
  return client;
}
