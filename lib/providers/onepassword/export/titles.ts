import { type Entry, type RunOp, requestList } from './run-op.ts';

/** What an export tells of an item, where it is asked to: which service it is for, and nothing that is in it. */
export interface Titled {
  readonly title: string | null;
  /** Web addresses, without what follows a question mark or a number sign, and without names and passwords in them. */
  readonly urls: readonly string[];
}

/** The titles and addresses of a vault's items. `op item list` prints no field of an item but those two and their dates. */
export async function titlesIn(op: RunOp, vault: string): Promise<readonly Titled[]> {
  const items = await requestList(op, ['item', 'list', '--vault', vault]);
  return items.map((item) => ({
    title: typeof item.title === 'string' ? item.title : null,
    urls: addressesOf(item),
  }));
}

function addressesOf({ urls }: Entry): readonly string[] {
  if (!Array.isArray(urls)) return [];
  const addresses = urls.flatMap(
    (one: unknown) => plainAddress((one as { href?: unknown } | null)?.href) ?? [],
  );
  return [...new Set(addresses)];
}

/** A web address may hold a secret; where it leads to does not. Null for what is no address of the web. */
function plainAddress(href: unknown): string | null {
  if (typeof href !== 'string') return null;
  const written =
    /^[a-z][a-z0-9+.-]*:/i.test(href) && !/^[^/]*:\d+(\/|$)/.test(href) ? href : `https://${href}`;
  const url = URL.parse(written);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  return `${url.protocol}//${url.host}${url.pathname}`;
}
