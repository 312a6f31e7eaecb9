import {
  appGrants,
  groups,
  orgUnits,
  policies,
  samlSignIns,
  usage,
  users,
} from '../../../evidence/datasets/google-workspace.ts';
import {
  type ConnectionReader,
  type ReaderInput,
  type Reading,
  type RecordedForm,
  reads,
} from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { isRefusal, remedied } from './access.ts';
import { readAppGrants, readSamlSignIns } from './read-activities.ts';
import { readGroups } from './read-groups.ts';
import { type Learned, readOrgUnits, readPolicies, readUsers } from './read-lists.ts';
import { readUsage } from './read-usage.ts';
import type { GoogleRequest, Place } from './requests.ts';
import { type Tenant, tenantFacts, tenantFor } from './tenant.ts';

/**
 * Users before what is asked of the customer that they name, and groups after policies, which name them; logs only where
 * the configuration turns them on.
 */
export function read(input: ReaderInput<Settings>): ConnectionReader<GoogleRequest> {
  const { settings } = input.connection;
  const place = placeOf(input);
  const learned: Learned = { policyGroups: new Set() };
  const wanted = () => new Set([...learned.policyGroups, ...input.needs.groups]);
  const from = { settings, tenant: place.tenant };
  const { needs } = input;
  const logs = [
    reads(appGrants, () => explained(appGrants.name, from, readAppGrants(place, needs)), recorded),
    reads(samlSignIns, () => explained(samlSignIns.name, from, readSamlSignIns(place, needs)), recorded),
  ];
  return [
    reads(orgUnits, () => explained(orgUnits.name, from, readOrgUnits(place)), recorded),
    reads(users, () => explained(users.name, from, readUsers(place)), recorded),
    reads(policies, () => explained(policies.name, from, readPolicies(place, learned)), recorded),
    reads(groups, () => explained(groups.name, from, readGroups(place, wanted())), recorded),
    ...(settings.reports?.grants ? logs : []),
    ...(settings.reports?.usage
      ? [reads(usage, () => explained(usage.name, from, readUsage(place, needs)), recorded)]
      : []),
  ];
}

/** Google's token address refuses a credential with 400, 401 or 403. */
const recorded: RecordedForm = {
  signIn: (refused) => (isRefusal(refused) ? 'unauthenticated' : refused.code),
};

/** One for all that is read of a connection: what one list says of the customer, the others are held to. */
export function placeOf({ connection }: ReaderInput<Settings>): Place {
  return { endpoint: connection.endpoint, tenant: tenantFor(connection.settings) };
}

/** Says what to grant after a denial, and in the end whose the dataset is. */
function* explained<Row>(
  dataset: string,
  { settings, tenant }: { readonly settings: Settings; readonly tenant: Tenant },
  reading: Reading<Row, GoogleRequest>,
): Reading<Row, GoogleRequest> {
  try {
    yield* reading;
  } catch (error) {
    throw remedied(error, dataset, settings.subject);
  } finally {
    yield { source: { tenant: tenantFacts(settings, tenant) } };
  }
}
