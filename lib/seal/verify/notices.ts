import type { SealPredicate } from '../statement.ts';
import { sound } from './chain.ts';
import { proofOf, timestampOf } from './locker-facts.ts';
import type { VerifyNotice } from './result.ts';
import type { ChainFile, CheckedSeal } from './seals.ts';

/** What the seals that hold say of themselves and somebody should know. */
export function noticesOf(seals: readonly CheckedSeal[]): VerifyNotice[] {
  return seals.flatMap((seal) => {
    const text = endedLateText(sound(seal));
    return text === null ? [] : [{ kind: 'ended-late', path: seal.path, message: text }];
  });
}

/** In a sentence or two, that a run was ended late; null where it was not. */
export function endedLateText(
  predicate: Pick<SealPredicate, 'run' | 'endedLate'> | null | undefined,
): string | null {
  if (!predicate?.endedLate) return null;
  return `The run of ${predicate.run} was cut off, and a later start ended and sealed it at ${predicate.endedLate.at}. Until then no seal covered what it had collected.`;
}

/** What somebody else says of seals, as files of the chain. */
export interface Proofs {
  readonly timestamps: readonly ChainFile[];
  readonly proofs: readonly ChainFile[];
}

/**
 * Whether the newest seal lacks what one before it has: the next seal will name it by its hash, and until then nothing misses
 * one that was deleted.
 */
export function unprovenHead(seals: readonly CheckedSeal[], { proofs, timestamps }: Proofs): VerifyNotice[] {
  const newest = seals.at(-1);
  if (!newest) return [];
  const lacking = [
    lacks(newest, timestamps, timestampOf) ? 'time-stamp' : null,
    lacks(newest, proofs, proofOf) ? 'proof of a public log' : null,
  ].filter((what) => what !== null);
  return lacking.map((what) => ({
    kind: 'no-proof',
    path: newest.path,
    message: `The newest seal has no ${what}, and an earlier one has: the service did not answer, or it was deleted.`,
  }));
}

function lacks(
  { sequence }: CheckedSeal,
  files: readonly ChainFile[],
  sequenceOf: (file: ChainFile) => number | null,
): boolean {
  return files.length > 0 && !files.some((file) => sequenceOf(file) === sequence);
}
