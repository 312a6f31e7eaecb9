import { readBody } from './body.ts';
import { textOf } from './body-text.ts';
import { connectionFault, cutOff, interrupted, noResponseInTime, tooLarge } from './connection-failures.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import type { FetchInit } from './fetch.ts';
import type { Secrets } from './redact.ts';
import type { Failure } from './request-failure.ts';
import { isSuccess, refusal } from './response-failures.ts';
import { tokensIn } from './tokens.ts';

/** One request, as it will be sent each time. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: string;
  readonly init: RequestInit;
  readonly confidential: boolean;
  /** What is blanked out of it. */
  readonly secrets: Secrets;
  readonly proof: string | undefined;
  readonly secretsIn: FetchInit['secretsIn'];
  readonly mayHold: FetchInit['mayHold'];
  readonly turn: FetchInit['turn'];
  /** Whoever may stop it. */
  readonly signals: readonly AbortSignal[];
}

export interface Attempt {
  readonly exchange: Exchange;
  readonly outcome: { readonly response: Response } | { readonly failure: Failure };
}

interface Means {
  readonly now: () => Date;
  readonly transport: typeof globalThis.fetch;
  /** The largest body that is taken, in bytes. */
  readonly largestBody: number;
}

interface Raw {
  readonly response: Response | null;
  readonly body: Buffer<ArrayBuffer> | null;
  readonly bytes: number;
  readonly failure: Failure | null;
}

/** Asks once. `limitMs` is for the whole answer, its body included. */
export async function attempt(request: PreparedRequest, means: Means, limitMs: number): Promise<Attempt> {
  const { now } = means;
  const { secrets } = request;
  const requestedAt = now();
  const raw = await sendOnce(request, means, limitMs);
  const answeredAt = now();
  const tokens = raw.body ? tokensIn(raw.body) : [];
  for (const token of tokens) secrets.add(token);
  const confidential = request.confidential || tokens.length > 0 || !areBlanked(request, raw);
  const { method, url } = request;
  const exchange = exchangeOf({ ...raw, method, url, requestedAt, answeredAt, confidential }, secrets);
  return { exchange, outcome: outcomeOf(raw, answeredAt) };
}

/** Registers the secrets that an answer is known to hold, or may quote. False where it should hold some, and none was found. */
function areBlanked(
  { mayHold, proof, secrets, secretsIn }: PreparedRequest,
  { body, response }: Raw,
): boolean {
  if (!body || !response) return true;
  if (!isSuccess(response.status)) {
    if (proof !== undefined) secrets.add(proof);
    return true;
  }
  const found = secretsIn?.(textOf(body));
  for (const value of [...(found ?? []), ...(mayHold?.(textOf(body)) ?? [])]) secrets.addAsItStands(value);
  return found?.length !== 0;
}

async function sendOnce(
  request: PreparedRequest,
  { largestBody, transport }: Means,
  limitMs: number,
): Promise<Raw> {
  const deadline = startDeadline(limitMs, request.signals);
  try {
    // A redirect is never followed: it could carry the credential to another host.
    const init = { ...request.init, redirect: 'manual' as const, signal: deadline.signal };
    return await read(await transport(request.url, init), largestBody, deadline.failure);
  } catch (error) {
    return { response: null, body: null, bytes: 0, failure: deadline.failure() ?? connectionFault(error) };
  } finally {
    deadline.stop();
  }
}

async function read(response: Response, largestBody: number, stopped: () => Failure | null): Promise<Raw> {
  const read = await readBody(response, largestBody);
  const bytes = read.received;
  if (read.state === 'whole') return { response, body: read.bytes, bytes, failure: null };
  const failure = read.state === 'too-large' ? tooLarge(largestBody) : cutOff(response.status, bytes);
  return { response, body: null, bytes, failure: stopped() ?? failure };
}

function startDeadline(limitMs: number, signals: readonly AbortSignal[]) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limitMs);
  return {
    signal: AbortSignal.any([late.signal, ...signals]),
    stop: () => clearTimeout(timer),
    failure(): Failure | null {
      if (signals.some((signal) => signal.aborted)) return interrupted();
      return late.signal.aborted ? noResponseInTime(limitMs) : null;
    },
  };
}

function outcomeOf({ response, body, failure }: Raw, now: Date): Attempt['outcome'] {
  if (!response || !body) return { failure: failure ?? interrupted() };
  if (!isSuccess(response.status)) return { failure: refusal(response, body, now) };
  return { response: responseOf(response, body) };
}

/**
 * The answer again, from the bytes that were read. It holds the original, whatever was blanked out of the evidence.
 * Text and JSON are read from those bytes as they are: a `Response` would keep a second copy of every page.
 */
export function responseOf(
  response: Pick<Response, 'headers' | 'status' | 'statusText' | 'url'>,
  body: Buffer<ArrayBuffer>,
): Response {
  const headers = new Headers(response.headers);
  // They describe the bytes on the wire, which fetch has decoded.
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  const { status, statusText, url } = response;
  const init = { status, statusText, headers };
  const text = async () => textOf(body);
  const whole = () => new Response(body.length > 0 ? body : null, init);
  return Object.defineProperties(new Response(null, init), {
    url: { value: url },
    text: { value: text },
    json: { value: async () => JSON.parse(await text()) },
    arrayBuffer: { value: () => whole().arrayBuffer() },
    bytes: { value: () => whole().bytes() },
    blob: { value: () => whole().blob() },
    formData: { value: () => whole().formData() },
    clone: { value: () => responseOf(response, body) },
    body: { get: () => whole().body },
  });
}
