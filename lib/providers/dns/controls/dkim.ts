import type { TextRecords } from '../../../evidence/datasets/dns.ts';
import { fail, type MailFinding, pass, unknown } from './finding.ts';
import { tagsOf } from './tags.ts';

/**
 * DKIM passes when at least one of the selectors holds a key for mail that is neither revoked nor marked as a test.
 */
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
  if (tags === null || (tags.get('v') ?? 'DKIM1') !== 'DKIM1') return false;
  const services = words(tags.get('s') ?? '*');
  const isForMail = services.includes('*') || services.includes('email');
  return isForMail && isBase64(tags.get('p') ?? '') && !words(tags.get('t') ?? '').includes('y');
}

/** The parts of a tag that holds several. */
function words(value: string): readonly string[] {
  return value.split(':').map((word) => word.trim());
}

/** Not empty, which would be a key that was revoked; white space may stand anywhere in it. */
function isBase64(key: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(key.replace(/\s/g, ''));
}
