import { canonicalDocument } from '../../../evidence/canonical.ts';
import { type MailRecords, mailRecords } from '../../../evidence/datasets/dns.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { type Answer, notAsked, problemCodeOf, type Question } from './answer.ts';
import { boundedAsk } from './bounded.ts';
import { type DnsClient, dnsClient, type Limits } from './client.ts';
import { readAnswer, readAnswers } from './read.ts';
import { wanted } from './wanted.ts';

export type Session = CollectSession<Settings>;

/** Collects the one dataset, domain by domain. */
export async function collect(session: Session, limits: Limits): Promise<void> {
  const { domains, selectors } = session.connection.settings;
  await session.dataset(mailRecords, async (sink) => {
    const client = clientFor(session, sink, limits);
    for (const domain of domains.toSorted())
      await collectDomain(domain, selectors, boundedAsk(client, limits, session.clock), sink);
  });
}

/** The client, with what the evidence says of whom it asks. */
export function clientFor(session: Session, sink: DatasetSink<never>, limits: Limits): DnsClient {
  const { clock, connection, signal } = session;
  const client = dnsClient({ clock, limits, resolver: connection.settings.resolver, signal });
  const scopes = ['A', 'AAAA', 'MX', 'TXT'];
  sink.source({ origin: 'api', principal: `DNS, through ${client.servers.join(', ')}`, scopes });
  return client;
}

async function collectDomain(
  domain: string,
  selectors: readonly string[],
  ask: (question: Question) => Promise<Answer>,
  sink: DatasetSink<MailRecords>,
): Promise<void> {
  const answers: Answer[] = [];
  const next = () => wanted(domain, selectors, answers.map(readAnswer));
  let records = 0;
  try {
    for (let questions = next(); questions.length > 0; questions = next())
      for (const question of questions) answers.push(await ask(question));
    const record = readAnswers(answers);
    if (record) await sink.add([record]);
    records = 1;
  } finally {
    // No fetch could record these answers, so they are kept as the resolver gave them.
    await sink.keepExport({
      name: `dns/${domain}.json`,
      bytes: Buffer.from(canonicalDocument(answers)),
      records,
    });
  }
  for (const { answer, name, status, type } of answers)
    if (answer === null)
      sink.fault({ code: problemCodeOf(status), message: silence(`${type} ${name}`, status) });
}

function silence(question: string, status: string | null): string {
  return status === notAsked
    ? `DNS: ${question} was not asked, because the domain’s questions were too many or took too long. Shorten what its SPF record includes, or check the resolver.`
    : `DNS: no answer on ${question} (${status}). Check the resolver and the domain’s name servers.`;
}
