import { setTimeout as wait } from 'node:timers/promises';
import { admin_directory_v1 } from 'googleapis/build/src/apis/admin/directory_v1.js';
import { admin_reports_v1 } from 'googleapis/build/src/apis/admin/reports_v1.js';
import { cloudidentity_v1 } from 'googleapis/build/src/apis/cloudidentity/v1.js';
import { findCollectError } from '../../../evidence/problem.ts';
import type { Fetch } from '../../../http/fetch.ts';
import type { ProviderClient } from '../../reader.ts';
import { rehost } from './hosts.ts';
import type { GoogleRequest, List } from './requests.ts';

export interface ClientOptions {
  /** Adds the authorization itself; the library is given no credential. */
  readonly fetch: Fetch;
  readonly endpoint: string | null;
  readonly signal: AbortSignal | undefined;
  readonly clock: () => Date;
  /** Waits so many milliseconds; by default on the clock. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

type Call = (parameters: GoogleRequest['parameters']) => Promise<{ readonly data: unknown }>;

/** The Policy API answers 429 to whoever asks for pages faster than this, in milliseconds. */
const policyPause = 1_000;

/** Asks Google through its own library. Errors are `CollectError`. */
export function googleClient(options: ClientOptions): ProviderClient<GoogleRequest> {
  const { clock, endpoint, pause = (ms) => pauseUntil(ms, options.signal) } = options;
  const calls = callsOf(options);
  return async ({ list, parameters }) => {
    // Time between pages, but only for Google itself.
    if (list === 'policies' && endpoint === null && 'pageToken' in parameters) await pause(policyPause);
    // Unwraps the errors of our fetch; the library's own hold request headers.
    const { data } = await calls[list](parameters).catch((error: unknown) => {
      throw findCollectError(error) ?? error;
    });
    return { text: String(data), header: () => null, receivedAt: clock() };
  };
}

function callsOf(options: ClientOptions): Readonly<Record<List, Call>> {
  const directory = new admin_directory_v1.Admin(transport(options));
  const reports = new admin_reports_v1.Admin(transport(options));
  const identity = new cloudidentity_v1.Cloudidentity(transport(options));
  return {
    users: (parameters) => directory.users.list(parameters),
    organizationUnits: (parameters) => directory.orgunits.list(parameters),
    policies: (parameters) => identity.policies.list(parameters),
    groups: (parameters) => directory.groups.list(parameters),
    members: (parameters) => directory.members.list(parameters),
    activities: (parameters) => reports.activities.list(parameters),
    usage: (parameters) => reports.customerUsageReports.get(parameters),
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

/** Ends early, without an error, when the run is stopped: the next request then says so. */
function pauseUntil(ms: number, signal: AbortSignal | undefined): Promise<unknown> {
  return wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
}
