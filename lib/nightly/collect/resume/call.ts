import type { Problem } from '../../../evidence/problem.ts';
import type { Exchange } from '../../../http/exchange.ts';
import type { Secrets } from '../../../http/redact.ts';
import type { CallRequest } from './call-request.ts';

/** How a call to the fetch ended. */
export type Ending =
  /** With an answer that may be given again: it was kept as it came, and so are its headers. */
  | { readonly kind: 'answer'; readonly answer: ResponseHead }
  /** With an answer that holds a token. It was not kept, and is asked for anew whenever it is needed. */
  | { readonly kind: 'confidential' }
  /** With an answer in which a secret was blanked out, so that what was kept is not what came. */
  | { readonly kind: 'redacted' }
  /** `status` is that of the `CollectError`. */
  | { readonly kind: 'failed'; readonly problem: Problem; readonly status: number | null }
  /** The time was up before it was decided: its attempts count, and it is asked again. */
  | { readonly kind: 'given-up' };

/** Of an answer, all but its body. */
export interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** One call to the fetch: the question, the attempts that it took, and its end. The attempts stand in the raw file. */
export interface Call {
  readonly question: CallRequest;
  readonly attempts: number;
  readonly ending: Ending;
}

/** How a call that got an answer ended, by what was kept of it. */
export function endingOf(answer: Response, last: Exchange | undefined, secrets: Secrets): Ending {
  if (!last || last.confidential) return { kind: 'confidential' };
  const head = headOf(answer);
  const text = JSON.stringify(head);
  return last.redacted || secrets.redact(text) !== text
    ? { kind: 'redacted' }
    : { kind: 'answer', answer: head };
}

function headOf({ headers, status, statusText, url }: Response): ResponseHead {
  return { status, statusText, url, headers: [...headers].filter(([name]) => name !== 'set-cookie') };
}
