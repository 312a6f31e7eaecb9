import { type Place, requestList } from '../../../declared/collect/requests.ts';
import { findCollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import { objectOf, textOf } from './raw.ts';

/** Who is in a group, by ids; null where that is not known. */
export type MembersOf = (group: string) => Reading<never, ProviderRequest, readonly string[] | null>;

/** Of a larger group it stays unknown who is in it. */
const most = 1_000;

/** Asks for each group once. */
export function groupsIn(place: Place): MembersOf {
  const known = new Map<string, readonly string[] | null>();
  return function* (group) {
    if (!known.has(group)) known.set(group, yield* readGroup(place, group));
    return known.get(group) ?? null;
  };
}

/**
 * Null where it may not be seen (403) or is gone (404), and where nobody is in it, or another group: a group may hide its
 * members, and is then shown without any.
 */
function* readGroup(place: Place, group: string): Reading<never, ProviderRequest, readonly string[] | null> {
  const found: (string | null)[] = [];
  try {
    yield* requestList<never>(place, membersIn(group), function* ({ items }) {
      found.push(...items.map(idOf));
      yield { records: [] };
      return found.length > most ? enough : null;
    });
  } catch (error) {
    if (![403, 404].includes(findCollectError(error)?.status ?? 0)) throw error;
    return null;
  }
  const ids = found.filter((id) => id !== null);
  return ids.length === 0 || ids.length > most || ids.length < found.length ? null : ids;
}

/** What is no group holds nobody else. */
const single: ReadonlySet<unknown> = new Set(
  ['device', 'orgContact', 'servicePrincipal', 'user'].map((kind) => `#microsoft.graph.${kind}`),
);

function idOf(item: unknown): string | null {
  const { '@odata.type': kind, id } = objectOf(item);
  return single.has(kind) ? textOf(id) : null;
}

function membersIn(group: string) {
  return {
    ask: `/v1.0/groups/${encodeURIComponent(group)}/transitiveMembers?$select=id&$top=999`,
    items: 'value',
    paging: { address: ['@odata.nextLink'] },
    total: null,
  } as const;
}
