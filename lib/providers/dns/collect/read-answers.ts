import type { DnsAnswer, MailRecords } from '../../../evidence/datasets/dns.ts';
import { plainName } from '../../../evidence/mail/domain-name.ts';
import type { Answer } from './answer.ts';

/** What the kept answers say of a domain, which is the name of the first question. Null where nothing was asked. */
export function readAnswers(answers: readonly Answer[]): MailRecords | null {
  const [first] = answers;
  return first ? { answers: answers.map(readAnswer), domain: first.name } : null;
}

/** Sorted, since name servers give values in any order. */
export function readAnswer({ answer, name, type }: Answer): DnsAnswer {
  return { name, type, values: answer?.map(textOf).sort() ?? null };
}

function textOf(value: NonNullable<Answer['answer']>[number]): string {
  if (typeof value === 'string') return value;
  return 'exchange' in value ? `${value.priority} ${plainName(value.exchange) || '.'}` : value.join('');
}
