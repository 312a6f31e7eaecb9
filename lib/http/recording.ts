import { setTimeout as wait } from 'node:timers/promises';
import { attempt, type PreparedRequest } from './attempt.ts';
import { largestBody as usualBody } from './body.ts';
import { connectionFault, interrupted } from './connection-failures.ts';
import type { Exchange } from './exchange.ts';
import type { Fetch, FetchInit } from './fetch.ts';
import { collectError } from './messages.ts';
import { Secrets } from './redact.ts';
import type { Failure } from './request-failure.ts';
import { addRequestSecrets } from './request-secrets.ts';
import { attemptLimitMs, waitBeforeRetry } from './retry.ts';

export type { Exchange } from './exchange.ts';

export interface RecordingOptions {
  /** The provider's title, for messages. */
  readonly provider: string;
  /** Milliseconds that one request may take with all its attempts and waits; 0 is one attempt. */
  readonly patienceMs: number;
  /** What is blanked out of evidence and messages. Tokens that are met on the way are added to it. */
  readonly secrets: Secrets;
  /** For the times in the evidence. Patience is measured on a clock that nobody can set. */
  readonly now: () => Date;
  /** Is told of every attempt, also of one that failed, in order, before the answer is given. */
  readonly record: (exchange: Exchange) => void | Promise<void>;
  /** Milliseconds that one attempt may take; 60 s, or 30 s where patience is shorter than that. */
  readonly attemptMs?: number;
  /** Bytes of the largest answer that is taken; 32 MiB. */
  readonly largestBody?: number;
  readonly transport?: typeof globalThis.fetch;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to 1, for the jitter. */
  readonly random?: () => number;
  /** Stops requests and waits; they then fail with `interrupted`. */
  readonly signal?: AbortSignal;
}

/**
 * The one fetch that clients are given: it records every attempt, repeats what may pass by itself, and gives up in
 * time. Resolves only to a 2xx answer whose body was read whole; everything else throws `CollectError`:
 * `unauthenticated`, `denied`, `rate-limited`, `unavailable`, `timeout`, `rejected` (400, 404, 422, redirects),
 * `malformed` (an answer that is too large), `untrusted` or `interrupted`. A request's body must be text, bytes or a form: a stream cannot be
 * sent twice. An error of `record` is passed on as it is.
 */
export function recordingFetch(options: RecordingOptions): Fetch {
  return async (url, init = {}) => persist(requestOf(String(url), init, options), options);
}

async function persist(request: PreparedRequest, options: RecordingOptions): Promise<Response> {
  const { now, random = Math.random, transport = globalThis.fetch } = options;
  const means = { now, transport, largestBody: options.largestBody ?? usualBody };
  let leftMs = options.patienceMs;
  for (let attempts = 1; ; attempts++) {
    await request.turn?.();
    const began = performance.now();
    const limitMs = attemptLimitMs(leftMs, options.attemptMs);
    const { exchange, outcome } = await attempt(request, means, limitMs);
    leftMs -= performance.now() - began;
    await options.record(exchange);
    if ('response' in outcome) return outcome.response;
    const waitMs = waitBeforeRetry(outcome.failure, { attempts, leftMs }, random);
    if (waitMs === null) throw errorFor(outcome.failure, request, attempts, options);
    await rest(waitMs, request, attempts, options);
    leftMs -= waitMs;
  }
}

function requestOf(url: string, init: FetchInit, options: RecordingOptions): PreparedRequest {
  const { confidential = false, mayHold, own, proof, secretsIn, signal, turn, ...rest } = init;
  const signals = [options.signal, signal].filter((one) => one !== undefined && one !== null);
  const shared = own ? secretsWith(own, options.secrets) : options.secrets;
  const secrets = secretsIn || mayHold ? new Secrets(shared) : shared;
  const method = (init.method ?? 'GET').toUpperCase();
  const request = { method, url, confidential, secrets, proof, secretsIn, mayHold, turn, signals };
  if (signals.some((one) => one.aborted)) throw errorFor(interrupted(), request, 0, options);
  try {
    const headers = new Headers(init.headers);
    addRequestSecrets(init, headers, shared);
    return { ...request, init: { ...rest, headers } };
  } catch (error) {
    // The error quotes the header, which may be the credential.
    throw errorFor(connectionFault(error), request, 0, options);
  }
}

/** One for each list of a session's secrets: what there is to look for is worked out once. */
const sessions = new WeakMap<readonly string[], { readonly beside: Secrets; readonly secrets: Secrets }>();

function secretsWith(own: readonly string[], others: Secrets): Secrets {
  const known = sessions.get(own);
  if (known?.beside === others) return known.secrets;
  const secrets = new Secrets(others);
  for (const value of own) secrets.add(value);
  sessions.set(own, { beside: others, secrets });
  return secrets;
}

async function rest(ms: number, request: PreparedRequest, attempts: number, options: RecordingOptions) {
  const { sleep = (time, signal) => wait(time, undefined, signal && { signal }) } = options;
  const signal = AbortSignal.any([...request.signals]);
  await sleep(ms, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  if (signal.aborted) throw errorFor(interrupted(), request, attempts, options);
}

function errorFor(
  failure: Failure,
  { method, secrets, url }: Asked,
  attempts: number,
  options: RecordingOptions,
) {
  const { provider, patienceMs } = options;
  return collectError(failure, { provider, method, url, attempts, patienceMs }, secrets);
}

type Asked = Pick<PreparedRequest, 'method' | 'secrets' | 'url'>;
