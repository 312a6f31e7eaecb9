import { CollectError } from '../evidence/problem.ts';

/** One link of a `Link` header. */
export interface HeaderLink {
  readonly address: string;
  /** In small letters. */
  readonly relations: readonly string[];
  /** Its other parameters by name, in small letters. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The links of a `Link` header. Throws `malformed` for one that cannot be read: it may be the one that says there is more. */
export function linksOf(header: string | null, where: string): readonly HeaderLink[] {
  const text = header ?? '';
  return text.trim() === '' ? [] : text.split(/,\s*(?=<)/).map((part) => read(part, where));
}

function read(part: string, where: string): HeaderLink {
  const [, address, parameters = ''] =
    /^\s*<([^<>]+)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s";,]+))*)\s*$/.exec(part) ?? [];
  const pairs = [...parameters.matchAll(/;\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s";,]+))/g)];
  const named = Object.fromEntries(
    pairs.map(([, name = '', quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? '']).toReversed(),
  );
  const { rel, ...others } = named;
  if (address === undefined || rel === undefined)
    throw malformed(where, 'has a Link header that cannot be read');
  return { address, relations: rel.toLowerCase().split(/\s+/), parameters: others };
}

/** Where a provider is asked, and where it thinks that it is. */
export interface Origins {
  /** Where it is asked: the endpoint, or its own address. */
  readonly base: string;
  /** Its own address. */
  readonly own: string;
}

/**
 * The next page's address, where the credential may be sent: on the origin that is asked anyway. The provider's own
 * addresses, as a proxy behind `endpoint` hands them on, are asked there. Throws `malformed` for any other origin.
 */
export function addressAt({ base, own }: Origins, next: string, where: string): string {
  const asked = new URL(base);
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  const path = url && `${url.pathname}${url.search}`;
  if (url?.origin === asked.origin) return `${asked.origin}${path}`;
  if (url?.origin === new URL(own).origin) return `${base}${path}`;
  throw malformed(where, `continues at ${url?.origin ?? 'an invalid address'}, which is not ${asked.origin}`);
}

function malformed(where: string, what: string): CollectError {
  return new CollectError(
    'malformed',
    `${where} ${what}. The list may go on: check that the endpoint is the provider’s own, and that no proxy is in between.`,
  );
}
