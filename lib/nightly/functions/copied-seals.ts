import { type Locker, LockerError } from '../../locker/locker.ts';
import { sealPath, sealSequence } from '../../seal/chain.ts';
import { copyFault } from '../alert/copy-fault.ts';
import type { Call } from './call.ts';

/** Tonight's seal, and those of a week before: what is not mended is told again until it is, or the week is over. */
const seals = 8;

/** A seal that is not in the other account, or of which nobody knows. */
export interface Uncopied {
  readonly path: string;
  readonly fault: string;
}

/**
 * Which of the newest seals are not in the other account, newest first. A seal stands for its night: it is stored last, and without it the copy
 * of that night proves nothing. Of its other files S3 counts those that it could not copy.
 */
export async function uncopiedSeals(
  locker: Locker,
  { log, now }: Pick<Call, 'log' | 'now'>,
): Promise<readonly Uncopied[]> {
  const found: Uncopied[] = [];
  for (const path of await newestSeals(locker)) {
    const fault = await faultOf(locker, path, now(), log);
    if (fault !== null) found.push({ path, fault });
  }
  return found;
}

async function newestSeals(locker: Locker): Promise<readonly string[]> {
  const sequences = (await locker.names('chain/')).map(sealSequence).filter((one) => one !== null);
  return sequences
    .toSorted((a, b) => b - a)
    .slice(0, seals)
    .map(sealPath);
}

async function faultOf(locker: Locker, path: string, now: Date, log: Call['log']): Promise<string | null> {
  try {
    return locker.copyState ? copyFault(await locker.copyState(path), now) : 'unknown';
  } catch (error) {
    if (!(error instanceof LockerError)) throw error;
    log.warn(error.message);
    return 'unknown';
  }
}
