import { CollectError } from '../../../evidence/problem.ts';
import { linksOf, addressAt as toAddress } from '../../../http/links.ts';

/** Where GitHub is asked when the connection has no `endpoint`. */
export const publicBase = 'https://api.github.com';

/**
 * The address that a `Link` header gives for the next page; null when it gives none. Throws `malformed` for a header
 * that cannot be read, since it may be the one that says there is more, and `truncated` where it names a last page
 * but no way there: GitHub names the last page on every page but the last.
 */
export function nextPage(link: string | null, where: string): string | null {
  const links = linksOf(link, where);
  const to = (relation: string) => links.find(({ relations }) => relations.includes(relation))?.address;
  const next = to('next');
  if (next === undefined && to('last') !== undefined)
    throw new CollectError(
      'truncated',
      `${where} is not the last page, but does not say where the next one is. Run again; if it happens again, tell GitHub.`,
    );
  return next ?? null;
}

/** The next page's address, at `base`. Octokit takes `:name` and `{name}` in an address for blanks to fill in. */
export function addressAt(base: string, next: string, where: string): string {
  const url = new URL(toAddress({ base, own: publicBase }, next, where));
  return `${url.origin}${`${url.pathname}${url.search}`.replaceAll(/[:{}]/g, encodeURIComponent)}`;
}
