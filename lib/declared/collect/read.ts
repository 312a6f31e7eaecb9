import {
  type Member,
  type MemberCount,
  memberCountOf,
  membersOf,
  type Organization,
  organizationOf,
} from '../../evidence/datasets/declared.ts';
import type { Problem } from '../../evidence/problem.ts';
import {
  type ConnectionReader,
  type ProviderRequest,
  type ReaderInput,
  type Reading,
  reads,
  type SourceFacts,
} from '../../providers/reader.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import { fill } from '../fill.ts';
import type { SettingValues } from '../settings.ts';
import { type Count, listsOf, readBeside, readList, requestCount, shortfall } from './read-list.ts';
import { readOrganization } from './read-records.ts';
import { type Place, requestOne } from './requests.ts';
import { hiddenSettings, watchMembers } from './visibility.ts';

/** What the first dataset tells the next. */
interface Learned {
  tenant: NonNullable<SourceFacts['tenant']>;
  /** How many members the provider counts. */
  count: Count;
}

const uncounted: Count = { total: null, problems: [] };

/** What a declaration reads: the organization where it has one, and its members. */
export function readDeclared(
  declaration: ProviderDeclaration,
  input: ReaderInput<SettingValues>,
): ConnectionReader<ProviderRequest> {
  const place = placeOf(declaration, input);
  const learned: Learned = { tenant: { id: null, name: null }, count: uncounted };
  const { id, members, organization } = declaration;
  return [
    ...(organization ? [reads(organizationOf(id), () => readSetting(declaration, place, learned))] : []),
    ...(members.count ? [reads(memberCountOf(id), () => readCount(declaration, place, learned))] : []),
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
): Reading<Organization, ProviderRequest> {
  yield { source: { origin: 'api', tenant: learned.tenant } };
  const wrong: string[] = [];
  const { one, raw } = yield* requestOrganization(declaration, place, wrong);
  learned.tenant = { id: one.id, name: one.name };
  yield { source: { tenant: learned.tenant } };
  yield { records: [one] };
  if (wrong.length > 0)
    yield { problem: malformed(place.title, [`the organization: ${wrong.join(', ')} of the wrong type`]) };
  for (const problem of hiddenSettings(one, raw, declaration)) yield { problem };
}

export function* requestOrganization(
  declaration: ProviderDeclaration,
  place: Place,
  wrong: string[],
): Reading<never, ProviderRequest, ReturnType<typeof readOrganization>> {
  const { organization, title } = declaration;
  if (!organization) throw new Error(`${title} has no organization.`);
  const { ask } = organization;
  const address = typeof ask === 'function' ? ask(place.settings) : ask;
  const body = yield* requestOne(place, address, `${title}’s answer on the organization`);
  return readOrganization(body, declaration, place.settings, wrong);
}

/** Without a count they are listed all the same, and nothing proves their list whole. */
function* readCount(
  declaration: ProviderDeclaration,
  place: Place,
  learned: Learned,
): Reading<MemberCount, ProviderRequest> {
  yield { source: { origin: 'api', tenant: learned.tenant } };
  learned.count = yield* requestCount(declaration, place);
  const { problems, total } = learned.count;
  if (total !== null) yield { records: [{ counted: total, of: 'members' }] };
  for (const problem of problems) yield { problem };
}

function* readMembers(
  declaration: ProviderDeclaration,
  place: Place,
  learned: Learned,
): Reading<Member, ProviderRequest> {
  yield { source: { origin: 'api', tenant: learned.tenant } };
  const faults: string[] = [];
  const watch = watchMembers(declaration);
  const lists = listsOf(declaration, place.settings);
  const before = lists.some(({ rest }) => rest) ? new Set<string>() : null;
  let listed = 0;
  try {
    const beside = yield* readBeside(declaration, place);
    for (const list of lists)
      listed += yield* readList(declaration, { ...place, beside, list, faults, watch, before });
    for (const problem of [...learned.count.problems, ...shortfall(place.title, listed, learned.count.total)])
      yield { problem };
  } finally {
    if (faults.length > 0) yield { problem: malformed(place.title, faults) };
  }
  for (const problem of watch.problems()) yield { problem };
}

function malformed(title: string, faults: readonly string[]): Problem {
  const more = faults.length > 3 ? `; and ${faults.length - 3} more` : '';
  return {
    code: 'malformed',
    message: `Not as ${title} documents it: ${faults.slice(0, 3).join('; ')}${more}. Fields of the wrong type count as unknown; the raw answers show what came.`,
  };
}
