import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { responseOf } from '../../../http/attempt.ts';
import type { Exchange } from '../../../http/exchange.ts';
import type { Fetch, FetchInit } from '../../../http/fetch.ts';
import type { Secrets } from '../../../http/redact.ts';
import { type Call, type Ending, endingOf, type ResponseHead } from './call.ts';
import { type CallRequest, requestOf } from './call-request.ts';
import type { CheckpointCall, CheckpointCalls } from './checkpoint-calls.ts';

export type RecordExchange = (exchange: Exchange) => Promise<void>;

export interface ResumedFetchOptions {
  readonly secrets: Secrets;
  /** Makes the fetch that asks the provider. */
  readonly fetchFor: (record: RecordExchange) => Fetch;
  readonly record: RecordExchange;
  readonly checkpoint: CheckpointCalls;
  /** Is called for every call, also for one that was answered from the checkpoint. */
  readonly log: (call: Call) => void;
  /** Called before the provider is asked something new. Throws when the time is up. */
  readonly mayRequest: () => void;
  /** What a call that was cut off means: an error to throw in its place, or null when it was not by us. */
  readonly cutOff: () => Error | null;
}

/**
 * A fetch that answers from the checkpoint of earlier invocations, as long as the same is asked in the same order, and asks the
 * provider after that. Each call is recorded as it was the first time, so that the evidence is that of one collection.
 *
 * Tokens are never kept, so a question that brought one is asked anew; of that question the evidence holds the first
 * asking. So is a question whose answer had a secret blanked out; of that the evidence holds the new answer. Calls may
 * be under way side by side; they are looked up and written down in the order in which they were begun.
 */
export function resumedFetch(options: ResumedFetchOptions): Fetch {
  let lookup: Promise<unknown> = Promise.resolve();
  let written: Promise<void> = Promise.resolve();
  return (url, init = {}) => {
    const [turn, calls] = [written, [] as Call[]];
    const request = requestOf(url, init, options.secrets);
    const checkpoint = lookup.then(() => options.checkpoint.take(request));
    lookup = checkpoint.catch(() => {});
    const record: RecordExchange = async (exchange) => {
      await turn;
      await options.record(exchange);
    };
    const log = (call: Call): void => void calls.push(call);
    const answer = checkpoint.then((found) =>
      call({ question: request, checkpoint: found, url, init }, { ...options, record, log }),
    );
    written = answer
      .then(nothing, nothing)
      .then(() => turn)
      .then(() => calls.forEach(options.log));
    return written.then(() => answer);
  };
}

function nothing(): void {}

interface Called {
  readonly question: CallRequest;
  readonly checkpoint: CheckpointCall | null;
  readonly url: string | URL;
  readonly init: FetchInit;
}

async function call(
  { init, checkpoint, question, url }: Called,
  options: ResumedFetchOptions,
): Promise<Response> {
  const again = (): Promise<Response> => asked(question, url, init, options);
  switch (checkpoint?.ending.kind) {
    case 'answer':
      await recordCheckpointed(checkpoint, options);
      return answerFrom(checkpoint.ending.answer, checkpoint.exchanges.at(-1)?.body ?? null);
    case 'failed':
      await recordCheckpointed(checkpoint, options);
      throw failureIn(checkpoint.ending);
    case 'confidential':
      return await askedSilently(checkpoint, url, init, options);
    case 'given-up':
      return await askedOn(checkpoint, url, init, options);
    case 'redacted':
      return await again();
    default:
      options.mayRequest();
      return await again();
  }
}

function failed({ problem, status }: CollectError): Ending & { readonly kind: 'failed' } {
  return { kind: 'failed', problem, status };
}

function failureIn({ problem, status }: Ending & { readonly kind: 'failed' }): CollectError {
  return new CollectError(problem.code, problem.message, { status });
}

async function recordCheckpointed(
  checkpoint: CheckpointCall,
  { record, log }: ResumedFetchOptions,
): Promise<void> {
  for (const exchange of checkpoint.exchanges) await record(exchange);
  log({ question: checkpoint.question, attempts: checkpoint.attempts, ending: checkpoint.ending });
}

/** Goes on with a question that an earlier invocation had to break off. */
async function askedOn(
  checkpoint: CheckpointCall,
  url: string | URL,
  init: FetchInit,
  options: ResumedFetchOptions,
): Promise<Response> {
  for (const exchange of checkpoint.exchanges) await options.record(exchange);
  try {
    options.mayRequest();
  } catch (error) {
    options.log({ question: checkpoint.question, attempts: checkpoint.attempts, ending: checkpoint.ending });
    throw error;
  }
  return await asked(checkpoint.question, url, init, options, checkpoint.attempts);
}

/** @param before attempts at the same question that an earlier invocation had to break off */
async function asked(
  question: CallRequest,
  url: string | URL,
  init: FetchInit,
  options: ResumedFetchOptions,
  before = 0,
): Promise<Response> {
  let attempts = before;
  let last: Exchange | undefined;
  const fetch = options.fetchFor(async (exchange) => {
    attempts++;
    last = exchange;
    await options.record(exchange);
  });
  const log = (ending: Ending): void => options.log({ question, attempts, ending });
  try {
    const answer = await fetch(url, init);
    log(endingOf(answer, last, options.secrets));
    return answer;
  } catch (error) {
    const cutOff = options.cutOff();
    if (cutOff) {
      log({ kind: 'given-up' });
      throw cutOff;
    }
    const known = findCollectError(error);
    if (known) log(failed(known));
    throw error;
  }
}

/** Asks for a token that was had before. Only a refusal is news, and goes on record. */
async function askedSilently(
  checkpoint: CheckpointCall,
  url: string | URL,
  init: FetchInit,
  options: ResumedFetchOptions,
): Promise<Response> {
  const attempts: Exchange[] = [];
  const fetch = options.fetchFor(async (exchange) => void attempts.push(exchange));
  try {
    const answer = await fetch(url, init);
    await recordCheckpointed(checkpoint, options);
    return answer;
  } catch (error) {
    const cutOff = options.cutOff();
    if (cutOff) {
      await recordCheckpointed(checkpoint, options);
      throw cutOff;
    }
    for (const exchange of attempts) await options.record(exchange);
    const known = findCollectError(error);
    if (known)
      options.log({
        question: checkpoint.question,
        attempts: attempts.length,
        ending: failed(known),
      });
    throw error;
  }
}

function answerFrom({ headers, status, statusText, url }: ResponseHead, body: Buffer | null): Response {
  const list = headers.map(([name, value]): [string, string] => [name, value]);
  return responseOf({ headers: new Headers(list), status, statusText, url }, Buffer.from(body ?? []));
}
