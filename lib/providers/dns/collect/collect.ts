import { canonicalDocument } from '../../../evidence/canonical.ts';
import {
  dmarcStart,
  type MailRecords,
  mailRecords,
  type TextRecords,
} from '../../../evidence/datasets/dns.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { type Answer, type DnsClient, dnsClient, type Limits, problemCodeOf } from './client.ts';

export type Session = CollectSession<Settings>;

/** A record that redirects further than this is not followed; mail servers give up there, too. */
const mostRedirects = 10;

/** Collects the one dataset, domain by domain. */
export async function collect(session: Session, limits: Limits): Promise<void> {
  const { domains, selectors } = session.connection.settings;
  await session.dataset(mailRecords, async (sink) => {
    const client = clientFor(session, sink, limits);
    for (const domain of domains.toSorted()) await collectDomain(client, domain, selectors, sink);
  });
}

/** The client, with what the evidence says of whom it asks. */
export function clientFor(session: Session, sink: DatasetSink<never>, limits: Limits): DnsClient {
  const { clock, connection, signal } = session;
  const client = dnsClient({ clock, limits, resolver: connection.settings.resolver, signal });
  sink.source({ origin: 'api', principal: `DNS, through ${client.servers.join(', ')}`, scopes: ['TXT'] });
  return client;
}

async function collectDomain(
  client: DnsClient,
  domain: string,
  selectors: readonly string[],
  sink: DatasetSink<MailRecords>,
): Promise<void> {
  const answers: Answer[] = [];
  let records = 0;
  const ask = async (name: string): Promise<TextRecords> => {
    const answer = await client.texts(name);
    answers.push(answer);
    // Name servers give them in any order.
    return { name, texts: answer.answer?.map((pieces) => pieces.join('')).sort() ?? null };
  };
  try {
    const spf = await askSpf(ask, domain);
    const dmarc = await askDmarc(ask, domain);
    const dkim: TextRecords[] = [];
    for (const selector of selectors) dkim.push(await ask(`${selector}._domainkey.${domain}`));
    await sink.add([{ dkim, dmarc, domain, spf }]);
    records = 1;
  } finally {
    // No fetch could record these answers, so they are kept as the resolver gave them.
    await sink.keepExport({
      name: `dns/${domain}.json`,
      bytes: Buffer.from(canonicalDocument(answers)),
      records,
    });
  }
  for (const { answer, name, status } of answers)
    if (answer === null)
      sink.fault({
        code: problemCodeOf(status),
        message: `DNS: no answer on TXT ${name} (${status}). Check the resolver and the domain’s name servers.`,
      });
}

type Ask = (name: string) => Promise<TextRecords>;

/** The texts at the domain, and at whatever its SPF record redirects to. */
async function askSpf(ask: Ask, domain: string): Promise<readonly TextRecords[]> {
  const asked: TextRecords[] = [];
  for (let next: string | null = domain; next !== null && asked.length <= mostRedirects; ) {
    const found = await ask(next);
    asked.push(found);
    const target = redirectOf(found.texts ?? []);
    next = asked.some(({ name }) => name === target) ? null : target;
  }
  return asked;
}

function redirectOf(texts: readonly string[]): string | null {
  const record = texts.find((text) => /^v=spf1(\s|$)/i.test(text));
  const target = /\sredirect=([\w.-]+)/i.exec(record ?? '')?.[1];
  return target?.toLowerCase().replace(/\.$/, '') ?? null;
}

/** The domain's own policy, or else the nearest one upwards that has any; the top level itself is not asked. */
async function askDmarc(ask: Ask, domain: string): Promise<readonly TextRecords[]> {
  const labels = domain.split('.');
  const asked: TextRecords[] = [];
  for (let from = 0; from < labels.length - 1; from++) {
    const found = await ask(`_dmarc.${labels.slice(from).join('.')}`);
    asked.push(found);
    if (found.texts?.some((text) => dmarcStart.test(text))) break;
  }
  return asked;
}
