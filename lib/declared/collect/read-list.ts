import type { Member } from '../../evidence/datasets/declared.ts';
import { CollectError, type Problem } from '../../evidence/problem.ts';
import { enough } from '../../http/pages.ts';
import { isObject } from '../../providers/read-fields.ts';
import type { ProviderRequest, Reading } from '../../providers/reader.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import type { ListEndpoint } from '../paging.ts';
import type { SettingValues } from '../settings.ts';
import { readId } from './read-fields.ts';
import { readMember } from './read-records.ts';
import { countAt, type ListPage, type Place, requestList, requestOne } from './requests.ts';
import type { Watch } from './visibility.ts';

export function listsOf({ members }: ProviderDeclaration, settings: SettingValues): readonly ListEndpoint[] {
  return typeof members.lists === 'function' ? members.lists(settings) : members.lists;
}

/** Where what is seen of people is noted. */
interface Notes extends Place {
  readonly beside: Beside;
  readonly faults: string[];
  readonly watch: Watch;
}

interface Listing extends Notes {
  readonly list: ListEndpoint;
  /** Ids of whom the lists before held, where one takes the rest. */
  readonly before: Set<string> | null;
}

/** Reads a list, and returns how many it added. */
export function* readList(
  declaration: ProviderDeclaration,
  listing: Listing,
): Reading<Member, ProviderRequest, number> {
  const { before, list, title } = listing;
  let [listed, added, last] = [0, 0, 0];
  let total: number | null = null;
  const known = list.rest ? new Set(before) : new Set<string>();
  yield* requestList<Member>(listing, list, function* (page) {
    const members = yield* membersOn(withoutKnown(page, declaration, known), declaration, listing);
    for (const { id } of before ? members : []) before?.add(id);
    added += members.length;
    listed += page.items.length;
    last = page.items.length;
    if (page.total !== null) total = Math.max(total ?? 0, page.total);
    yield { records: members };
  });
  const isShown = total !== null || !isAlwaysCounted(list) || (last === 0 && endsInAnEmptyPage(list));
  for (const problem of isShown ? shortfall(title, listed, total) : uncounted(title)) yield { problem };
  return added;
}

/** A total in a header may be left out of long lists; one in the answer is always there. */
function isAlwaysCounted({ total }: ListEndpoint): boolean {
  return typeof total === 'string' || Array.isArray(total);
}

/** Whether a list that nothing counts is read on until there is nothing more. */
function endsInAnEmptyPage({ paging }: ListEndpoint): boolean {
  return typeof paging === 'object' && ('page' in paging || 'offset' in paging);
}

function withoutKnown(
  page: ListPage,
  { members }: ProviderDeclaration,
  known: ReadonlySet<string>,
): ListPage {
  if (known.size === 0) return page;
  return { ...page, items: page.items.filter((item) => !known.has(readId(item, members.people.id) ?? '')) };
}

/** What another answer counts, or why it does not. */
export interface Count {
  readonly total: number | null;
  readonly problems: readonly Problem[];
}

/** How many there are. */
export function* requestCount(
  { members: { count }, title }: ProviderDeclaration,
  place: Place,
): Reading<never, ProviderRequest, Count> {
  if (!count) return { total: null, problems: [] };
  try {
    const body = yield* requestOne(place, count.ask, `${title}’s count of members`);
    const total = countAt(body, count.at ?? []);
    return { total, problems: total === null ? uncounted(title) : [] };
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    return { total: null, problems: [error.problem] };
  }
}

/** What lies beside people, by their ids. */
export type Beside = ReadonlyMap<string, unknown>;

/** Reads the list that lies beside that of people. `most`: how many pages are enough. */
export function* readBeside(
  { members: { beside, people } }: ProviderDeclaration,
  place: Place,
  most = Number.POSITIVE_INFINITY,
): Reading<never, ProviderRequest, Beside> {
  const found = new Map<string, unknown>();
  if (!beside) return found;
  let [pages, strange] = [0, 0];
  yield* requestList<never>(place, beside, function* ({ items }) {
    for (const item of items) {
      const id = readId(item, people.id);
      if (id === undefined || found.has(id)) strange += 1;
      else found.set(id, item);
    }
    pages += 1;
    yield { records: [] };
    return pages < most ? null : enough;
  });
  if (strange > 0) yield { problem: notEachOnce(place.title, beside.as, strange) };
  return found;
}

/** Of two lines of one person the first was taken: which of them holds is not known. */
function notEachOnce(title: string, what: string, strange: number): Problem {
  const message = `${title}’s list of ${what} holds ${strange} without an id, or of somebody who was on it before. The list may have changed while it was read: run again; if it happens again, tell the provider.`;
  return { code: 'malformed', message };
}

/** The people of a page, each with what is asked of them besides. */
export function* membersOn(
  { items }: ListPage,
  { members, title }: ProviderDeclaration,
  notes: Notes,
): Reading<never, ProviderRequest, readonly Member[]> {
  const { faults, watch } = notes;
  const found: Member[] = [];
  for (const item of items) {
    const wrong: string[] = [];
    const whole = yield* withMore(laidBeside(item, members, notes.beside), members.each, notes, title);
    const member = readMember(whole, members, wrong);
    if (member === null) faults.push('a member without an id, who was left out');
    else if (wrong.length > 0) faults.push(`member ${member.id}: ${wrong.join(', ')} of the wrong type`);
    if (member === null) continue;
    watch.see(member, whole);
    found.push(member);
  }
  return found;
}

function laidBeside(
  item: unknown,
  { beside, people }: ProviderDeclaration['members'],
  laid: Beside,
): unknown {
  if (!beside || !isObject(item)) return item;
  return { ...item, [beside.as]: laid.get(readId(item, people.id) ?? '') };
}

function* withMore(
  item: unknown,
  each: ProviderDeclaration['members']['each'],
  place: Place,
  title: string,
): Reading<never, ProviderRequest, unknown> {
  if (!each || !isObject(item) || each.of?.(item) === false) return item;
  const more = yield* requestOne(place, each.ask, `${title}’s answer on one member’s ${each.as}`, item);
  return { ...item, [each.as]: more };
}

function uncounted(title: string): readonly Problem[] {
  const message = `${title}’s count of members is not of the documented shape, so nothing proves that the list is complete. Run again; if it happens again, the provider changed its answers.`;
  return [{ code: 'malformed', message }];
}

/** Fewer came than the provider counts when somebody was passed over. */
export function shortfall(title: string, listed: number, total: number | null): readonly Problem[] {
  if (total === null || listed >= total) return [];
  const message = `${title} counts ${total} members and listed ${listed}. Run again; if it happens again, tell the provider.`;
  return [{ code: 'truncated', message }];
}
