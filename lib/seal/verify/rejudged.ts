import type { Locker } from '../../locker/locker.ts';
import { sortProblems, type VerifyNotice, type VerifyProblem, type VerifyResult } from './result.ts';
import type { CheckedSeal } from './seals.ts';

/** What is to be judged again. */
export interface ToRejudge {
  /** On this machine, or fetched from where it is; held against the seals already. */
  readonly locker: Pick<Locker, 'read' | 'local' | 'list'>;
  /** The whole chain. */
  readonly seals: readonly CheckedSeal[];
  /** By a run's nominal time, whether it is judged again. */
  readonly isWanted: (run: string) => boolean;
}

/** What judging again came to. */
export interface Rejudged {
  readonly problems: readonly VerifyProblem[];
  readonly notices: readonly VerifyNotice[];
  /** Nights that this version could not judge again, and why. */
  readonly notRejudged: readonly { readonly run: string; readonly why: string }[];
  /** Nights that were judged again. */
  readonly runs: number;
}

/** Makes records and verdicts of sealed runs again and compares them with what was sealed. */
export type Rejudge = (input: ToRejudge) => Promise<Rejudged>;

/** What `exhibit verify --rejudge --json` prints. */
export type WithRejudged<Result extends VerifyResult> = Result & {
  readonly rejudged?: number;
  readonly notRejudged?: Rejudged['notRejudged'];
};

/** Nothing is called whole that was not judged again where that was asked for. */
export function withRejudged<Result extends VerifyResult>(
  result: Result,
  { notices, notRejudged, problems, runs }: Rejudged,
): WithRejudged<Result> {
  return {
    ...result,
    ok: result.ok && problems.length === 0 && notRejudged.length === 0,
    problems: sortProblems([...result.problems, ...problems]),
    notices: [...result.notices, ...notices],
    rejudged: runs,
    notRejudged,
  };
}
