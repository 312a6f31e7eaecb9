import type { TextRecords } from '../../../evidence/datasets/dns.ts';
import { fail, type MailFinding, pass, unknown } from './finding.ts';

/** The words of the record that decides, redirections followed; or why there is none. */
type Decisive = { readonly terms: readonly string[] } | { readonly finding: MailFinding };

/** Addresses with fewer than eight bits in common: two halves of the internet are as open as the whole. */
const openRange = /^\+?(ip4|ip6|a|mx)([:/].*)?\/[0-7](\/\/\d+)?$/;

/**
 * SPF passes when the record ends in a refusal of everybody it does not name: `-all`, or `~all`, which DMARC takes for
 * a refusal as well.
 */
export function judgeSpf(records: readonly TextRecords[]): MailFinding {
  const decisive = decisiveTerms(records);
  if ('finding' in decisive) return decisive.finding;
  const { terms } = decisive;
  // What comes after it is never read.
  const end = terms.findIndex((term) => /^[+~?-]?all$/.test(term));
  const all = terms[end];
  const open = terms.slice(0, end < 0 ? undefined : end).find((term) => openRange.test(term));
  if (open) return fail(`SPF allows senders all over the internet: ${open}.`);
  if (all === undefined) return fail('SPF says nothing of senders that it does not name: there is no -all.');
  return all === '-all' || all === '~all' ? pass : fail(`SPF lets every other sender pass: ${all}.`);
}

/** Whether nobody at all may send as the domain, so that there is nothing to sign. */
export function sendsNothing(records: readonly TextRecords[]): boolean {
  const decisive = decisiveTerms(records);
  return 'terms' in decisive && decisive.terms.join(' ') === '-all';
}

function decisiveTerms(records: readonly TextRecords[]): Decisive {
  let expected = records[0]?.name;
  for (const { name, texts } of records) {
    if (name !== expected) break;
    if (texts === null) return { finding: unknown(`SPF is not known: there was no answer on ${name}.`) };
    const spf = texts.filter((text) => /^v=spf1(\s|$)/i.test(text));
    if (spf.length === 0) return { finding: fail(`There is no SPF record at ${name}.`) };
    if (spf.length > 1)
      return { finding: fail(`${name} has ${spf.length} SPF records, so none of them counts.`) };
    const terms = (spf[0] ?? '').toLowerCase().split(/\s+/).slice(1).filter(Boolean);
    const redirect = terms.find((term) => term.startsWith('redirect='));
    // Beside an `all`, a redirection counts for nothing.
    if (redirect === undefined || terms.some((term) => /^[+~?-]?all$/.test(term))) return { terms };
    expected = redirect.slice('redirect='.length).replace(/\.$/, '');
  }
  return { finding: unknown(`SPF is not known: it redirects to ${expected}, which was not read.`) };
}
