import { createHash } from 'node:crypto';
import type { Zone } from '../stand-ins/dns.ts';
import { domain } from './identifiers.ts';

/** The domain that people write from, the one that sends tickets, and one that sends nothing. */
export const mailDomains = [domain, 'fathom-tickets.example', 'fathom-ferries.example'] as const;

/** Under which names the keys lie that mail is signed with. */
export const dkimSelectors = ['google', 'booking'] as const;

/** Nights on which DMARC was weakened to a mere report, for a newsletter that nobody had set up to be signed. */
export function dmarcWeakened(night: number): boolean {
  return night >= 21 && night <= 24;
}

/** What the DNS answers on a night. */
export function zoneAt(night: number): Zone {
  const policy = dmarcWeakened(night) ? 'none' : 'reject';
  return {
    [domain]: ['v=spf1 include:_spf.mail.example -all', 'site-verification=9f31c0'],
    [`_dmarc.${domain}`]: [`v=DMARC1; p=${policy}; rua=mailto:dmarc@${domain}`],
    [`google._domainkey.${domain}`]: [dkimKey('google')],
    'fathom-tickets.example': [`v=spf1 redirect=${domain}`],
    '_dmarc.fathom-tickets.example': ['v=DMARC1; p=quarantine'],
    'booking._domainkey.fathom-tickets.example': [dkimKey('booking')],
    'fathom-ferries.example': ['v=spf1 -all'],
    '_dmarc.fathom-ferries.example': ['v=DMARC1; p=reject'],
  };
}

/** As long as a real one of 2,048 bits, so that it comes in two pieces; no key. */
function dkimKey(selector: string): string {
  const piece = (part: number) => createHash('sha512').update(`${selector} ${part}`).digest('base64');
  return `v=DKIM1; k=rsa; p=${[1, 2, 3, 4].map(piece).join('').replaceAll('=', 'A')}`;
}
