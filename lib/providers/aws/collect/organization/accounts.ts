import type { Problem } from '../../../../evidence/problem.ts';
import { CollectError } from '../../../../evidence/problem.ts';
import { isObject, type Raw } from '../../../read-fields.ts';
import { send } from '../../../reader.ts';
import { listed, objectIn, pageIn, type Requests } from './json-response.ts';
import { inJson, type OrganizationPlace, type SignedRequest } from './requests.ts';

/** An account as Organizations lists it. */
export interface ListedAccount {
  readonly id: string;
  readonly name: string | null;
  readonly state: string | null;
  readonly joinedMethod: string | null;
  readonly joinedAt: string | null;
}

export interface Listing {
  /** In order of their numbers. */
  readonly accounts: readonly ListedAccount[];
  readonly problems: readonly Problem[];
}

/** How often both ways are gone when they do not agree: an account may move, join or leave while they are. */
const mostReadings = 2;

/**
 * Every account of the organization, by two ways that do not come from each other: the list of accounts, and the walk over
 * all units. Where they differ both are gone once more; where they still do, all that either shows counts, and the list is
 * not whole. So does a way that breaks off.
 */
export function* listAccounts(place: OrganizationPlace): Requests<Listing> {
  const all = new Map<string, ListedAccount>();
  const faults = new Set<string>();
  for (let reading = 1; ; reading++) {
    const [list, tree] = [way(faults), way(faults)];
    yield* to(list, byList(place, list));
    yield* to(tree, byUnits(place, tree));
    for (const account of [...tree.found.values(), ...list.found.values()]) all.set(account.id, account);
    const broken = [list, tree].flatMap(({ broken }) => (broken ? [broken] : []));
    const differing = difference(list.found, tree.found);
    const agree = broken.length === 0 && differing.length === 0;
    if (!agree && broken.length === 0 && reading < mostReadings) continue;
    const [first] = broken;
    if (first && all.size === 0) throw first;
    const problems = [
      ...broken.map(({ problem }) => problem),
      ...(broken.length === 0 && differing.length > 0 ? [unconfirmed(differing, list.found)] : []),
      ...(faults.size > 0 ? [malformed(faults)] : []),
    ];
    return { accounts: [...all.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)), problems };
  }
}

/** What one of the two ways shows. */
interface Way {
  readonly found: Map<string, ListedAccount>;
  readonly faults: Set<string>;
  /** Why it was not gone to its end. */
  broken: CollectError | null;
}

function way(faults: Set<string>): Way {
  return { found: new Map(), faults, broken: null };
}

function* to(way: Way, going: Requests<void>): Requests<void> {
  try {
    yield* going;
  } catch (error) {
    if (!(error instanceof CollectError) || error.code === 'interrupted') throw error;
    way.broken = error;
  }
}

/** The accounts on the first page of the list. */
export function* firstAccounts(place: OrganizationPlace): Requests<readonly ListedAccount[]> {
  const found = way(new Set());
  const response = yield* send(paged(place, 'ListAccounts', {}, undefined));
  taking(found)(pageIn(response.text, 'Accounts', 'ListAccounts').items);
  return [...found.found.values()];
}

function* byList(place: OrganizationPlace, way: Way): Requests<void> {
  const action = 'ListAccounts';
  yield* listed((token) => paged(place, action, {}, token), 'Accounts', action, taking(way));
}

function* byUnits(place: OrganizationPlace, way: Way): Requests<void> {
  const parents: string[] = [];
  const add = (items: readonly unknown[]): void => {
    for (const item of items) {
      const id = isObject(item) && typeof item.Id === 'string' ? item.Id : null;
      if (id === null) way.faults.add('a unit without an id');
      else parents.push(id);
    }
  };
  yield* listed((token) => paged(place, 'ListRoots', {}, token), 'Roots', 'ListRoots', add);
  const seen = new Set<string>();
  for (let parent = parents.shift(); parent !== undefined; parent = parents.shift()) {
    if (seen.has(parent)) continue;
    seen.add(parent);
    yield* inUnit(place, parent, 'ListOrganizationalUnitsForParent', 'OrganizationalUnits', add);
    yield* inUnit(place, parent, 'ListAccountsForParent', 'Accounts', taking(way));
  }
}

function inUnit(
  place: OrganizationPlace,
  parent: string,
  action: string,
  list: string,
  take: (items: readonly unknown[]) => void,
): Requests<void> {
  return listed((token) => paged(place, action, { ParentId: parent }, token, parent), list, action, take);
}

function paged(
  place: OrganizationPlace,
  action: string,
  fields: Readonly<Record<string, string>>,
  token: string | undefined,
  about = '',
): SignedRequest {
  const all = { ...fields, MaxResults: 20, ...(token === undefined ? {} : { NextToken: token }) };
  return inJson(place, 'organizations', action, { about, fields: all });
}

function taking({ faults, found }: Way): (items: readonly unknown[]) => void {
  return (items) => {
    for (const item of items) {
      const account = isObject(item) ? accountIn(item) : null;
      if (account) found.set(account.id, account);
      else faults.add('an account without a number of twelve digits, which was left out');
    }
  };
}

/** `State` took the place of `Status`; an answer may have either. */
function accountIn(item: Raw): ListedAccount | null {
  const { Id: id, JoinedMethod, JoinedTimestamp, Name, State, Status } = item;
  if (typeof id !== 'string' || !/^\d{12}$/.test(id)) return null;
  const joined = typeof JoinedTimestamp === 'number' ? new Date(JoinedTimestamp * 1000) : null;
  return {
    id,
    name: textOrNull(Name),
    state: textOrNull(State) ?? textOrNull(Status),
    joinedMethod: textOrNull(JoinedMethod),
    joinedAt: joined && !Number.isNaN(joined.getTime()) ? joined.toISOString() : null,
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.isWellFormed() ? value : null;
}

function difference(
  one: ReadonlyMap<string, unknown>,
  other: ReadonlyMap<string, unknown>,
): readonly string[] {
  const ids = new Set([...one.keys(), ...other.keys()]);
  return [...ids].filter((id) => !one.has(id) || !other.has(id)).toSorted();
}

function unconfirmed(ids: readonly string[], list: ReadonlyMap<string, unknown>): Problem {
  const missing = ids.filter((id) => !list.has(id));
  const shown = ids.slice(0, 3).join(', ') + (ids.length > 3 ? ` and ${ids.length - 3} more` : '');
  return {
    code: 'truncated',
    message: `AWS Organizations: the list of accounts and the walk over all units do not agree, twice over, on ${shown} (${missing.length} only in a unit, ${ids.length - missing.length} only in the list). Whether these are all accounts is not known. Run again; if it happens again, tell the provider.`,
  };
}

function malformed(faults: ReadonlySet<string>): Problem {
  return {
    code: 'malformed',
    message: `AWS Organizations: ${[...faults].join('; ')}. The raw answers show what came.`,
  };
}

/** What Organizations says now of one account. */
export function describeAccount(place: OrganizationPlace, id: string): SignedRequest {
  return inJson(place, 'organizations', 'DescribeAccount', { about: id, fields: { AccountId: id } });
}

/** The account in an answer to that; null where it is another one. */
export function describedIn(text: string, id: string): ListedAccount | null {
  const account = accountIn(objectIn(text, 'Account', 'DescribeAccount'));
  return account?.id === id ? account : null;
}

/** The organization's id, and the account that manages it. */
export function* requestOrganization(
  place: OrganizationPlace,
): Requests<{ readonly id: string; readonly management: string | null }> {
  const response = yield* send(inJson(place, 'organizations', 'DescribeOrganization'));
  const { Id: id, MasterAccountId } = objectIn(response.text, 'Organization', 'DescribeOrganization');
  if (typeof id !== 'string' || !/^o-[a-z0-9]{10,32}$/.test(id))
    throw new CollectError('malformed', 'AWS DescribeOrganization does not say which organization answers.');
  return { id, management: textOrNull(MasterAccountId) };
}
