import { sealPath } from '../chain.ts';
import type { Remembered } from '../memory/signer-memory.ts';
import { problem, type VerifyProblem } from './result.ts';
import type { CheckedSeal } from './seals.ts';

/** Holds the chain against what its key signed last. A seal that was signed and never put is ended by the next run. */
export function checkMemory(seals: readonly CheckedSeal[], { head, elsewhere }: Remembered): VerifyProblem[] {
  if (elsewhere !== null)
    return [
      problem(
        'moved',
        'chain/',
        `The key sealed the chain of another locker, "${elsewhere}", in this place.`,
      ),
    ];
  if (!head) return [];
  const path = sealPath(head.sequence);
  const signed = `The key has signed seal ${head.sequence}${head.run === null ? '' : ` of ${head.run}`} (sha256 ${head.sha256})`;
  const newest = seals.at(-1)?.sequence ?? 0;
  if (newest < head.sequence)
    return [
      problem(
        'truncated',
        'chain/',
        `${signed}, and ${newest === 0 ? 'there is no seal here' : `the newest seal here is ${newest}`}: the newest nights were cut off, or this is an older copy.`,
      ),
    ];
  const there = seals.find(({ sequence }) => sequence === head.sequence);
  if (there?.sha256 === head.sha256) return [];
  return [
    problem(
      there ? 'modified' : 'missing',
      path,
      `${signed}, and here is ${there ? 'another seal' : 'no such seal'}.`,
    ),
  ];
}
