import { widths } from '../../../evidence/mail/spf/address.ts';
import type { Zone } from '../../../evidence/mail/zone.ts';
import { fail, type MailFinding, pass, unknown } from './finding.ts';
import { type Kind, kindOf } from './spf/kind.ts';
import { brokenReason, doubtReason, openReason } from './spf/reasons.ts';
import { type Region, regionsOf } from './spf/regions.ts';

/** As many addresses as this are the internet's, and not a company's: two /8 of IPv4; all that a registry has of IPv6. */
const openAt = { 4: 1n << BigInt(widths[4] - 7), 6: 1n << BigInt(widths[6] - 12) };

/**
 * SPF passes when the domain's record, with all that it leads to, refuses mail from anybody at all. The question is asked
 * of every address: so many that are not refused are a failure, whichever terms they come from.
 */
export function judgeSpf(zone: Zone, domain: string): MailFinding {
  const four = regionsOf(zone, domain, 4);
  const six = regionsOf(zone, domain, 6);
  if (four === null || six === null)
    return unknown(`SPF of ${domain} is not known: it names more ranges of addresses than are looked at.`);
  const regions = [...four, ...six];
  const broken = largest(regions, 'broken');
  if (broken) return fail(brokenReason(domain, broken));
  for (const some of [four, six]) {
    const found = judgeOpen(domain, some);
    if (found) return found;
  }
  const doubtful = largest(regions, 'doubtful');
  return doubtful ? unknown(doubtReason(domain, doubtful)) : pass;
}

function largest(regions: readonly Region[], kind: Kind): Region | undefined {
  const some = regions.filter((region) => kindOf(region) === kind);
  return some.toSorted((a, b) => (a.size > b.size ? -1 : 1))[0];
}

function judgeOpen(domain: string, regions: readonly Region[]): MailFinding | null {
  const size = regions.reduce((sum, region) => (kindOf(region) === 'open' ? sum + region.size : sum), 0n);
  const widest = largest(regions, 'open');
  return widest && size >= openAt[widest.family] ? fail(openReason(domain, widest, size)) : null;
}
