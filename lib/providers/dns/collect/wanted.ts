import type { DnsAnswer } from '../../../evidence/datasets/dns.ts';
import { dmarcName, dmarcTexts, domainsAbove } from '../../../evidence/mail/dmarc.ts';
import { zoneOf } from '../../../evidence/mail/zone.ts';
import type { Question } from './answer.ts';
import { wantedForSpf } from './wanted-for-spf.ts';

/** The next questions about a domain, given what was answered so far. None: all that can be followed was asked. */
export function wanted(
  domain: string,
  selectors: readonly string[],
  answers: readonly DnsAnswer[],
): readonly Question[] {
  const zone = zoneOf(answers);
  const isNew = ({ name, type }: Question) => zone.find(name, type) === 'not-asked';
  const sources = [
    () => wantedForSpf(zone, domain),
    () => wantedForDmarc(domain, answers),
    () => selectors.map((selector): Question => ({ name: `${selector}._domainkey.${domain}`, type: 'TXT' })),
    () => [{ name: domain, type: 'MX' } as const],
  ];
  for (const source of sources) {
    const fresh = source().filter(isNew);
    if (fresh.length > 0) return fresh;
  }
  return [];
}

/** The domain's own record, and where there is not exactly one, all above it: the standards differ in which counts. */
function wantedForDmarc(domain: string, answers: readonly DnsAnswer[]): readonly Question[] {
  const name = dmarcName(domain);
  const own = answers.find((answer) => answer.name === name && answer.type === 'TXT');
  if (own === undefined) return [{ name, type: 'TXT' }];
  if (own.values === null || dmarcTexts(own.values).length === 1) return [];
  return domainsAbove(domain).map((above) => ({ name: dmarcName(above), type: 'TXT' }));
}
