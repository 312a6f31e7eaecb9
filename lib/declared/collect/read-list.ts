import type { Member } from '../../evidence/datasets/declared.ts';
import type { Problem } from '../../evidence/problem.ts';
import { isObject } from '../../providers/read-fields.ts';
import type { Question, Reading } from '../../providers/reader.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import type { ListEndpoint } from '../paging.ts';
import type { SettingValues } from '../settings.ts';
import { askList, askOne, countAt, type ListPage, type Place } from './questions.ts';
import { readId } from './read-fields.ts';
import { readMember } from './read-records.ts';
import type { Watch } from './visibility.ts';

export function listsOf({ members }: ProviderDeclaration, settings: SettingValues): readonly ListEndpoint[] {
  return typeof members.lists === 'function' ? members.lists(settings) : members.lists;
}

/** Where what is seen of people is noted. */
interface Notes extends Place {
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
): Reading<Member, Question, number> {
  const { before, list, title } = listing;
  let [listed, added] = [0, 0];
  let total: number | null = null;
  const known = list.rest ? new Set(before) : new Set<string>();
  yield* askList<Member>(listing, list, function* (page) {
    const members = yield* membersOn(withoutKnown(page, declaration, known), declaration, listing);
    for (const { id } of before ? members : []) before?.add(id);
    added += members.length;
    listed += page.items.length;
    if (page.total !== null) total = Math.max(total ?? 0, page.total);
    yield { records: members };
  });
  for (const problem of shortfall(title, listed, total)) yield { problem };
  return added;
}

function withoutKnown(
  page: ListPage,
  { members }: ProviderDeclaration,
  known: ReadonlySet<string>,
): ListPage {
  if (known.size === 0) return page;
  return { ...page, items: page.items.filter((item) => !known.has(readId(item, members.people.id) ?? '')) };
}

/** Compares the lists with an answer of its own on how many there are. */
export function* compareCount(
  { members: { count }, title }: ProviderDeclaration,
  place: Place,
  listed: number,
): Reading<never, Question> {
  if (!count) return;
  const body = yield* askOne(place, count, `${title}’s count of members`);
  const total = countAt(body, count.at);
  for (const problem of total === null ? uncounted(title) : shortfall(title, listed, total))
    yield { problem };
}

/** The people of a page, each with what is asked of them besides. */
export function* membersOn(
  { items }: ListPage,
  { members, title }: ProviderDeclaration,
  notes: Notes,
): Reading<never, Question, readonly Member[]> {
  const { faults, watch } = notes;
  const found: Member[] = [];
  for (const item of items) {
    const wrong: string[] = [];
    const whole = yield* withMore(item, members.each, notes, title);
    const member = readMember(whole, members, wrong);
    if (member === null) faults.push('a member without an id, who was left out');
    else if (wrong.length > 0) faults.push(`member ${member.id}: ${wrong.join(', ')} of the wrong type`);
    if (member === null) continue;
    watch.see(member, whole);
    found.push(member);
  }
  return found;
}

function* withMore(
  item: unknown,
  each: ProviderDeclaration['members']['each'],
  place: Place,
  title: string,
): Reading<never, Question, unknown> {
  if (!each || !isObject(item)) return item;
  const more = yield* askOne(place, each, `${title}’s answer on one member’s ${each.as}`, item);
  return { ...item, [each.as]: more };
}

function uncounted(title: string): readonly Problem[] {
  const message = `${title}’s count of members is not of the documented shape, so that nothing proves the list whole. Run again; if it stays, the provider changed its answers.`;
  return [{ code: 'malformed', message }];
}

/** Fewer came than the provider counts when somebody was passed over. */
function shortfall(title: string, listed: number, total: number | null): readonly Problem[] {
  if (total === null || listed >= total) return [];
  const message = `${title} counts ${total} members and listed ${listed}. Run again; if it stays, tell the provider.`;
  return [{ code: 'truncated', message }];
}
