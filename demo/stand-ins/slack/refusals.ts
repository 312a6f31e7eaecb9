import type { RefusalStatus } from '../serve/stand-in.ts';

const words: Readonly<Record<RefusalStatus, string>> = {
  400: 'invalid_arguments',
  401: 'invalid_auth',
  403: 'access_denied',
  404: 'unknown_method',
  429: 'ratelimited',
  500: 'internal_error',
  503: 'service_unavailable',
};

/** Slack's form of a refusal. Slack itself sends most of them with status 200. */
export function slackRefusal(status: RefusalStatus, _path: string, detail?: string): object {
  return { ok: false, error: detail ?? words[status] };
}
