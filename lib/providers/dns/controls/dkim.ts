import type { DnsAnswer } from '../../../evidence/datasets/dns.ts';
import { isKeyRecord, type KeyFinding, readKey } from './dkim/key.ts';
import { fail, type MailFinding, pass, unknown } from './finding.ts';

const recommendedBits = 2048;

interface Selector extends KeyFinding {
  readonly name: string;
}

/**
 * DKIM passes when at least one of the selectors holds a key that mail servers take, and none a key so short that others
 * can sign with it. `answers` are those on the selectors.
 */
export function judgeDkim(answers: readonly DnsAnswer[]): MailFinding {
  if (answers.length === 0)
    return unknown(
      'DKIM is not known: the configuration names no selector, and the DNS has no list of them. Add selectors:.',
    );
  const selectors = answers.map(judgeSelector);
  const weak = selectors.find(({ kind }) => kind === 'weak');
  if (weak)
    return fail(`At ${weak.name} is ${weak.text}, with which others can sign: remove it and use 2048 bits.`);
  const silent = answers.find(({ values }) => values === null);
  if (silent) return unknown(`DKIM is not known: there was no answer on ${silent.name}.`);
  const usable = selectors.filter(({ kind }) => kind === 'usable');
  if (usable.length > 0) return { ...pass, reason: remarkOn(usable) };
  const doubtful = selectors.find(({ kind }) => kind === 'unknown');
  if (doubtful) return unknown(`DKIM is not known: at ${doubtful.name}, ${doubtful.text}.`);
  return fail(
    `There is no DKIM key: ${selectors.map(({ name, text }) => `at ${name}, ${text}`).join('; ')}.`,
  );
}

/** What RFC 8301 asks of those who sign, and does not ask of those who verify. */
function remarkOn(usable: readonly Selector[]): string {
  const short = usable.find(({ bits = recommendedBits }) => bits < recommendedBits);
  return short
    ? `At ${short.name} is ${short.text}, which still counts; RFC 8301 asks for ${recommendedBits}.`
    : '';
}

function judgeSelector({ name, values }: DnsAnswer): Selector {
  const keys = (values ?? []).filter(isKeyRecord);
  const [key, another] = keys;
  if (key === undefined) return { name, kind: 'unusable', text: 'there is none' };
  if (another === undefined) return { name, ...readKey(key) };
  const weak = keys.map(readKey).find(({ kind }) => kind === 'weak');
  const text = 'there is more than one, and which of them counts is not defined';
  return { name, ...(weak ?? { kind: 'unknown', text }) };
}
