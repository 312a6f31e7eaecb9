import { isAskable, plainName } from '../../../evidence/mail/domain-name.ts';
import { expand, type MacroString } from '../../../evidence/mail/spf/macro-string.ts';
import { type Mechanism, spfRecordOf, spfTexts } from '../../../evidence/mail/spf/record.ts';
import type { Zone } from '../../../evidence/mail/zone.ts';
import type { Question } from './answer.ts';

/** Mail servers follow no more of each (RFC 7208, 4.6.4). */
const [mostLookups, mostMailServers] = [10, 10];

/**
 * What a domain's SPF record leads to, answered or not: the records that it includes or redirects to, hosts and mail
 * servers. What depends on the sender (`%{i}`, `ptr`) cannot be followed.
 */
export function wantedForSpf(zone: Zone, domain: string): readonly Question[] {
  const asked: Question[] = [];
  const ask = (name: string, ...types: Question['type'][]) => {
    if (isAskable(name)) asked.push(...types.map((type) => ({ name, type })));
  };
  let left = mostLookups;

  const followRecord = (name: string): void => {
    ask(name, 'TXT');
    const record = recordAt(zone, name);
    if (record === null) return;
    for (const { mechanism } of record.directives) {
      if (mechanism.kind === 'all') return;
      if (mechanism.kind === 'ip') continue;
      if (left-- <= 0) return;
      followMechanism(mechanism, name);
    }
    const next = record.redirect && targetOf(record.redirect.target, name);
    if (next !== null && left-- > 0) followRecord(next);
  };

  const targetOf = (target: MacroString | null, name: string): string | null =>
    target === null ? name : expand(target, (letter) => ({ d: name, o: domain })[letter as string] ?? null);

  const followMechanism = (mechanism: Exclude<Mechanism, { kind: 'all' | 'ip' }>, at: string): void => {
    const name = targetOf(mechanism.target, at);
    if (name === null || mechanism.kind === 'ptr') return;
    if (mechanism.kind === 'include') followRecord(name);
    if (mechanism.kind === 'exists') ask(name, 'A');
    if (mechanism.kind === 'a') ask(name, 'A', 'AAAA');
    if (mechanism.kind === 'mx') {
      ask(name, 'MX');
      for (const server of mailServers(zone, name)) ask(server, 'A', 'AAAA');
    }
  };

  followRecord(domain);
  return distinct(asked);
}

function recordAt(
  zone: Zone,
  name: string,
): Exclude<ReturnType<typeof spfRecordOf>, { fault: string }> | null {
  const texts = zone.find(name, 'TXT');
  const [text, another] = typeof texts === 'string' ? [] : spfTexts(texts);
  if (text === undefined || another !== undefined) return null;
  const record = spfRecordOf(text);
  return 'fault' in record ? null : record;
}

function mailServers(zone: Zone, name: string): readonly string[] {
  const values = zone.find(name, 'MX');
  if (typeof values === 'string' || values.length > mostMailServers) return [];
  return values.map((value) => plainName(value.slice(value.indexOf(' ') + 1)));
}

function distinct(questions: readonly Question[]): readonly Question[] {
  return [...new Map(questions.map((one) => [`${one.type} ${one.name}`, one])).values()];
}
