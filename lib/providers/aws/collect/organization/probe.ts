import type { Dataset } from '../../../../evidence/dataset.ts';
import { accountSummary, credentialReport } from '../../../../evidence/datasets/aws.ts';
import {
  identityCenterAssignments,
  identityCenterGroups,
  identityCenterUsers,
  organizationAccounts,
  organizationFeatures,
} from '../../../../evidence/datasets/aws-organization.ts';
import { CollectError } from '../../../../evidence/problem.ts';
import { result } from '../../../follow.ts';
import { probeDataset } from '../../../probe-dataset.ts';
import type { ProbeResult } from '../../../provider.ts';
import { send } from '../../../reader.ts';
import type { Organization } from '../../settings.ts';
import { optionsOf, type Session, scopesOf } from '../collect.ts';
import type { Wait } from '../pause.ts';
import { firstAccounts, requestOrganization } from './accounts.ts';
import { centerOf, paging, requestInstance } from './center.ts';
import { organizationClient, type Sessions } from './client.ts';
import { enter, given, type In, inBatches, inEach, isIn } from './enter.ts';
import { requestFeatures } from './features.ts';
import { pageIn, type Requests } from './json-response.ts';
import type { Learned } from './learned.ts';
import { requestWho, toBeAsked } from './list.ts';
import { nothingLearned, organizationPlace } from './read.ts';
import { inJson, type OrganizationPlace, query } from './requests.ts';

interface Tried {
  readonly place: OrganizationPlace;
  readonly learned: Learned;
  readonly now: Date;
  /** Accounts that were entered. */
  readonly entered: string[];
}

/** What one dataset is tried with; in words, what was found. */
type Trial = (tried: Tried) => Requests<string>;

/** One line for each dataset. The role is tried in the first accounts of the list alone: a night tries all. */
export async function probeOrganization(
  session: Session,
  organization: Organization,
  wait: Wait,
): Promise<readonly ProbeResult[]> {
  const place = organizationPlace(session, organization);
  const tried: Tried = { place, learned: nothingLearned(), now: session.needs.now, entered: [] };
  const sessions: Sessions = new Map();
  const results: ProbeResult[] = [];
  for (const [dataset, trial] of [...trials, ...(organization.identityCenter === 'none' ? [] : centerTrials)])
    results.push(
      await probeDataset(session, dataset as Dataset, async (sink) => {
        const client = organizationClient(optionsOf(session, sink, dataset.name, wait), sessions);
        return await result(granting(trial(tried), dataset.name), client);
      }),
    );
  return results;
}

/** Says what to grant, where that is what is missing. */
function* granting(trial: Requests<string>, dataset: string): Requests<string> {
  try {
    return yield* trial;
  } catch (error) {
    if (!(error instanceof CollectError) || error.code !== 'denied') throw error;
    const needed = ` Needed: ${scopesOf(dataset).join(', ')}.`;
    throw new CollectError(error.code, `${error.message}${needed}`, { cause: error });
  }
}

function* tryAccounts({ entered, learned, now, place }: Tried): Requests<string> {
  const principal = yield* requestWho(place);
  const { id, management } = yield* requestOrganization(place);
  learned.source = { principal, tenant: { id, name: null } };
  learned.management = management;
  const asked = toBeAsked(place.organization, yield* firstAccounts(place), now);
  const [some = []] = inBatches(asked);
  const sessions = yield* enter(place, some);
  entered.push(...some.filter((account) => isIn(sessions.get(account))));
  const text = `Organization ${id}, as ${principal}. ${entered.length} of the first ${some.length} accounts can be entered`;
  const [problem] = some.flatMap((account) => errorOf(account, sessions.get(account)));
  if (problem === undefined) return `${text}; each night tries all.`;
  throw new CollectError('denied', `${text}. ${problem} Deploy the role to the accounts that lack it.`);
}

function errorOf(account: string, came: In<unknown> | undefined): readonly string[] {
  return came && 'error' in came ? [`Account ${account}: ${came.error.message}`] : [];
}

/** Asks one of the accounts that were entered; throws where there is none. */
function* inOne({ entered, place }: Tried, action: string): Requests<string> {
  const [account] = entered;
  if (account === undefined)
    throw new CollectError('denied', 'No account could be entered, so none could be asked.');
  yield* enter(place, [account]);
  const responses = yield* inEach(
    [account],
    (session) => query(place, 'iam', action, { session }),
    given(action),
  );
  const came = responses.get(account);
  if (came && 'error' in came) throw came.error;
  return `${action} can be asked in account ${account}.`;
}

function* tryFeatures({ learned, place }: Tried): Requests<string> {
  yield* requestWho(place);
  const { features } = yield* requestFeatures(place, learned);
  return features.length > 0 ? `On for root users: ${features.join(', ')}.` : 'Nothing is on for root users.';
}

function* tryUsers({ learned, place }: Tried): Requests<string> {
  yield* requestWho(place);
  learned.center = yield* requestInstance(place, learned);
  return yield* firstPage(place, learned, 'ListUsers', 'Users');
}

function* tryGroups({ learned, place }: Tried): Requests<string> {
  yield* requestWho(place);
  return yield* firstPage(place, learned, 'ListGroups', 'Groups');
}

function* firstPage(
  place: OrganizationPlace,
  learned: Learned,
  action: string,
  list: string,
): Requests<string> {
  const fields = { IdentityStoreId: centerOf(learned).store, ...paging(undefined) };
  const response = yield* send(inJson(place, 'identitystore', action, { fields }));
  return `${pageIn(response.text, list, action).items.length} on the first page.`;
}

function* tryAssignments({ learned, place }: Tried): Requests<string> {
  yield* requestWho(place);
  const fields = { InstanceArn: centerOf(learned).instance, ...paging(undefined) };
  const response = yield* send(inJson(place, 'sso', 'ListPermissionSets', { fields }));
  const sets = pageIn(response.text, 'PermissionSets', 'ListPermissionSets').items;
  return `${sets.length} permission sets on the first page.`;
}

const trials: readonly (readonly [Dataset<never>, Trial])[] = [
  [organizationAccounts, tryAccounts],
  [credentialReport, (tried) => inOne(tried, 'GenerateCredentialReport')],
  [accountSummary, (tried) => inOne(tried, 'GetAccountSummary')],
  [organizationFeatures, tryFeatures],
];

const centerTrials: readonly (readonly [Dataset<never>, Trial])[] = [
  [identityCenterUsers, tryUsers],
  [identityCenterGroups, tryGroups],
  [identityCenterAssignments, tryAssignments],
];
