import type { RefusalStatus } from '../serve/stand-in.ts';

const messages: Readonly<Record<RefusalStatus, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/**
 * 1Password's refusal: the Events API's specified form under `/api/`, OAuth's at the token address. The Users
 * API documents none; its form here is a guess.
 */
export function onePasswordRefusal(status: RefusalStatus, path: string, detail?: string): object {
  const message = detail ?? messages[status];
  if (path.startsWith('/api/')) return { Error: { Message: message } };
  if (path.endsWith('/token'))
    return { error: status === 401 ? 'invalid_client' : 'invalid_request', error_description: message };
  return { code: status, message };
}
