import { CollectError } from '../evidence/problem.ts';
import { textOf } from '../http/body-text.ts';
import type { Exchange } from '../http/exchange.ts';
import { collectError } from '../http/messages.ts';
import { failureOf, mayHaveBeenRepeated } from '../http/recorded-outcome.ts';
import { Secrets } from '../http/redact.ts';
import type { Failure } from '../http/request-failure.ts';
import { type HandedOver, lookAhead, type RawEntries, type RawEntry } from './raw-entries.ts';
import type {
  FileResponse,
  ProviderClient,
  ProviderRequest,
  ProviderResponse,
  RecordedForm,
} from './reader.ts';
import { isOf } from './same-request.ts';

export interface RecordedOptions extends RecordedForm {
  /** The provider's title, for messages. */
  readonly provider: string;
  /** The connection's patience, for messages. */
  readonly patienceMs: number;
}

/** Answers from a recording of them. */
export interface RecordedResponses {
  readonly client: ProviderClient<ProviderRequest>;
  /**
   * What the recorded responses leave open: a request without any (`unanswered`), of which they do not tell why; an answer
   * that is not read (`unread`); null for neither.
   */
  gap(): Promise<Gap | null>;
}

export interface Gap {
  readonly kind: 'unanswered' | 'unread';
  /** The request, for people. */
  readonly request: string;
}

/** The recorded answers are not those that a reader would have asked for. */
export class RawMismatchError extends Error {
  override readonly name = 'RawMismatchError';
}

/**
 * Answers a reader's questions from a raw file, in the order in which they were asked. Of several attempts at one
 * question the last counts. What signs in has no body, and is passed over; where it was refused, so is the question, and where
 * nothing was asked after it, what it gave could not be used.
 */
export function recordedResponses(
  entries: AsyncIterable<RawEntry>,
  options: RecordedOptions,
): RecordedResponses {
  const ahead = lookAhead(entries);
  const fromFiles = fileResponses(ahead, options);
  let missing: string | null = null;
  const client: ProviderClient<ProviderRequest> = async (request) => {
    const found = await (request.method === 'FILE'
      ? fromFiles(request)
      : fromExchanges(ahead, request, options));
    if (found === 'unusable') {
      missing ??= nameOf(request);
      throw unusableSignIn;
    }
    if (found)
      return request.recordedAs === undefined
        ? found
        : await recordedInstead(ahead, request.recordedAs, found);
    missing ??= nameOf(request);
    throw new CollectError('interrupted', `No answer to ${nameOf(request)} was kept.`);
  };
  return {
    client: inTurn(client),
    async gap() {
      if (missing !== null) return { kind: 'unanswered', request: missing };
      const next = await nextOf(ahead);
      return next ? { kind: 'unread', request: nameOf(next) } : null;
    },
  };
}

/** What was asked side by side was kept in the order in which it was asked. */
function inTurn(client: ProviderClient<ProviderRequest>): ProviderClient<ProviderRequest> {
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const response = last.then(() => client(request));
    last = response.catch(() => {});
    return response;
  };
}

/**
 * The answer to a question, or null when there is none; `unusable` where signing in succeeded and nothing came of it. Throws
 * the failure that its last attempt was.
 */
async function fromExchanges(
  ahead: RawEntries,
  request: ProviderRequest,
  options: RecordedOptions,
): Promise<ProviderResponse | 'unusable' | null> {
  let failure: Failure | null = null;
  let attempts = 0;
  for (;;) {
    const renews = failure === null || failure.code === 'unauthenticated';
    const signIn = renews ? await passSignIn(ahead, request) : null;
    const next = await ahead.peek();
    if (!next || 'file' in next || !isOf(next, request))
      return withoutResponse(request, { signIn, failure, attempts, next }, options);
    await ahead.take();
    attempts = isAnew(failure) ? 1 : attempts + 1;
    failure = failureOf(next);
    if (!failure) return responseOf(next);
    if (!mayHaveBeenRepeated(failure)) throw asError(failure, request, attempts, options);
  }
}

/** Whether what follows a failure was asked anew: with a fresh token, or by another invocation. */
function isAnew(failure: Failure | null): boolean {
  return failure?.code === 'unauthenticated' || failure?.code === 'interrupted';
}

/** What was seen of a question until something else came. */
interface Seen {
  readonly signIn: SignIn | null;
  readonly failure: Failure | null;
  readonly attempts: number;
  readonly next: RawEntry | null;
}

/** Throws why there is no answer, where that can be told. */
function withoutResponse(
  request: ProviderRequest,
  { attempts, failure, next, signIn }: Seen,
  options: RecordedOptions,
): 'unusable' | null {
  if (signIn === 'given' && !next) return 'unusable';
  if (signIn && signIn !== 'given') throw refusedSignIn(signIn, options);
  if (failure) throw asError(failure, request, attempts, options);
  if (next)
    throw new RawMismatchError(
      `The answer to ${nameOf(next)} was kept in place of the answer to ${request.url}.`,
    );
  return null;
}

/** What came of signing in; `given` where it was answered with success. */
type SignIn = Failure | 'given';

/** Passes over what signs in. Gives what came of the last of it, or null where there is none. */
async function passSignIn(ahead: RawEntries, request: ProviderRequest): Promise<SignIn | null> {
  let last: SignIn | null = null;
  for (;;) {
    const next = await ahead.peek();
    if (!next || 'file' in next || !next.confidential || isOf(next, request)) return last;
    last = failureOf(next) ?? 'given';
    await ahead.take();
  }
}

/** The answer may hold a token, and so it is not kept: that nothing was asked with it tells that it could not be used. */
const unusableSignIn = new CollectError(
  'malformed',
  'Signing in was answered, and nothing was asked after it: the answer gave no token that can be used. It is not kept, because it may hold one.',
);

/** Why a token was refused is not kept: the answer may hold one. */
function refusedSignIn(failure: Failure, { signIn = ({ code }) => code }: RecordedOptions): CollectError {
  return new CollectError(
    signIn(failure),
    'No token was given. What was answered is not kept, because it may hold one.',
    { status: failure.status },
  );
}

function asError(
  failure: Failure,
  { method, url }: ProviderRequest,
  attempts: number,
  options: RecordedOptions,
): CollectError {
  const { patienceMs, provider } = options;
  return collectError(failure, { provider, method, url, attempts, patienceMs }, new Secrets());
}

function responseOf({ answeredAt, body, headers }: Exchange): ProviderResponse {
  return {
    text: body ? textOf(body) : '',
    header: (name) => headers[name] ?? null,
    receivedAt: answeredAt,
  };
}

/** The file that was recorded in place of a confidential answer. Of one that could not be read, none was. */
async function recordedInstead(
  ahead: RawEntries,
  name: string,
  response: ProviderResponse,
): Promise<ProviderResponse> {
  const next = await ahead.peek();
  if (!next || !('file' in next) || next.file !== name)
    throw new CollectError('malformed', `What came in place of ${name} could not be read, and was not kept.`);
  await ahead.take();
  return { ...response, text: textOf(next.body) };
}

/** Answers out of files. One file may hold several, which are asked for in their order. */
function fileResponses(ahead: RawEntries, { open = byName }: RecordedOptions) {
  let opened: readonly FileResponse[] = [];
  let file: NonNullable<ProviderResponse['file']>;
  return async ({ url }: ProviderRequest): Promise<ProviderResponse | null> => {
    while (opened.length === 0) {
      const next = await ahead.peek();
      if (!next) return null;
      if (!('file' in next))
        throw new RawMismatchError(`${nameOf(next)} was kept in place of that to ${url}.`);
      opened = open(next);
      file = { name: next.file, bytes: next.body };
      await ahead.take();
    }
    const [first] = opened;
    if (!first || first.url !== url)
      throw new RawMismatchError(`The answer to ${first?.url} was kept in place of the answer to ${url}.`);
    opened = opened.slice(1);
    if ('problem' in first) throw new CollectError(first.problem.code, first.problem.message);
    return { text: first.text, header: () => null, receivedAt: new Date(0), file };
  };
}

function byName({ body, file }: HandedOver): readonly FileResponse[] {
  return [{ url: file, text: body.toString() }];
}

/** The next entry that is not of a sign-in. */
async function nextOf(ahead: RawEntries): Promise<RawEntry | null> {
  for (let next = await ahead.peek(); next; next = await ahead.peek()) {
    if ('file' in next || !next.confidential) return next;
    await ahead.take();
  }
  return null;
}

function nameOf(entry: RawEntry | ProviderRequest): string {
  return 'file' in entry ? entry.file : `${entry.method} ${entry.url}`;
}
