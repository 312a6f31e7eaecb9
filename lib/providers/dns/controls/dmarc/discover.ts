import { dmarcName, dmarcTexts, domainsAbove } from '../../../../evidence/mail/dmarc.ts';
import { isWithin, parentOf } from '../../../../evidence/mail/domain-name.ts';
import { tagsOf, tagValue } from '../../../../evidence/mail/tag-list.ts';
import type { Zone } from '../../../../evidence/mail/zone.ts';

/** A record that counts for a domain, and where it lies. */
export interface Source {
  readonly domain: string;
  readonly text: string;
  readonly inherited: boolean;
}

/** Which record counts: null for none; `undecided`, with the reason, where that cannot be told. */
export type Discovered = Source | null | { readonly undecided: string };

export interface Discovery {
  /** RFC 7489: the domain's own, else that of the organizational domain, which a list of public suffixes tells. */
  readonly older: Discovered;
  /** RFC 9989: the domain's own, else that of the organizational domain, which walking up the names tells. */
  readonly newer: Discovered;
  /** How many records the domain itself has. */
  readonly own: number;
}

/** Finds the record that counts for a domain by both standards. Null for a question without an answer, which is named. */
export function discover(zone: Zone, domain: string): Discovery | { readonly silent: string } {
  const found = new Map<string, readonly string[]>();
  for (const name of [domain, ...domainsAbove(domain)]) {
    const texts = zone.find(dmarcName(name), 'TXT');
    if (typeof texts === 'string') return { silent: dmarcName(name) };
    found.set(name, dmarcTexts(texts));
    if (name === domain && found.get(name)?.length === 1) break;
  }
  const own = found.get(domain) ?? [];
  const [text] = own;
  if (own.length === 1 && text !== undefined) {
    const source = { domain, text, inherited: false };
    return { older: source, newer: source, own: 1 };
  }
  // Several at one place are as good as none there.
  const above = [...found].flatMap(([name, [only, more]]) =>
    only === undefined || more !== undefined ? [] : [{ domain: name, text: only, inherited: true }],
  );
  return { older: own.length > 1 ? null : byList(domain, above), newer: byWalk(above), own: own.length };
}

/** RFC 9989, 4.10.1 and 4.10.2. `above` from the nearest to the farthest. */
function byWalk(above: readonly Source[]): Source | null {
  for (const [at, source] of above.entries()) {
    const psd = psdOf(source);
    if (psd === 'n') return source;
    if (psd === 'y') {
      // The organization is one label below the public suffix, and its own record counts before that of the suffix.
      const below = above[at - 1];
      return below && parentOf(below.domain) === source.domain ? below : source;
    }
  }
  return above.at(-1) ?? null;
}

/**
 * RFC 7489, 6.6.3. Without the list, the organization is at the highest name of two labels or more that has a record. If
 * names above that have none, one of them may be the organization's, and then there is no policy.
 */
function byList(domain: string, above: readonly Source[]): Discovered {
  const suffix = above.find((source) => psdOf(source) === 'y');
  if (suffix) return above.find((one) => parentOf(one.domain) === suffix.domain) ?? null;
  const highest = above.findLast((source) => source.domain.includes('.'));
  if (!highest) return null;
  const labels = highest.domain.split('.').length;
  if (labels === 2 || !isWithin(domain, highest.domain)) return highest;
  return {
    undecided: `only a list of public suffixes tells whether ${highest.domain} or ${parentOf(highest.domain)} is an organization’s own`,
  };
}

function psdOf({ text }: Source): string | undefined {
  return tagValue(tagsOf(text, { foldNames: true }) ?? [], 'psd')?.toLowerCase();
}
