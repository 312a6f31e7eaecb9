import { parseJson } from '../../../http/json.ts';
import { readPages } from '../../../http/pages.ts';
import { type ProviderRequest, type Reading, send } from '../../reader.ts';
import { type Page, readPage } from './page.ts';
import type { Tenant } from './tenant.ts';

export type List = 'users' | 'organizationUnits' | 'policies' | 'groups' | 'members' | 'activities' | 'usage';

/** The events that are asked for, by Google's names. */
export type ActivityEvent = 'authorize' | 'revoke' | 'login_success';

/** A page of one of Google's lists, with the parameters that Google's library is given for it. */
export interface GoogleRequest extends ProviderRequest {
  readonly list: List;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Whose lists are asked for, and where. */
export interface Place {
  readonly endpoint: string | null;
  readonly tenant: Tenant;
}

type Read<Row, Result = void> = Reading<Row, GoogleRequest, Result>;
export type Take<Row> = (page: Page) => Read<Row, unknown>;

/** The partial response: no more personal data than the controls need. */
export const userFields =
  'kind,nextPageToken,users(id,primaryEmail,aliases,nonEditableAliases,suspended,archived,isAdmin,' +
  'isDelegatedAdmin,isEnrolledIn2Sv,isEnforcedIn2Sv,isGuestUser,lastLoginTime,creationTime,orgUnitPath,customerId)';

/** Without a customer Google answers for whoever asks, whatever the other lists are asked for. */
function policyFilter({ customer }: Tenant): string {
  return `customer == "customers/${customer}" && setting.type.matches('^settings/security[.]two_step_verification_.*$')`;
}

export function requestUsers<Row>(place: Place, take: Take<Row>, maxResults = 500): Read<Row> {
  const { customer } = place.tenant;
  return pages(place, 'users', { customer, maxResults, orderBy: 'email', fields: userFields }, take);
}

/** Google does not page this list. */
export function* requestOrgUnits(place: Place): Read<never, Page> {
  const parameters = { customerId: place.tenant.customer, type: 'all_including_parent', orgUnitPath: '/' };
  return yield* page(place, 'organizationUnits', parameters, "Google's list of organizational units");
}

export function requestPolicies<Row>(place: Place, take: Take<Row>, pageSize = 100): Read<Row> {
  return pages(place, 'policies', { pageSize, filter: policyFilter(place.tenant) }, take);
}

export function requestGroups<Row>(place: Place, take: Take<Row>, maxResults = 200): Read<Row> {
  return pages(place, 'groups', { customer: place.tenant.customer, maxResults, orderBy: 'email' }, take);
}

export function requestMembers<Row>(place: Place, groupKey: string, take: Take<Row>): Read<Row> {
  return pages(place, 'members', { groupKey, maxResults: 200 }, take);
}

/** One kind of event of one log, the newest first. */
export function requestActivities<Row>(
  place: Place,
  applicationName: 'token' | 'saml',
  eventName: ActivityEvent,
  window: { readonly startTime?: string; readonly endTime: string },
  take: Take<Row>,
  maxResults = 1000,
): Read<Row> {
  const parameters = { userKey: 'all', applicationName, eventName, ...window, maxResults };
  return pages(place, 'activities', parameters, take);
}

/** Google's report of one day; a parameter that it does not know, it passes over without a word. */
export function* requestUsage(
  { endpoint, tenant }: Place,
  date: string,
  names: readonly string[],
): Read<never, unknown> {
  const customer = tenant.id === null ? {} : { customerId: tenant.id };
  const parameters = { date, parameters: names.join(','), ...customer };
  const url = addressOf(endpoint, 'usage', parameters);
  const { text } = yield* send<GoogleRequest>({ method: 'GET', url, list: 'usage', parameters });
  return parseJson(text, `Google's usage report of ${date}`);
}

/** Page by page, in Google's order. */
function pages<Row>(
  place: Place,
  list: List,
  parameters: GoogleRequest['parameters'],
  take: Take<Row>,
): Read<Row> {
  let number = 0;
  return readPages(
    (pageToken) =>
      page(
        place,
        list,
        pageToken === undefined ? parameters : { ...parameters, pageToken },
        `Page ${++number} of Google's ${list}`,
      ),
    { next: ({ nextPageToken }) => nextPageToken, items: ({ items }) => items },
    take,
  );
}

function* page(
  { endpoint }: Place,
  list: List,
  parameters: GoogleRequest['parameters'],
  where: string,
): Read<never, Page> {
  const { text } = yield* send<GoogleRequest>({
    method: 'GET',
    url: addressOf(endpoint, list, parameters),
    list,
    parameters,
  });
  return readPage(parseJson(text, where), fields[list] ?? list, where);
}

/** Lists that lie in a field of another name. */
const fields: Readonly<Partial<Record<List, string>>> = { activities: 'items' };

const directory = 'https://admin.googleapis.com/admin/directory/v1';

/** Each list's address; in braces the parameter that is a part of it. */
const addresses: Readonly<Record<List, string>> = {
  users: `${directory}/users`,
  organizationUnits: `${directory}/customer/{customerId}/orgunits`,
  policies: 'https://cloudidentity.googleapis.com/v1/policies',
  groups: `${directory}/groups`,
  members: `${directory}/groups/{groupKey}/members`,
  activities:
    'https://admin.googleapis.com/admin/reports/v1/activity/users/{userKey}/applications/{applicationName}',
  usage: 'https://admin.googleapis.com/admin/reports/v1/usage/dates/{date}',
};

function addressOf(endpoint: string | null, list: List, parameters: GoogleRequest['parameters']): string {
  const query = new URLSearchParams(
    Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const address = addresses[list].replace(/\{(\w+)\}/g, (_, name: string) => {
    query.delete(name);
    return encodeURIComponent(parameters[name] ?? '');
  });
  const { origin } = new URL(address);
  return `${endpoint ?? origin}${address.slice(origin.length)}?${query}`;
}
