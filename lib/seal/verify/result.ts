import { leftBehind } from './left-behind.ts';

/**
 * `modified`: what lies at a place is not what was sealed there. `missing`: sealed, and not there; or no seal and no
 * run at all. `unlisted`: there, and not sealed. `moved`: sealed, under another name. `gap`: nights between two seals are missing. `truncated`: the
 * newest nights are. `backdated`: the times contradict each other. `unknown-key`: no trusted key made the seal.
 * `bad-signature`: the seal was changed after signing. `malformed`: it cannot be read as what it should be.
 * `rebuilt`: a file that is made of the evidence does not follow from it. `rejudged`: a verdict does not.
 */
export const problemKinds = [
  'modified',
  'missing',
  'unlisted',
  'bad-signature',
  'unknown-key',
  'moved',
  'gap',
  'truncated',
  'backdated',
  'malformed',
  'rebuilt',
  'rejudged',
] as const;

export type ProblemKind = (typeof problemKinds)[number];

export interface VerifyProblem {
  readonly kind: ProblemKind;
  /** Relative to the locker. */
  readonly path: string;
  /** One sentence or two for a person. */
  readonly message: string;
}

/**
 * Something that a person should know and that is no objection. `ended-late`: the run was cut off, and a later start
 * ended and sealed it. `replaced`: files of a package in which people were replaced, which rest on the company's
 * signature. `withheld`: sealed files that it does not hold. `repacked`: another program put the zip together. `not-compared`:
 * a program in a package that this one could not hold against its own. `left-over`: what a run's attempt left that was cut off. `not-over`: a
 * package was made before the last of its days was over. `no-proof`: the newest seal has no time-stamp or no proof of a public log, and
 * one before it has.
 */
export const noticeKinds = [
  'ended-late',
  'replaced',
  'withheld',
  'repacked',
  'not-compared',
  'left-over',
  'not-over',
  'no-proof',
] as const;

export interface VerifyNotice {
  readonly kind: (typeof noticeKinds)[number];
  /** Relative to the locker. */
  readonly path: string;
  readonly message: string;
}

/** What `exhibit verify --json` prints. */
export interface VerifyResult {
  readonly schema: 'exhibit/verify/v1';
  readonly ok: boolean;
  /** `given`: by the caller. `locker`: taken from the locker itself, which proves less. */
  readonly trust: 'given' | 'locker';
  /** Runs that were held against a seal, and the files hashed for that. */
  readonly checked: { readonly runs: number; readonly files: number; readonly bytes: number };
  /** The newest seal in the chain; null when there is none. */
  readonly head: { readonly sequence: number; readonly sha256: string } | null;
  /** Sorted by path. */
  readonly problems: readonly VerifyProblem[];
  /** By the order of the chain. They do not count for `ok`. */
  readonly notices: readonly VerifyNotice[];
}

export function problem(kind: ProblemKind, path: string, message: string): VerifyProblem {
  const left = kind === 'unlisted' ? leftBehind(path) : null;
  return { kind, path, message: left === null ? message : `${message} ${left}` };
}

export function sortProblems(problems: readonly VerifyProblem[]): VerifyProblem[] {
  return [...problems].sort((a, b) => order(a.path, b.path) || order(a.kind, b.kind));
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
