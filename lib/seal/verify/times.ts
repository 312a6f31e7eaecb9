import { between } from '../nights-due.ts';
import type { SealPredicate } from '../statement.ts';
import { type ProblemKind, problem, type VerifyProblem } from './result.ts';
import type { CheckedSeal } from './seals.ts';

/** Functions run on machines whose clocks differ a little. */
export const clockToleranceMs = 60_000;

/**
 * Checks that runs and their seals follow one another in time, and that no night between two seals is missing.
 * @param due whether nights are missed at all
 */
export function checkTimes(seals: readonly CheckedSeal[], due: boolean): VerifyProblem[] {
  return seals.flatMap((seal, at) => {
    const before = seals[at - 1];
    if (!before || before.sequence !== seal.sequence - 1 || before.problem || seal.problem) return [];
    if (!before.statement || !seal.statement) return [];
    return checkPair(seal, before.statement.predicate, seal.statement.predicate, due);
  });
}

function checkPair(
  seal: CheckedSeal,
  before: SealPredicate,
  after: SealPredicate,
  due: boolean,
): VerifyProblem[] {
  const found = (kind: ProblemKind, message: string) => [problem(kind, seal.path, message)];
  if (isBefore(after.sealedAt, before.sealedAt))
    return found(
      'backdated',
      `Sealed at ${after.sealedAt}, after a seal that was made at ${before.sealedAt}.`,
    );
  if (Date.parse(after.run) < Date.parse(before.run))
    return found('backdated', `The run claims ${after.run}, and was sealed after the run of ${before.run}.`);
  // A run that began hours after its time is late, not missing: its id says so. So is one that was cut off and sealed with
  // the next: its seal says when it was made, and its evidence what could not be collected.
  if (due && between(before, after).missed.length > 0)
    return found(
      'gap',
      `A run was due by ${before.nextDueBy}; the next one is of ${after.run}, sealed ${after.sealedAt}.`,
    );
  return [];
}

/** Whether the second of two moments is later by more than clocks differ. */
export function isBefore(moment: string, reference: string): boolean {
  return Date.parse(moment) + clockToleranceMs < Date.parse(reference);
}

/**
 * Checks the end of the chain against what the caller knows.
 * @param head hash of a seal that the caller knows of
 * @param now when given, a next night that is overdue is a finding
 */
export function checkEnd(
  seals: readonly CheckedSeal[],
  head: string | undefined,
  now: Date | undefined,
): VerifyProblem[] {
  const last = seals.at(-1);
  const due = last && !last.problem ? last.statement?.predicate.nextDueBy : null;
  const found: VerifyProblem[] = [];
  if (head && !seals.some((seal) => seal.sha256 === head.toLowerCase())) found.push(notThere(head, last));
  if (now && due && Date.parse(due) < now.getTime())
    found.push(
      problem(
        'truncated',
        'chain/',
        `The next seal was due by ${due}, and seal ${last?.sequence} is still the newest: nothing was collected since, or it was cut off.`,
      ),
    );
  return found;
}

function notThere(head: string, last: CheckedSeal | undefined): VerifyProblem {
  const newest = last ? `the newest seal here is ${last.sequence}` : 'there is no seal here';
  return problem(
    'truncated',
    'chain/',
    `The seal that you know of (${head.slice(0, 16)}…) is not in the chain, and ${newest}: the newest nights were cut off, or that seal was changed.`,
  );
}
