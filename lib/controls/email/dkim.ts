import type { TextRecords } from '../../evidence/records/dns.ts';
import { fail, type MailFinding, pass, unknown } from './finding.ts';
import { tagsOf } from './tags.ts';

/** DKIM passes when at least one of the selectors holds a key that is neither revoked nor marked as a test. */
export function judgeDkim(records: readonly TextRecords[]): MailFinding {
  if (records.length === 0)
    return unknown(
      'DKIM is not known: the configuration names no selector, and the DNS has no list of them.',
    );
  if (records.some(({ texts }) => texts?.some(isKey))) return pass;
  const silent = records.find(({ texts }) => texts === null);
  if (silent) return unknown(`DKIM is not known: there was no answer on ${silent.name}.`);
  return fail(`There is no DKIM key at ${records.map(({ name }) => name).join(', ')}.`);
}

function isKey(text: string): boolean {
  const tags = tagsOf(text);
  const flags = (tags.get('t') ?? '').split(':').map((flag) => flag.trim());
  return (tags.get('v') ?? 'DKIM1') === 'DKIM1' && (tags.get('p') ?? '') !== '' && !flags.includes('y');
}
