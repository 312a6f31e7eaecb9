import type { DnsType } from '../../../evidence/datasets/dns.ts';
import type { ProblemCode } from '../../../evidence/problem.ts';

export interface Question {
  readonly name: string;
  readonly type: DnsType;
}

/** One question and what came of it, as it is kept for evidence. */
export interface Answer extends Question {
  /** RFC 3339. */
  readonly askedAt: string;
  /** As the resolver gave them, texts with their pieces as they came; null when there was no answer. */
  readonly answer: readonly (string | readonly string[] | MailServer)[] | null;
  /**
   * Why the answer is empty or missing: `ENOTFOUND`, `ENODATA`, `ESERVFAIL`, …, or `NOTASKED` for a question past the
   * bounds; null when there is something.
   */
  readonly status: string | null;
}

export interface MailServer {
  readonly exchange: string;
  readonly priority: number;
}

/** No server said so: the question was never put. */
export const notAsked = 'NOTASKED';

const codes: Readonly<Record<string, ProblemCode>> = {
  EBADNAME: 'malformed',
  EBADRESP: 'malformed',
  EFORMERR: 'malformed',
  EREFUSED: 'denied',
  ETIMEOUT: 'timeout',
  [notAsked]: 'truncated',
};

/** What a question without an answer means for the dataset. */
export function problemCodeOf(status: string | null): ProblemCode {
  return (Object.hasOwn(codes, status ?? '') ? codes[status ?? ''] : undefined) ?? 'unavailable';
}
