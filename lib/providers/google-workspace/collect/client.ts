import { setTimeout as wait } from 'node:timers/promises';
import { admin_directory_v1 } from 'googleapis/build/src/apis/admin/directory_v1.js';
import { cloudidentity_v1 } from 'googleapis/build/src/apis/cloudidentity/v1.js';
import { findCollectError } from '../../../evidence/problem.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { parseJson } from '../../../http/json.ts';
import { followPages } from '../../../http/pages.ts';
import { rehost } from './hosts.ts';
import { type Page, readPage } from './page.ts';

/** Google's lists, page by page, in Google's order. Errors are `CollectError`. */
export interface GoogleClient {
  users(pageSize?: number): AsyncGenerator<Page>;
  /** Google does not page this list. */
  orgUnits(): Promise<Page>;
  policies(pageSize?: number): AsyncGenerator<Page>;
  groups(pageSize?: number): AsyncGenerator<Page>;
  members(groupId: string): AsyncGenerator<Page>;
}

export interface ClientOptions {
  /** Adds the authorization itself; the library is given no credential. */
  readonly fetch: Fetch;
  readonly endpoint: string | null;
  readonly customer: string;
  readonly signal: AbortSignal | undefined;
  /** Waits so many milliseconds; by default on the clock. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** The partial response: no more personal data than the controls need. */
export const userFields =
  'kind,nextPageToken,users(id,primaryEmail,aliases,nonEditableAliases,suspended,archived,isAdmin,' +
  'isDelegatedAdmin,isEnrolledIn2Sv,isEnforcedIn2Sv,isGuestUser,lastLoginTime,creationTime,orgUnitPath,customerId)';

const policyFilter = "setting.type.matches('^settings/security[.]two_step_verification_.*$')";

/** The Policy API answers 429 to whoever asks for pages faster than this, in milliseconds. */
const policyPause = 1_000;

export function googleClient(options: ClientOptions): GoogleClient {
  const directory = new admin_directory_v1.Admin(transport(options));
  const identity = new cloudidentity_v1.Cloudidentity(transport(options));
  const { customer } = options;
  return {
    users: (maxResults = 500) =>
      pages('users', (page) =>
        directory.users.list({ customer, maxResults, orderBy: 'email', fields: userFields, ...page }),
      ),
    orgUnits: () =>
      answer('organizationUnits', "Google's list of organizational units", () =>
        directory.orgunits.list({ customerId: customer, type: 'all_including_parent', orgUnitPath: '/' }),
      ),
    policies: (pageSize = 100) =>
      spaced(
        pages('policies', (page) => identity.policies.list({ pageSize, filter: policyFilter, ...page })),
        options,
      ),
    groups: (maxResults = 200) =>
      pages('groups', (page) => directory.groups.list({ customer, maxResults, orderBy: 'email', ...page })),
    members: (groupKey) =>
      pages('members', (page) => directory.members.list({ groupKey, maxResults: 200, ...page })),
  };
}

/**
 * How the library asks: through our fetch, once (retrying is decided in one place, not here), and handing
 * over the text, which the library would otherwise parse and, when it is not JSON, pass on without a word.
 */
function transport({ fetch, endpoint }: ClientOptions) {
  return {
    retry: false,
    responseType: 'text' as const,
    fetchImplementation: (input: string | URL | Request, init?: RequestInit) =>
      fetch(rehost(input instanceof Request ? input.url : input, endpoint), {
        method: init?.method ?? 'GET',
        headers: init?.headers ?? {},
      }),
  };
}

type Call = () => Promise<{ readonly data: unknown }>;

/** One answer, parsed once. Unwraps the errors of our fetch; the library's own hold request headers. */
async function answer(list: string, where: string, call: Call): Promise<Page> {
  const { data } = await call().catch((error: unknown) => {
    throw findCollectError(error) ?? error;
  });
  return readPage(parseJson(String(data), where), list, where);
}

function pages(
  list: string,
  ask: (page: { pageToken?: string }) => Promise<{ readonly data: unknown }>,
): AsyncGenerator<Page> {
  let number = 0;
  return followPages<Page>(
    (token) =>
      answer(list, `Page ${++number} of Google's ${list}`, () => ask(token ? { pageToken: token } : {})),
    (page) => page.nextPageToken,
    (page) => page.items.length === 0,
  );
}

/** Leaves time between pages, but only for Google itself. */
async function* spaced(source: AsyncGenerator<Page>, options: ClientOptions): AsyncGenerator<Page> {
  const { pause = (ms) => pauseUntil(ms, options.signal) } = options;
  for await (const page of source) {
    yield page;
    if (options.endpoint === null && page.nextPageToken) await pause(policyPause);
  }
}

/** Ends early, without an error, when the run is stopped: the next request then says so. */
function pauseUntil(ms: number, signal: AbortSignal | undefined): Promise<unknown> {
  return wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
}
