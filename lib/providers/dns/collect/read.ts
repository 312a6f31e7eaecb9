import { canonicalDocument } from '../../../evidence/canonical.ts';
import {
  dmarcStart,
  type MailRecords,
  mailRecords,
  type TextRecords,
} from '../../../evidence/datasets/dns.ts';
import { ask, type ConnectionReader, type ReaderInput, type Reading, reads } from '../../reader.ts';
import {
  answersIn,
  type DnsQuestion,
  type KeptAnswer,
  problemCodeOf,
  questionOn,
  readAnswer,
} from './kept-answer.ts';

/** What of a connection's settings says what is asked. */
interface Asked {
  readonly domains: readonly string[];
  /** Where DKIM keys are. */
  readonly selectors: readonly string[];
}

/** A record that redirects further than this is not followed; mail servers give up there, too. */
const mostRedirects = 10;

/** The one dataset, domain by domain. */
export function read({ connection }: ReaderInput<Asked>): ConnectionReader<DnsQuestion> {
  const { domains, selectors } = connection.settings;
  return [
    reads(
      mailRecords,
      function* () {
        for (const domain of domains.toSorted()) yield* readDomain(domain, selectors);
      },
      { open: answersIn },
    ),
  ];
}

function* readDomain(domain: string, selectors: readonly string[]): Reading<MailRecords, DnsQuestion> {
  const answers: KeptAnswer[] = [];
  let records = 0;
  const texts: Texts = function* (name) {
    const given = readAnswer((yield* ask(questionOn(name))).text);
    answers.push(given);
    // Name servers give them in any order.
    return { name, texts: given.answer?.map((pieces) => pieces.join('')).sort() ?? null };
  };
  try {
    const spf = yield* readSpf(texts, domain);
    const dmarc = yield* readDmarc(texts, domain);
    const dkim: TextRecords[] = [];
    for (const selector of selectors) dkim.push(yield* texts(`${selector}._domainkey.${domain}`));
    yield { records: [{ dkim, dmarc, domain, spf }] };
    records = 1;
  } finally {
    // No fetch could record these answers, so they are kept as the resolver gave them.
    const bytes = Buffer.from(canonicalDocument(answers));
    yield { keep: { name: `dns/${domain}.json`, bytes, records } };
  }
  for (const { answer, name, status } of answers)
    if (answer === null) {
      const message = `DNS: no answer on TXT ${name} (${status}). Check the resolver and the domain’s name servers.`;
      yield { problem: { code: problemCodeOf(status), message } };
    }
}

type Texts = (name: string) => Reading<never, DnsQuestion, TextRecords>;
type Found = Reading<never, DnsQuestion, readonly TextRecords[]>;

/** The texts at the domain, and at whatever its SPF record redirects to. */
function* readSpf(texts: Texts, domain: string): Found {
  const asked: TextRecords[] = [];
  for (let next: string | null = domain; next !== null && asked.length <= mostRedirects; ) {
    const found: TextRecords = yield* texts(next);
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
function* readDmarc(texts: Texts, domain: string): Found {
  const labels = domain.split('.');
  const asked: TextRecords[] = [];
  for (let from = 0; from < labels.length - 1; from++) {
    const found = yield* texts(`_dmarc.${labels.slice(from).join('.')}`);
    asked.push(found);
    if (found.texts?.some((text) => dmarcStart.test(text))) break;
  }
  return asked;
}
