import type { RefusalStatus } from '../serve/stand-in.ts';

const messages: Readonly<Record<RefusalStatus, string>> = {
  400: 'The request was invalid.',
  401: 'Unauthorized.',
  403: 'Forbidden.',
  404: 'Resource not found.',
  429: 'Slow down! Too many requests. Try again soon.',
  500: 'An unhandled server error has occurred.',
  503: 'Service unavailable.',
};

/** Bitwarden's form of a refusal (`ErrorResponseModel` of its description); at the token address that of OAuth. */
export function bitwardenRefusal(status: RefusalStatus, path: string, detail?: string): object {
  if (path.endsWith('/connect/token')) return { error: detail ?? 'invalid_client' };
  return { object: 'error', message: detail ?? messages[status], errors: null };
}
