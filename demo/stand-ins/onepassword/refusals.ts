import { reasonOf } from '../serve/reasons.ts';
import type { RefusalStatus } from '../serve/stand-in.ts';

/**
 * 1Password's refusal: the Events API's specified form under `/api/`, OAuth's at the token address. The Users
 * API documents none; its form here is a guess.
 */
export function onePasswordRefusal(status: RefusalStatus, path: string, detail?: string): object {
  const message = detail ?? reasonOf(status);
  if (path.startsWith('/api/')) return { Error: { Message: message } };
  if (path.endsWith('/token'))
    return { error: status === 401 ? 'invalid_client' : 'invalid_request', error_description: message };
  return { code: status, message };
}
