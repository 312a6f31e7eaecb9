import { type FetchFunction, type Logger, LogLevel, WebClient } from '@slack/web-api';
import { findCollectError } from '../../../evidence/problem.ts';
import type { Fetch } from '../../../http/fetch.ts';
import type { ProviderClient, ProviderResponse } from '../../reader.ts';
import { responseFrom } from '../../response-from.ts';
import type { SlackRequest } from './requests.ts';

export interface ClientOptions {
  readonly token: string;
  readonly fetch: Fetch;
  readonly endpoint: string | null;
  readonly clock: () => Date;
}

/** Asks Slack through its own client. Errors are `CollectError`. */
export function slackClient(options: ClientOptions): ProviderClient<SlackRequest> {
  const { endpoint, token } = options;
  return async ({ call, method, parameters }) => {
    let response: ProviderResponse | undefined;
    const web = new WebClient(token, {
      ...(endpoint === null ? {} : { slackApiUrl: `${endpoint}/api/` }),
      fetch: transport(options, method, (given) => {
        response = given;
      }),
      // Whether to ask again is decided in our fetch, and there only.
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      logger: silent,
    });
    await web.apiCall(call, parameters).catch((error: unknown) => {
      throw findCollectError(error) ?? error;
    });
    if (!response) throw new Error(`Slack’s client answered ${call} without asking.`);
    return response;
  };
}

/** A question without a body has no type of one. */
function withoutType(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries([...new Headers(headers)].filter(([name]) => name !== 'content-type'));
}

/**
 * How the library asks: through our fetch, by the documented method. The answer is ours to read: the library takes what
 * is not JSON for a refusal in words, and would quote it, so that it is shown nothing but a success.
 */
function transport(
  { clock, fetch }: ClientOptions,
  method: 'GET' | 'POST' | 'FILE',
  take: (response: ProviderResponse) => void,
): FetchFunction {
  return async (url, { headers = {}, body = '' } = {}) => {
    const response =
      method === 'GET'
        ? await fetch(body === '' ? url : `${url}?${body}`, { method, headers: withoutType(headers) })
        : await fetch(url, { method, headers, body });
    take(await responseFrom(response, clock()));
    return new Response('{"ok":true}');
  };
}

const nothing = (): void => {};

/** The library would print failures, and what it prints is not ours to check for secrets. */
const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
