import { groups, orgUnits, policies, users } from '../../../evidence/datasets/google-workspace.ts';
import { type ConnectionReader, type KeptForm, type ReaderInput, type Reading, reads } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { isRefusal, remedied } from './access.ts';
import type { GoogleQuestion, Place } from './questions.ts';
import { readGroups } from './read-groups.ts';
import { type Learned, readOrgUnits, readPolicies, readUsers } from './read-lists.ts';
import { tenantOf } from './tenant.ts';

/** The four datasets, groups last because policies name them. */
export function read(input: ReaderInput<Settings>): ConnectionReader<GoogleQuestion> {
  const { settings } = input.connection;
  const place = placeOf(input);
  const learned: Learned = { tenantId: null, policyGroups: new Set() };
  const wanted = () => new Set([...learned.policyGroups, ...input.needs.groups]);
  const from = { settings, learned };
  return [
    reads(orgUnits, () => explained(orgUnits.name, from, readOrgUnits(place)), kept),
    reads(policies, () => explained(policies.name, from, readPolicies(place, learned)), kept),
    reads(users, () => explained(users.name, from, readUsers(place, learned)), kept),
    reads(groups, () => explained(groups.name, from, readGroups(place, wanted())), kept),
  ];
}

/** Google's token address refuses a credential with 400, 401 or 403. */
const kept: KeptForm = {
  signIn: (refused) => (isRefusal(refused) ? 'unauthenticated' : refused.code),
};

export function placeOf({ connection }: ReaderInput<Settings>): Place {
  return { endpoint: connection.endpoint, customer: connection.settings.customer };
}

/** Says what to grant after a denial, and in the end whose the dataset is. */
function* explained<Row>(
  dataset: string,
  { settings, learned }: { readonly settings: Settings; readonly learned: Learned },
  reading: Reading<Row, GoogleQuestion>,
): Reading<Row, GoogleQuestion> {
  try {
    yield* reading;
  } catch (error) {
    throw remedied(error, dataset, settings.subject);
  } finally {
    yield { source: { tenant: tenantOf(settings, learned.tenantId) } };
  }
}
