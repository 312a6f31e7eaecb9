import type { Deed } from '../../../demo/stand-ins/serve/misbehaviour.ts';
import type { ProblemCode } from '../../../lib/evidence/problem.ts';

/** What a case is told so that it can be set up. */
export interface Means {
  /** Origin of a server that nobody may ask. */
  readonly elsewhere: string;
  /** The question's own field that is left out. */
  readonly field: string;
}

/** One thing that can be wrong with an answer, and what has to come of it. */
export interface Case {
  /** Null: nothing is wrong. */
  readonly does: ((means: Means) => Deed) | null;
  /** Which of the question's pages it happens on; of an answer that is no list there is one. */
  readonly on: 'every' | 'first' | 'last';
  /** How often. Default: always. */
  readonly times?: number;
  /** Seconds that a request may be retried. Default 0. */
  readonly patience?: number;
  /** What the question must be for it; else there must be a reason why not. */
  readonly needs?: 'field' | 'list' | 'next' | 'pages';
  /**
   * The dataset's problem, null where it is whole all the same. `declared`: it depends on what is asked, and each question
   * declares it. `any`: whatever it is, nothing passes that it bars, and no secret is written.
   */
  readonly code: ProblemCode | 'declared' | 'any' | null;
  /** What the problem's message must say. */
  readonly says?: RegExp;
}

const refused = (status: 401 | 403 | 404 | 429 | 500, code: ProblemCode): Case => ({
  does: () => ({ do: status }),
  on: 'last',
  code,
});

const spoilt = (
  deed: Deed['do'] & ('close' | 'cut' | 'large-body' | 'echo-secret' | 'not-json' | 'wrong-shape'),
  code: ProblemCode,
): Case => ({
  does: () => ({ do: deed }),
  on: 'last',
  code,
});

/** What every provider is tried with, in every question that it asks. */
export const cases = {
  'two pages': { does: null, on: 'every', needs: 'pages', code: null },
  'an empty page before the last': {
    does: () => ({ do: 'empty-page-with-token' }),
    on: 'first',
    times: 1,
    needs: 'pages',
    code: null,
  },
  'a list with nobody on it': {
    does: () => ({ do: 'no-records' }),
    on: 'every',
    needs: 'list',
    code: 'declared',
  },
  '401': refused(401, 'unauthenticated'),
  '403': refused(403, 'denied'),
  '403 that says the credential back': spoilt('echo-secret', 'denied'),
  '404': refused(404, 'rejected'),
  '429': refused(429, 'rate-limited'),
  '429 with a Retry-After beyond patience': {
    does: () => ({ do: 429, retryAfter: 7 }),
    on: 'last',
    patience: 5,
    code: 'rate-limited',
    says: /a wait of 7 s/,
  },
  '429 with a Retry-After within patience': {
    does: () => ({ do: 429, retryAfter: 7 }),
    on: 'last',
    times: 1,
    patience: 30,
    code: null,
  },
  '500': refused(500, 'unavailable'),
  'a closed connection': spoilt('close', 'unavailable'),
  'half an answer': spoilt('cut', 'unavailable'),
  'a page that is no JSON': spoilt('not-json', 'malformed'),
  'a page of the wrong shape': spoilt('wrong-shape', 'malformed'),
  'a missing field': {
    does: ({ field }) => ({ do: 'drop-field', field }),
    on: 'every',
    needs: 'field',
    code: 'declared',
  },
  'a null field': {
    does: ({ field }) => ({ do: 'null-field', field }),
    on: 'every',
    needs: 'field',
    code: 'declared',
  },
  'a next link to another host': {
    does: ({ elsewhere }) => ({ do: 'lure', to: elsewhere }),
    on: 'first',
    needs: 'next',
    code: 'declared',
  },
  'a list without an end': {
    does: () => ({ do: 'endless' }),
    on: 'every',
    needs: 'next',
    code: 'truncated',
    says: /the end of the list cannot be reached/,
  },
  'an answer of 40 MB': { ...spoilt('large-body', 'malformed'), says: /more than 32 MiB/ },
  'words that nobody knows': { does: () => ({ do: 'strange-words' }), on: 'every', code: 'any' },
  'the credential said back in every text': {
    does: () => ({ do: 'echo-everywhere' }),
    on: 'every',
    code: 'any',
  },
  'a redirect to another host': {
    does: ({ elsewhere }) => ({ do: 'redirect', to: elsewhere }),
    on: 'last',
    code: 'rejected',
  },
} as const satisfies Readonly<Record<string, Case>>;

export type CaseId = keyof typeof cases;

/** Those in which one answer is refused or spoilt. */
export const faults = Object.entries<Case>(cases)
  .filter(([, { code, on }]) => on === 'last' && code !== null && code !== 'any')
  .map(([id]) => id as CaseId);
