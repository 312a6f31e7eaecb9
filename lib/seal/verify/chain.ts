import { sealPath } from '../chain.ts';
import type { SealPredicate } from '../statement.ts';
import { problem, type VerifyProblem } from './result.ts';
import type { CheckedSeal } from './seals.ts';
import { checkTimes } from './times.ts';

/**
 * Checks how seals stand to one another: no number missing, each naming the one before it, one locker, times in order.
 * @param fromStart whether the chain must begin with seal 1
 * @param due whether nights that were due between two seals are missed
 */
export function checkChain(seals: readonly CheckedSeal[], fromStart: boolean, due = true): VerifyProblem[] {
  return [
    ...missingNumbers(seals, fromStart),
    ...pairs(seals).flatMap(([before, after]) => checkLink(before, after)),
    ...checkFirst(seals[0]),
    ...checkOrigins(seals),
    ...checkRepeats(seals),
    ...checkTimes(seals, due),
  ];
}

/** The statement's predicate, where the seal is beyond objection. */
export function sound(seal: CheckedSeal | undefined): SealPredicate | null {
  return seal && !seal.problem ? (seal.statement?.predicate ?? null) : null;
}

function missingNumbers(seals: readonly CheckedSeal[], fromStart: boolean): VerifyProblem[] {
  const problems: VerifyProblem[] = [];
  const last = seals.findLast((seal) => seal.problem?.kind !== 'moved')?.sequence ?? 0;
  let expected = fromStart ? 1 : (seals[0]?.sequence ?? 1);
  for (const { sequence } of seals) {
    // A seal that was given a number far ahead does not make the numbers before it missing.
    if (sequence > last) break;
    if (sequence > expected) problems.push(gap(expected, sequence - 1));
    expected = sequence + 1;
  }
  return problems;
}

function gap(first: number, last: number): VerifyProblem {
  const which = first === last ? `Seal ${first} is` : `Seals ${first} to ${last} are`;
  return problem(
    'gap',
    sealPath(first),
    `${which} missing from the chain, and with it the proof for its run.`,
  );
}

function pairs(seals: readonly CheckedSeal[]): [CheckedSeal, CheckedSeal][] {
  return seals.flatMap((after, at): [CheckedSeal, CheckedSeal][] => {
    const before = seals[at - 1];
    return before && before.sequence === after.sequence - 1 ? [[before, after]] : [];
  });
}

/** A seal that was already objected to is not objected to again because the next one does not fit it. */
function checkLink(before: CheckedSeal, after: CheckedSeal): VerifyProblem[] {
  const link = sound(after)?.previous;
  if (link === undefined) return [];
  if (!link || link.sequence !== before.sequence)
    return [
      problem(
        'malformed',
        after.path,
        `The seal does not name seal ${before.sequence} as the one before it.`,
      ),
    ];
  if (!sound(before) || link.sha256 === before.sha256) return [];
  const message = `Another seal was here when seal ${after.sequence} was made: this one was put in its place.`;
  return [problem('modified', before.path, message)];
}

function checkFirst(first: CheckedSeal | undefined): VerifyProblem[] {
  if (first?.sequence !== 1 || !sound(first)?.previous) return [];
  return [problem('malformed', first.path, 'The first seal names one before it.')];
}

function checkOrigins(seals: readonly CheckedSeal[]): VerifyProblem[] {
  const own = seals.map((seal) => sound(seal)?.origin.locker).find((locker) => locker !== undefined);
  return seals.flatMap((seal) => {
    const locker = sound(seal)?.origin.locker ?? own;
    if (locker === own) return [];
    return [
      problem('moved', seal.path, `This seal is of the locker "${locker}", and the chain is of "${own}".`),
    ];
  });
}

function checkRepeats(seals: readonly CheckedSeal[]): VerifyProblem[] {
  const seen = new Map<string, number>();
  return seals.flatMap((seal) => {
    const run = sound(seal)?.run;
    const first = run && seen.get(run);
    if (run && !first) seen.set(run, seal.sequence);
    return first
      ? [problem('malformed', seal.path, `${run} has two seals: ${first} and ${seal.sequence}.`)]
      : [];
  });
}
