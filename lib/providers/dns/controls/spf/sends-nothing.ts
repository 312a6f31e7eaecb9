import { expand } from '../../../../evidence/mail/spf/macro-string.ts';
import { spfRecordOf, spfTexts } from '../../../../evidence/mail/spf/record.ts';
import type { Zone } from '../../../../evidence/mail/zone.ts';
import { mostLookups } from './evaluation.ts';

/** Whether the record says that nobody at all sends as the domain, so that there is nothing to sign. */
export function sendsNothing(zone: Zone, domain: string): boolean {
  let name = domain;
  for (let followed = 0; followed <= mostLookups; followed++) {
    const texts = zone.find(name, 'TXT');
    const [text, another] = typeof texts === 'string' ? [] : spfTexts(texts);
    const record = text === undefined || another !== undefined ? null : spfRecordOf(text);
    if (record === null || 'fault' in record) return false;
    const [directive, more] = record.directives;
    if (directive) return !more && directive.qualifier === '-' && directive.mechanism.kind === 'all';
    const next =
      record.redirect && expand(record.redirect.target, (letter) => (letter === 'd' ? name : null));
    if (next === null) return false;
    name = next;
  }
  return false;
}
