import type { Assessed, Assessment } from './control.ts';

/** What a walk over a dataset hands over after a batch of which there is nothing to say. */
export const nothingYet: readonly Assessment[] = [];

/** Assessments one by one. */
export function* eachAssessment(assessed: Iterable<Assessed>): Generator<Assessment> {
  for (const one of assessed) {
    if (isOne(one)) yield one;
    else yield* one;
  }
}

export function isOne(assessed: Assessed): assessed is Assessment {
  return 'subject' in assessed;
}

/** What a walk returns, for whoever walks alone. */
export function walked<Result>(walk: Generator<Assessed, Result>): Result {
  for (;;) {
    const { done, value } = walk.next();
    if (done) return value;
  }
}
