import type { RefusalStatus } from '../serve/stand-in.ts';

const words: Readonly<Record<RefusalStatus, readonly [code: number, message: string]>> = {
  400: [7003, 'Could not route to the request, perhaps your object identifier is invalid?'],
  401: [1000, 'Invalid API Token'],
  403: [10000, 'Authentication error'],
  404: [7003, 'No route for that URI'],
  429: [971, 'Please wait and consider throttling your request speed'],
  500: [1200, 'Internal error'],
  503: [1200, 'Service unavailable'],
};

/** Cloudflare's form of a refusal: the envelope of every answer, with nothing in it. */
export function cloudflareRefusal(status: RefusalStatus, _path: string, detail?: string): object {
  const [code, message] = words[status];
  return { success: false, errors: [{ code, message: detail ?? message }], messages: [], result: null };
}
