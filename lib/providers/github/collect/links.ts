import { CollectError } from '../../../evidence/problem.ts';

/** Where GitHub is asked when the connection has no `endpoint`. */
export const publicBase = 'https://api.github.com';

/**
 * The address that a `Link` header gives for the next page; null when it gives none. Throws `malformed` for a header
 * that cannot be read, since it may be the one that says there is more, and `truncated` where it names a last page
 * but no way there: GitHub names the last page on every page but the last.
 */
export function nextPage(link: string | null, where: string): string | null {
  const links =
    (link ?? '').trim() === '' ? [] : (link ?? '').split(/,\s*(?=<)/).map((part) => read(part, where));
  const to = (relation: string) => links.find(({ relations }) => relations.includes(relation))?.address;
  const next = to('next');
  if (next === undefined && to('last') !== undefined)
    throw new CollectError(
      'truncated',
      `${where} is not the last page, but does not say where the next one is. Run again; if it stays, tell GitHub.`,
    );
  return next ?? null;
}

function read(part: string, where: string): { address: string; relations: readonly string[] } {
  const [, address, parameters = ''] =
    /^\s*<([^<>]+)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s";,]+))*)\s*$/.exec(part) ?? [];
  const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]+))/i.exec(parameters);
  if (address === undefined || !relation) throw malformed(where, 'has a Link header that cannot be read');
  return { address, relations: (relation[1] ?? relation[2] ?? '').toLowerCase().split(/\s+/) };
}

/**
 * The next page's address, where the token may be sent: on the origin that is asked anyway. GitHub's own addresses,
 * as a proxy behind `endpoint` hands them on, are asked there. Throws `malformed` for any other origin.
 */
export function addressAt(base: string, next: string, where: string): string {
  const own = new URL(base);
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  const path = url && plain(`${url.pathname}${url.search}`);
  if (url?.origin === own.origin) return `${own.origin}${path}`;
  if (url?.origin === publicBase) return `${base}${path}`;
  throw malformed(
    where,
    `continues at ${url?.origin ?? 'an address that is none'}, which is not ${own.origin}`,
  );
}

/** Octokit takes `:name` and `{name}` in an address for blanks to fill in. */
function plain(path: string): string {
  return path.replaceAll(/[:{}]/g, encodeURIComponent);
}

function malformed(where: string, what: string): CollectError {
  return new CollectError(
    'malformed',
    `${where} ${what}. The list may go on: check that the endpoint is GitHub's, and what stands between.`,
  );
}
