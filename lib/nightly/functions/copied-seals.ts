import { type Locker, LockerError } from '../../locker/locker.ts';
import { sealPath, sealSequence } from '../../seal/chain.ts';
import { copyFault } from '../alert/copy-fault.ts';
import type { Call } from './call.ts';

/** So many are asked about at a time: those of ten years take some seconds. */
const sideBySide = 32;

/** So many are named in a text or a log, and how many more there are. */
export const mostNamed = 8;

/** A seal that is not in the other account, or of which nobody knows. */
export interface Uncopied {
  readonly path: string;
  readonly fault: string;
}

/** What came of looking. */
export interface CopiedSeals {
  /** How many were looked for. */
  readonly seals: number;
  /** Newest first. */
  readonly uncopied: readonly Uncopied[];
}

/**
 * Which seals are not in the other account: of all, since one that is missing is missing until it is there. A seal stands for its night: it is
 * stored last, and without it the copy of that night proves nothing. Of its other files S3 counts those that it could not copy. A locker that
 * shows no seal, after a night was sealed, is one that was not seen.
 */
export async function copiedSeals(
  locker: Locker,
  { log, now }: Pick<Call, 'log' | 'now'>,
): Promise<CopiedSeals> {
  const paths = await sealsOf(locker);
  if (paths.length === 0) return { seals: 0, uncopied: [{ path: 'chain/', fault: 'no seal was seen' }] };
  const uncopied: Uncopied[] = [];
  const unasked = new Set<string>();
  for (let at = 0; at < paths.length; at += sideBySide) {
    const some = paths.slice(at, at + sideBySide);
    const faults = await Promise.all(some.map((path) => faultOf(locker, path, now(), unasked)));
    for (const [index, path] of some.entries()) {
      const fault = faults[index] ?? null;
      if (fault !== null) uncopied.push({ path, fault });
    }
  }
  for (const message of [...unasked].slice(0, mostNamed)) log.warn(message);
  return { seals: paths.length, uncopied };
}

/** Newest first. */
async function sealsOf(locker: Locker): Promise<readonly string[]> {
  const sequences = (await locker.names('chain/')).map(sealSequence).filter((one) => one !== null);
  return sequences.toSorted((a, b) => b - a).map(sealPath);
}

/** @param unasked takes why S3 did not answer */
async function faultOf(
  locker: Locker,
  path: string,
  now: Date,
  unasked: Set<string>,
): Promise<string | null> {
  try {
    return locker.copyState ? copyFault(await locker.copyState(path), now) : 'unknown';
  } catch (error) {
    if (!(error instanceof LockerError)) throw error;
    unasked.add(error.message);
    return 'unknown';
  }
}
