import { CollectError, type Problem, type ProblemCode } from '../../../evidence/problem.ts';
import type { Requests } from './requests.ts';

/** After these there is no use in asking the next one. */
const final: ReadonlySet<ProblemCode> = new Set([
  'rate-limited',
  'unauthenticated',
  'denied',
  'timeout',
  'untrusted',
  'interrupted',
]);

/** So many in a row without an answer: Bitwarden is not there. */
const givenUpAfter = 3;
const shown = 3;

/** Questions of one kind about many, one after the other, of which one without an answer costs only itself. */
export interface Noting {
  /** The answer, or null where there is none; not asked once there is no use in it. */
  note<Result>(requests: Requests<Result>): Requests<Result | null>;
  add(problem: Problem): void;
  problems(): readonly Problem[];
}

export function noting(): Noting {
  const problems: Problem[] = [];
  let inARow = 0;
  let left = 0;
  let ended = false;
  return {
    *note(requests) {
      if (ended) {
        left += 1;
        return null;
      }
      try {
        const response = yield* requests;
        inARow = 0;
        return response;
      } catch (error) {
        if (!(error instanceof CollectError)) throw error;
        problems.push(error.problem);
        inARow += 1;
        ended = final.has(error.code) || inARow === givenUpAfter;
        return null;
      }
    },
    add: (problem) => void problems.push(problem),
    problems() {
      const [first] = problems;
      if (!first) return [];
      const others = problems.length - shown + left;
      const rest = others > 0 ? [{ code: first.code, message: `And ${others} more without an answer.` }] : [];
      return [...problems.slice(0, shown), ...rest];
    },
  };
}
