import {
  type Member,
  membersOf,
  type Organization,
  organizationOf,
} from '../../evidence/datasets/declared.ts';
import { CollectError, type Problem } from '../../evidence/problem.ts';
import { enough } from '../../http/pages.ts';
import { isObject } from '../../providers/read-fields.ts';
import {
  type ConnectionReader,
  type Question,
  type ReaderInput,
  type Reading,
  reads,
  type SourceFacts,
} from '../../providers/reader.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import { fill } from '../fill.ts';
import type { ListEndpoint } from '../paging.ts';
import type { SettingValues } from '../settings.ts';
import { askList, askOne, type ListPage, type Place } from './questions.ts';
import { readId } from './read-fields.ts';
import { readMember, readOrganization } from './read-records.ts';
import { hiddenSettings, type Watch, watchMembers } from './visibility.ts';

/** What the first dataset tells the next. */
interface Learned {
  tenant: NonNullable<SourceFacts['tenant']>;
}

/** What a declaration reads: the organization where it has one, and its members. */
export function readDeclared(
  declaration: ProviderDeclaration,
  input: ReaderInput<SettingValues>,
): ConnectionReader<Question> {
  const place = placeOf(declaration, input);
  const learned: Learned = { tenant: { id: null, name: null } };
  const { id, organization } = declaration;
  return [
    ...(organization ? [reads(organizationOf(id), () => readSetting(declaration, place, learned))] : []),
    reads(membersOf(id), () => readMembers(declaration, place, learned)),
  ];
}

export function placeOf(
  { host, title }: Pick<ProviderDeclaration, 'host' | 'title'>,
  { connection: { endpoint, settings } }: Pick<ReaderInput<SettingValues>, 'connection'>,
): Place {
  const own = fill(host, settings);
  return { title, base: endpoint ?? own, own, settings };
}

function* readSetting(
  declaration: ProviderDeclaration,
  place: Place,
  learned: Learned,
): Reading<Organization, Question> {
  yield { source: { origin: 'api', tenant: learned.tenant } };
  const wrong: string[] = [];
  const one = yield* askOrganization(declaration, place, wrong);
  learned.tenant = { id: one.id, name: one.name };
  yield { source: { tenant: learned.tenant } };
  yield { records: [one] };
  if (wrong.length > 0)
    yield { problem: malformed(place.title, [`the organization: ${wrong.join(', ')} of the wrong type`]) };
  for (const problem of hiddenSettings(one, declaration)) yield { problem };
}

export function* askOrganization(
  declaration: ProviderDeclaration,
  place: Place,
  wrong: string[],
): Reading<never, Question, Organization> {
  const { organization, title } = declaration;
  if (!organization) throw new Error(`${title} has no organization.`);
  const endpoint =
    typeof organization.ask === 'function' ? organization.ask(place.settings) : organization.ask;
  const body = yield* askOne(place, endpoint, `${title}’s answer on the organization`);
  return readOrganization(body, declaration, place.settings, wrong);
}

function* readMembers(
  declaration: ProviderDeclaration,
  place: Place,
  learned: Learned,
): Reading<Member, Question> {
  yield { source: { origin: 'api', tenant: learned.tenant } };
  const faults: string[] = [];
  const watch = watchMembers(declaration);
  let [counted, seen] = [null as number | null, 0];
  try {
    counted = yield* askCount(declaration, place);
    const beside = yield* readBeside(declaration, place);
    for (const list of listsOf(declaration, place.settings))
      seen += yield* readList(declaration, { ...place, beside, list, faults, watch });
  } finally {
    if (faults.length > 0) yield { problem: malformed(place.title, faults) };
  }
  for (const problem of shortfall(place.title, seen, counted)) yield { problem };
  for (const problem of watch.problems()) yield { problem };
}

/** How many there are, asked before they are listed: whoever comes in between is listed too. */
function* askCount(
  { members: { count }, title }: ProviderDeclaration,
  place: Place,
): Reading<never, Question, number | null> {
  if (!count) return null;
  const where = `${title}’s count of its members`;
  const found = yield* askOne(place, count, where);
  if (typeof found === 'number' && Number.isSafeInteger(found) && found >= 0) return found;
  throw new CollectError(
    'malformed',
    `${where} is no number. Check that the endpoint is the provider’s own.`,
  );
}

/** What lies beside people, by their ids. */
export type Beside = ReadonlyMap<string, unknown>;

/** Reads the list that lies beside that of people. `most`: how many pages are enough. */
export function* readBeside(
  { members: { beside, people } }: ProviderDeclaration,
  place: Place,
  most = Number.POSITIVE_INFINITY,
): Reading<never, Question, Beside> {
  const found = new Map<string, unknown>();
  if (!beside) return found;
  let pages = 0;
  yield* askList<never>(place, beside, function* ({ items }) {
    for (const item of items) found.set(readId(item, people.id) ?? '', item);
    pages += 1;
    yield { records: [] };
    return pages < most ? null : enough;
  });
  return found;
}

export function listsOf({ members }: ProviderDeclaration, settings: SettingValues): readonly ListEndpoint[] {
  return typeof members.lists === 'function' ? members.lists(settings) : members.lists;
}

interface Listing extends Place {
  readonly beside: Beside;
  readonly list: ListEndpoint;
  readonly faults: string[];
  readonly watch: Watch;
}

function* readList(declaration: ProviderDeclaration, listing: Listing): Reading<Member, Question, number> {
  let listed = 0;
  let total: number | null = null;
  yield* askList<Member>(listing, listing.list, function* (page) {
    const members = yield* membersOn(page, declaration, listing, listing.faults, listing.beside);
    for (const member of members) listing.watch.see(member);
    listed += page.items.length;
    if (page.total !== null) total = Math.max(total ?? 0, page.total);
    yield { records: members };
  });
  for (const problem of shortfall(listing.title, listed, total)) yield { problem };
  return listed;
}

/** The people of a page, each with what is asked of them besides. */
export function* membersOn(
  { items }: ListPage,
  { members, title }: ProviderDeclaration,
  place: Place,
  faults: string[],
  beside: Beside = new Map(),
): Reading<never, Question, readonly Member[]> {
  const found: Member[] = [];
  for (const item of items) {
    const wrong: string[] = [];
    const whole = yield* withMore(laidBeside(item, members, beside), members.each, place, title);
    const member = readMember(whole, members, wrong);
    if (member === null) faults.push('a member without an id, who was left out');
    else if (wrong.length > 0) faults.push(`member ${member.id}: ${wrong.join(', ')} of the wrong type`);
    if (member !== null) found.push(member);
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
): Reading<never, Question, unknown> {
  if (!each || !isObject(item) || each.of?.(item) === false) return item;
  const more = yield* askOne(place, each, `${title}’s answer on one member’s ${each.as}`, item);
  return { ...item, [each.as]: more };
}

/** Fewer came than the provider counts when somebody was passed over. */
function shortfall(title: string, listed: number, total: number | null): readonly Problem[] {
  if (total === null || listed >= total) return [];
  const message = `${title} counts ${total} members and listed ${listed}. Run again; if it stays, tell the provider.`;
  return [{ code: 'truncated', message }];
}

function malformed(title: string, faults: readonly string[]): Problem {
  const more = faults.length > 3 ? `; and ${faults.length - 3} more` : '';
  return {
    code: 'malformed',
    message: `Not as ${title} documents it: ${faults.slice(0, 3).join('; ')}${more}. Fields of the wrong type count as unknown; the raw answers show what came.`,
  };
}
