import type { SealPredicate } from '../statement.ts';
import { sound } from './chain.ts';
import type { VerifyNotice } from './result.ts';
import type { CheckedSeal } from './seals.ts';

/** What the seals that hold say of themselves and somebody should know. */
export function noticesOf(seals: readonly CheckedSeal[]): VerifyNotice[] {
  return seals.flatMap((seal) => {
    const words = endedLateWords(sound(seal));
    return words === null ? [] : [{ kind: 'ended-late', path: seal.path, message: words }];
  });
}

/** In a sentence or two, that a run was ended late; null where it was not. */
export function endedLateWords(
  predicate: Pick<SealPredicate, 'run' | 'endedLate'> | null | undefined,
): string | null {
  if (!predicate?.endedLate) return null;
  return `The run of ${predicate.run} was cut off, and a later start ended and sealed it at ${predicate.endedLate.at}. Until then nothing vouched for what it had collected.`;
}
