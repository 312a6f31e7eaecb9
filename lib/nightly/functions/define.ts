import { randomUUID } from 'node:crypto';
import { AlertError } from '../../alerts/deliver/channel.ts';
import { EnvironmentError } from '../../config/environment.ts';
import { ConfigurationError } from '../../config/error.ts';
import { ExhibitError } from '../../error.ts';
import { LockerError } from '../../locker/locker.ts';
import { openLocker } from '../../locker/open.ts';
import { ownFailure } from '../../locker/own-failure.ts';
import { SealError } from '../../seal/error.ts';
import { SignerMemoryError } from '../../seal/memory/memory-error.ts';
import { clip } from '../../text/clip.ts';
import { CursorError } from '../collect/resume/unfinished.ts';
import { RunError } from '../run-error.ts';
import { actingFor } from './acting.ts';
import type { Call, LambdaContext, Means } from './call.ts';
import { EventError } from './event.ts';
import { type Log, openLog } from './log.ts';

export type { Call, LambdaContext, Means } from './call.ts';

export interface FunctionDefinition<Event, Output> {
  /** As its file in `lambdas/` is called; `collect/<provider>` for those that collect. */
  readonly name: string;
  /** Checks the event; throws `EventError`. */
  readonly read: (event: unknown) => Event;
  readonly work: (event: Event, call: Call) => Promise<Output>;
  /** Ids that the session for an organization of a fleet is bound to besides the organization's own. */
  readonly tags?: (event: Event) => Readonly<Record<string, string>>;
}

const surroundings = (): Means => ({
  environment: process.env,
  now: () => new Date(),
  write: (line) => void process.stdout.write(line),
  openLocker,
  // Loaded in a fleet alone.
  takeUp: async (role, tags) => (await import('./take-up.ts')).takeUp(role, tags),
});

/** A Lambda function. What is logged are names and numbers, never an event or a secret. */
export function defineFunction<Event, Output>(
  { name, read, work, tags = () => ({}) }: FunctionDefinition<Event, Output>,
  given: Partial<Means> = {},
) {
  return async (event: Event, context: LambdaContext = {}): Promise<Output> => {
    const means = { ...surroundings(), ...given };
    const log = openLog(means.write, { function: name, request: context.awsRequestId ?? randomUUID() });
    const endless = Number.MAX_SAFE_INTEGER;
    try {
      const remainingMs = () => context.getRemainingTimeInMillis?.() ?? endless;
      const asked = read(event);
      const call = await actingFor(name, event, { ...means, log, remainingMs }, tags(asked));
      return await work(asked, call);
    } catch (error) {
      throw reported(ownFailure(error) ?? error, log);
    }
  };
}

/** Those that a function may end with. What Lambda tells of an error is its name. */
const ours = [
  AlertError,
  ConfigurationError,
  CursorError,
  EnvironmentError,
  EventError,
  LockerError,
  RunError,
  SealError,
  SignerMemoryError,
];

/** Names of those errors: what the state machine is told when one of them ends a function. */
export const ourErrors: ReadonlySet<string> = new Set(ours.map(({ name }) => name));

/** Other errors may quote anything, and Lambda logs what a function throws: of these only the kind and place are told. */
function reported(error: unknown, log: Log): Error {
  if (error instanceof ExhibitError) {
    log.error(error.message, { error: error.name });
    return brief(error);
  }
  const { name, message = '', stack = '' } = Object(error) as Partial<Error>;
  const kind = typeof name === 'string' && /^\w{1,64}$/.test(name) ? name : 'Error';
  // What stands before the frames is the message, whatever that looks like.
  const after = stack.slice(stack.indexOf(message) + message.length);
  const frames = after.split('\n').filter((line) => /^\s+at /.test(line));
  log.error('This is a bug in Exhibit. Please report it.', {
    error: kind,
    at: frames.slice(0, 8).join(' '),
  });
  const shown = new Error('Exhibit itself failed; the log says where.');
  shown.name = kind;
  return brief(shown);
}

/** Characters of what a function's error says. */
const longestText = 600;

/** What Lambda tells of an error stands in states and in evidence, which are read by people. The log has all of it. */
function brief<Thrown extends Error>(error: Thrown): Thrown {
  error.message = clip(error.message, longestText);
  error.stack = error.name;
  return error;
}
