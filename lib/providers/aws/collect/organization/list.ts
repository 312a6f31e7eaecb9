import type {
  AwsAccountStanding,
  AwsOrganizationAccount,
} from '../../../../evidence/datasets/aws-organization.ts';
import { dayMs } from '../../../../evidence/day.ts';
import { type ProviderResponse, type Reading, send } from '../../../reader.ts';
import type { Organization } from '../../settings.ts';
import { identityIn } from '../identity.ts';
import { givenIn } from '../requests.ts';
import {
  describeAccount,
  describedIn,
  type ListedAccount,
  listAccounts,
  requestOrganization,
} from './accounts.ts';
import { assumeRole, enter, inBatches, inEach, isIn, opens } from './enter.ts';
import type { Requests } from './json-response.ts';
import type { Learned } from './learned.ts';
import { type OrganizationPlace, query, type SignedRequest } from './requests.ts';

/** Every account, how it stands, and whether it could be entered. */
export function* readAccounts(
  place: OrganizationPlace,
  learned: Learned,
  now: Date,
): Reading<AwsOrganizationAccount, SignedRequest> {
  const principal = yield* requestWho(place);
  yield { source: { principal } };
  const organization = yield* requestOrganization(place);
  learned.source = { principal, tenant: { id: organization.id, name: null } };
  learned.management = organization.management;
  yield { source: learned.source };
  const { accounts, problems } = yield* listAccounts(place);
  const rows: AwsOrganizationAccount[] = [];
  for (const batch of inBatches(accounts)) {
    const standing = yield* standingOf(place, batch, now);
    const some = batch.map((account) => rowOf(account, standing, organization.management));
    rows.push(...some);
    yield { records: some };
  }
  learned.accounts = rows;
  learned.moreAccounts = problems[0] ?? null;
  for (const problem of problems) yield { problem };
}

/** Opens the session of the account that manages the organization, where there is one to open, and asks who asks. */
export function* requestWho(place: OrganizationPlace): Requests<string> {
  const { management } = place.organization;
  if (management !== undefined) opens(yield* send(assumeRole(place, management)));
  const request = query(place, 'sts', 'GetCallerIdentity', { session: management ?? null });
  const response: ProviderResponse = yield* send(request);
  return identityIn(givenIn(response, 'GetCallerIdentity')).arn;
}

interface Stood {
  readonly account: ListedAccount;
  readonly standing: AwsAccountStanding;
  readonly hindrance: string | null;
}

function* standingOf(
  place: OrganizationPlace,
  batch: readonly ListedAccount[],
  now: Date,
): Requests<ReadonlyMap<string, Stood>> {
  const stood = new Map<string, Stood>();
  for (const account of batch) {
    const standing = outOf(account) ?? (isExcluded(place.organization, account.id, now) ? 'excluded' : null);
    if (standing) stood.set(account.id, { account, standing, hindrance: null });
  }
  const asked = batch.filter(({ id }) => !stood.has(id));
  const entered = yield* enter(
    place,
    asked.map(({ id }) => id),
  );
  const without = asked.filter(({ id }) => !isIn(entered.get(id)));
  const anew = yield* inEach(
    without.map(({ id }) => id),
    (id) => describeAccount(place, id),
    ({ text }, id) => describedIn(text, id),
  );
  for (const account of asked) {
    const came = entered.get(account.id);
    const described = anew.get(account.id);
    // It may have been suspended or closed since it was listed.
    const latest = isIn(described) && described.is ? described.is : account;
    const hindrance = came && 'error' in came ? came.error.message : null;
    const out = hindrance === null ? null : outOf(latest);
    stood.set(account.id, {
      account: latest,
      standing: hindrance === null ? 'entered' : (out ?? 'unreachable'),
      hindrance: out ? null : hindrance,
    });
  }
  return stood;
}

/** AWS's words that surely mean that nobody gets into an account any more; any other is no such word. */
const out: ReadonlyMap<string | null, AwsAccountStanding> = new Map([
  ['SUSPENDED', 'suspended'],
  ['PENDING_CLOSURE', 'closing'],
  ['CLOSED', 'closed'],
]);

function outOf({ state }: ListedAccount): AwsAccountStanding | null {
  return out.get(state) ?? null;
}

/** The accounts that a night enters, of those listed. */
export function toBeAsked(
  organization: Organization,
  accounts: readonly ListedAccount[],
  now: Date,
): readonly string[] {
  const asked = accounts.filter(
    (account) => outOf(account) === null && !isExcluded(organization, account.id, now),
  );
  return asked.map(({ id }) => id);
}

/** As long as a waiver may be. */
const mostDays = 366;

/** Whether the configuration leaves an account out today: not once that has ended, nor for longer than a year. */
function isExcluded({ accounts }: Organization, account: string, now: Date): boolean {
  const found = accounts.exclude.find(({ id }) => id === account);
  const today = now.toISOString().slice(0, 10);
  const latest = new Date(now.getTime() + mostDays * dayMs).toISOString().slice(0, 10);
  return found !== undefined && found.expires >= today && found.expires <= latest;
}

function rowOf(
  { id }: ListedAccount,
  stood: ReadonlyMap<string, Stood>,
  management: string | null,
): AwsOrganizationAccount {
  const { account, hindrance, standing } = stood.get(id) as Stood;
  return {
    hindrance,
    id,
    joinedAt: account.joinedAt,
    joinedMethod: account.joinedMethod,
    management: id === management,
    name: account.name,
    standing,
    state: account.state,
  };
}
