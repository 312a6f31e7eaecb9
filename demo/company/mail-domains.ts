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
    [`google._domainkey.${domain}`]: [dkimKeys.google],
    '_spf.mail.example': ['v=spf1 ip4:198.51.100.0/24 ip6:2001:db8:25::/48 -all'],
    'fathom-tickets.example': [`v=spf1 redirect=${domain}`],
    '_dmarc.fathom-tickets.example': ['v=DMARC1; p=quarantine'],
    'booking._domainkey.fathom-tickets.example': [dkimKeys.booking],
    'fathom-ferries.example': ['v=spf1 -all'],
    '_dmarc.fathom-ferries.example': ['v=DMARC1; p=reject'],
  };
}

/** Public keys of 2,048 bits, so long that each comes in two pieces. Nobody has their other halves. */
const dkimKeys = {
  google:
    'v=DKIM1; k=rsa; p=' +
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtFtnSUqXbbwg/pZD95fJOFKyTvsVey/3tms3EQNaTqOeqhGBUf3h' +
    'otyQGDL0pYCAL48fJRFq6eD+fWinsRZQUq3+ZbmEJLgDbVnj/hhoaqzAYfvkNGjrdZZg/mLSFVGqh/F0Acjl3BSYqqfeaXnS' +
    'GQ/fnGKll1EchM6Ptb8p0d1y5eQrmKGjh6beo/rnyUjrfvwOjQoyAcPDL5gvrb0LNgtFyB2S0L2oTEuXkvYzdzc9JIqbi4nY' +
    'e0p5/3WlHYZcjGaVkpIC2ExJnTiC3OxzMiQ2lkOXjPiMDUsPDUHoemBKAzwRHqiimzKMdwzDIT25Mlq6tCTVzk5cPiQ4Ksgg' +
    'pQIDAQAB',
  booking:
    'v=DKIM1; k=rsa; p=' +
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAp3WvRsBPiDOdOqSh9PM/z0kcxuxcCwol0Rw+xHBm42ECQ0BfKdXH' +
    'jCeertrJucTeRn7vgd1Uw6GW/YpbZOg1W3WFZ1cc1x5JPzXcoTnaYQCCsk2FNx/J1G4Pb7B0L+3+/4v9MK6HXHHB0hm6yK6G' +
    '/IaUNw+N+LXNCldocxVvSj/gQrQjF5YV5awXBiq/NR5sPNNUPVIvpX0t+zWD8amZ4Y4FbeDIa3SeTjF71So/J3th8/khb385' +
    'oSqIt4GRJAkHLjPxmGM6Ky7FrVJNE1HzlsY0bilpW0gptlUI6kOqGboDdziw5QyOptiJI7GAiJqMhGh8+VbbZAXXm7u5Tn2g' +
    'JwIDAQAB',
} as const;
