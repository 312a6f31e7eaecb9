import type { RefusalStatus } from '../serve/stand-in.ts';

const docs = 'https://docs.github.com/rest';

const messages: Readonly<Record<RefusalStatus, string>> = {
  400: 'Bad Request',
  401: 'Bad credentials',
  403: 'Resource not accessible by personal access token',
  404: 'Not Found',
  429: 'API rate limit exceeded for user ID 1.',
  500: 'Server Error',
  503: 'Service unavailable. Sorry, your request timed out.',
};

/** GitHub's refusal; one form for all of its REST API. */
export function githubRefusal(status: RefusalStatus | 422, _path: string, detail?: string): object {
  const message = detail ?? (status === 422 ? 'Validation Failed' : messages[status]);
  return { message, documentation_url: docs, status: String(status) };
}
