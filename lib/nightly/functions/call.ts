import type { Environment } from '../../config/environment.ts';
import type { openLocker } from '../../locker/open.ts';
import type { SessionCredentials } from '../../locker/session-credentials.ts';
import type { Log } from './log.ts';

/** How AWS is asked in a call, for the SDK's clients: as the function's own role, or in the session of one organization. */
export interface AwsAccess {
  readonly credentials?: SessionCredentials;
}

/** Takes up a role in a session with these tags. */
export type TakeUp = (role: string, tags: Readonly<Record<string, string>>) => Promise<SessionCredentials>;

/** What a function is given by its surroundings. Tests give their own. */
export interface Means {
  readonly environment: Environment;
  readonly now: () => Date;
  readonly write: (line: string) => void;
  /** Opens the locker, and the store for unfinished collections. */
  readonly openLocker: typeof openLocker;
  readonly takeUp: TakeUp;
}

/** The part of Lambda's context that is read. */
export interface LambdaContext {
  readonly awsRequestId?: string;
  getRemainingTimeInMillis?(): number;
}

/** One call of a function. */
export interface Call extends Means {
  readonly log: Log;
  /** Milliseconds until the call is ended from outside. */
  readonly remainingMs: () => number;
  /** Of a fleet, that the call is for; null in a company alone. */
  readonly organization: string | null;
  /** How AWS is asked: for every client of the SDK that is made in the call. */
  readonly aws: AwsAccess;
}
