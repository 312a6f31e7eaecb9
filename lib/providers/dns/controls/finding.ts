import type { Verdict } from '../../../judging/control.ts';

/** What is found of one of the three ways to reject mail that only claims to be from a domain. */
export interface MailFinding {
  readonly verdict: Verdict;
  /** One sentence; for a pass only what is to be remarked, else empty. */
  readonly reason: string;
}

export const pass: MailFinding = { verdict: 'pass', reason: '' };

export function fail(reason: string): MailFinding {
  return { verdict: 'fail', reason };
}

export function unknown(reason: string): MailFinding {
  return { verdict: 'unknown', reason };
}
