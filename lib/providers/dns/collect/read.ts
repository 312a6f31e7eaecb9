import { canonicalDocument } from '../../../evidence/canonical.ts';
import { type MailRecords, mailRecords } from '../../../evidence/datasets/dns.ts';
import { type ConnectionReader, type ReaderInput, type Reading, reads, send } from '../../reader.ts';
import { type Answer, notAsked, problemCodeOf } from './answer.ts';
import { answerIn, answersIn, type DnsQuestion, questionOn } from './question.ts';
import { readAnswer, readAnswers } from './read-answers.ts';
import { wanted } from './wanted.ts';

/** What of a connection's settings says what is asked. */
interface Asked {
  readonly domains: readonly string[];
  /** Where DKIM keys are. */
  readonly selectors: readonly string[];
}

/** The one dataset, domain by domain. */
export function read({ connection }: ReaderInput<Asked>): ConnectionReader<DnsQuestion> {
  const { domains, selectors } = connection.settings;
  const readAll = function* (): Reading<MailRecords, DnsQuestion> {
    for (const domain of domains.toSorted()) yield* readDomain(domain, selectors);
  };
  return [reads(mailRecords, readAll, { open: answersIn })];
}

function* readDomain(domain: string, selectors: readonly string[]): Reading<MailRecords, DnsQuestion> {
  const answers: Answer[] = [];
  const next = () => wanted(domain, selectors, answers.map(readAnswer));
  let records = 0;
  try {
    for (let questions = next(); questions.length > 0; questions = next())
      for (const question of questions)
        answers.push(answerIn((yield* send(questionOn(domain, question))).text));
    const record = readAnswers(answers);
    if (record) yield { records: [record] };
    records = 1;
  } finally {
    // No fetch could record these answers, so they are kept as the resolver gave them.
    const bytes = Buffer.from(canonicalDocument(answers));
    yield { keep: { name: `dns/${domain}.json`, bytes, records } };
  }
  for (const { answer, name, status, type } of answers)
    if (answer === null)
      yield { problem: { code: problemCodeOf(status), message: silence(`${type} ${name}`, status) } };
}

function silence(question: string, status: string | null): string {
  return status === notAsked
    ? `DNS: ${question} was not asked, because the domain’s questions were too many or took too long. Shorten what its SPF record includes, or check the resolver.`
    : `DNS: no answer on ${question} (${status}). Check the resolver and the domain’s name servers.`;
}
