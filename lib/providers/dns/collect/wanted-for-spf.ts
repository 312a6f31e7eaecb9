import { isAskable, plainName } from '../../../evidence/mail/domain-name.ts';
import { expand, type MacroString } from '../../../evidence/mail/spf/macro-string.ts';
import { type Mechanism, spfRecordOf, spfTexts } from '../../../evidence/mail/spf/record.ts';
import type { Zone } from '../../../evidence/mail/zone.ts';
import type { Question } from './answer.ts';

/** Mail servers follow no more of each (RFC 7208, 4.6.4). */
const [mostLookups, mostMailServers] = [10, 10];

/**
 * What a domain's SPF record leads to, answered or not: the records that it includes or redirects to, hosts and mail
 * servers. What depends on the sender (`%{i}`, `ptr`) cannot be followed. An include that stands before may end early for some
 * senders, so that it costs them no lookups: whatever somebody may reach within the bound is asked.
 */
export function wantedForSpf(zone: Zone, domain: string): readonly Question[] {
  const asked: Question[] = [];
  const ask = (name: string, ...types: Question['type'][]) => {
    if (isAskable(name)) asked.push(...types.map((type) => ({ name, type })));
  };
  /** The fewest lookups after which a record was reached. */
  const reached = new Map<string, number>();

  const followRecord = (name: string, before: number): void => {
    ask(name, 'TXT');
    const record = recordAt(zone, name);
    if (record === null || (reached.get(name) ?? Number.POSITIVE_INFINITY) <= before) return;
    reached.set(name, before);
    let lookups = before;
    for (const { mechanism } of record.directives) {
      if (mechanism.kind === 'all') return;
      if (mechanism.kind === 'ip') continue;
      if (++lookups > mostLookups) return;
      followMechanism(mechanism, name, lookups);
    }
    const next = record.redirect && targetOf(record.redirect.target, name);
    if (next !== null && ++lookups <= mostLookups) followRecord(next, lookups);
  };

  const targetOf = (target: MacroString | null, name: string): string | null =>
    target === null ? name : expand(target, (letter) => ({ d: name, o: domain })[letter as string] ?? null);

  const followMechanism = (
    mechanism: Exclude<Mechanism, { kind: 'all' | 'ip' }>,
    at: string,
    lookups: number,
  ): void => {
    const name = targetOf(mechanism.target, at);
    if (name === null || mechanism.kind === 'ptr') return;
    if (mechanism.kind === 'include') followRecord(name, lookups);
    if (mechanism.kind === 'exists') ask(name, 'A');
    if (mechanism.kind === 'a') ask(name, 'A', 'AAAA');
    if (mechanism.kind === 'mx') {
      ask(name, 'MX');
      for (const server of mailServers(zone, name)) ask(server, 'A', 'AAAA');
    }
  };

  followRecord(domain, 0);
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
