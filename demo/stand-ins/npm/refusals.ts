import type { RefusalStatus } from '../serve/stand-in.ts';

const words: Readonly<Record<RefusalStatus, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  429: 'Too many requests',
  500: 'Internal server error',
  503: 'Service unavailable',
};

/** npm's form of a refusal: `error` below 500, `message` from there on. */
export function npmRefusal(status: RefusalStatus, _path: string, detail?: string): object {
  const text = detail ?? words[status];
  return status < 500 ? { error: text } : { message: text };
}
