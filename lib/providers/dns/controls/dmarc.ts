import { dmarcStart, type TextRecords } from '../../../evidence/datasets/dns.ts';
import { fail, type MailFinding, pass, unknown } from './finding.ts';
import { tagsOf } from './tags.ts';

const enforcing: ReadonlySet<string> = new Set(['quarantine', 'reject']);

/**
 * DMARC passes when the policy in effect for the domain, and the one that it gives its subdomains, is quarantine or
 * reject, for all mail and not as a test. Without a record of its own the nearest parent's counts, with its policy
 * for subdomains.
 */
export function judgeDmarc(records: readonly TextRecords[]): MailFinding {
  for (const [above, { name, texts }] of records.entries()) {
    if (texts === null) return unknown(`DMARC is not known: there was no answer on ${name}.`);
    const dmarc = texts.filter((text) => dmarcStart.test(text));
    if (dmarc.length > 1) return fail(`${name} has ${dmarc.length} DMARC records, so none of them counts.`);
    const [record] = dmarc;
    if (record !== undefined) return judgeTags(name, tagsOf(record), above > 0);
  }
  return fail(`There is no DMARC record at ${records[0]?.name ?? 'the domain'}, nor above it.`);
}

function judgeTags(name: string, tags: ReadonlyMap<string, string> | null, inherited: boolean): MailFinding {
  if (tags === null) return fail(`DMARC at ${name} gives a tag twice, so that none of it counts.`);
  const tag = (key: string) => tags.get(key)?.toLowerCase();
  // The domain's own policy does not matter to a subdomain that inherits one meant for subdomains.
  const policies = inherited
    ? [tag('sp') ?? tag('p')]
    : [tag('p'), tag('sp') ?? tag('p'), tag('np') ?? tag('p')];
  const weak = policies.find((policy) => !enforcing.has(policy ?? ''));
  if (policies.some((policy) => policy === undefined)) return fail(`DMARC at ${name} has no policy.`);
  if (weak !== undefined) return fail(`DMARC at ${name} does not enforce everywhere: a policy is “${weak}”.`);
  const share = tag('pct') ?? '100';
  if (share !== '100') return fail(`DMARC at ${name} speaks of a part of the mail only (pct=${share}).`);
  if (tag('t') === 'y') return fail(`DMARC at ${name} is marked as a test (t=y).`);
  return pass;
}
