import {
  type Member,
  membersOf,
  type Organization,
  organizationOf,
} from '../../evidence/datasets/declared.ts';
import type { Problem } from '../../evidence/problem.ts';
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
  const { one, raw } = yield* askOrganization(declaration, place, wrong);
  learned.tenant = { id: one.id, name: one.name };
  yield { source: { tenant: learned.tenant } };
  yield { records: [one] };
  if (wrong.length > 0)
    yield { problem: malformed(place.title, [`the organization: ${wrong.join(', ')} of the wrong type`]) };
  for (const problem of hiddenSettings(one, raw, declaration)) yield { problem };
}

export function* askOrganization(
  declaration: ProviderDeclaration,
  place: Place,
  wrong: string[],
): Reading<never, Question, ReturnType<typeof readOrganization>> {
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
  try {
    for (const list of listsOf(declaration, place.settings))
      yield* readList(declaration, { ...place, list, faults, watch });
  } finally {
    if (faults.length > 0) yield { problem: malformed(place.title, faults) };
  }
  for (const problem of watch.problems()) yield { problem };
}

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
}

function* readList(declaration: ProviderDeclaration, listing: Listing): Reading<Member, Question> {
  let listed = 0;
  let total: number | null = null;
  yield* askList<Member>(listing, listing.list, function* (page) {
    const members = yield* membersOn(page, declaration, listing);
    listed += page.items.length;
    if (page.total !== null) total = Math.max(total ?? 0, page.total);
    yield { records: members };
  });
  for (const problem of shortfall(listing.title, listed, total)) yield { problem };
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
