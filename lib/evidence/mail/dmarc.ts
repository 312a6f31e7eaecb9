import { parentOf } from './domain-name.ts';

/** How a DMARC record begins: the name of the tag in either case, its value exactly so (RFC 7489, 6.4; RFC 9989, 4.8). */
const start = /^[vV][ \t]*=[ \t]*DMARC1[ \t]*(;|$)/;

/** The texts that are DMARC records; all others are passed over. */
export function dmarcTexts(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => start.test(text));
}

/** Where a domain's record lies. */
export function dmarcName(domain: string): string {
  return `_dmarc.${domain}`;
}

const mostLookups = 8;

/**
 * The domains above one whose records count where it has none, nearest first, the top level last. Above eight labels some
 * are passed over, so that eight questions are the most in all (RFC 9989, 4.10).
 */
export function domainsAbove(domain: string): readonly string[] {
  const labels = domain.split('.');
  let next = labels.length > mostLookups ? labels.slice(1 - mostLookups).join('.') : parentOf(domain);
  const above: string[] = [];
  for (; next !== ''; next = parentOf(next)) above.push(next);
  return above;
}
