import { mayPassAnotherNight } from '../evidence/problem.ts';
import { failureIn } from './connection-failures.ts';
import type { Exchange } from './exchange.ts';
import type { Failure } from './request-failure.ts';
import { isSuccess, refusal } from './response-failures.ts';

/** What became of an attempt, from what was recorded of it: the failure, or null where there was an answer. */
export function failureOf(exchange: Exchange): Failure | null {
  const { answeredAt, body, error, headers, status } = exchange;
  if (status === null) return failureIn(error ?? '');
  if (isSuccess(status)) return null;
  return refusal(new Response(null, { status, headers }), body ?? Buffer.alloc(0), answeredAt);
}

/** Whether what failed so may have been tried again at once: by the fetch, or with a fresh token. */
export function mayHaveBeenRepeated({ code }: Failure): boolean {
  return code === 'unauthenticated' || mayPassAnotherNight({ code });
}
