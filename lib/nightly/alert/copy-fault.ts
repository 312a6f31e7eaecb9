import type { CopyState } from '../../locker/locker.ts';

/** So long S3 may take: less than lies between two nights. It says that most files take minutes. */
const patienceMs = 12 * 60 * 60 * 1000;

/**
 * What is wrong with the copy of a file; null where it is there, or may still come. Whatever is not known to be well is wrong: S3 has no word
 * for a file that no rule copies, and says `REPLICA` of one that is a copy itself, which it does not copy on.
 */
export function copyFault(state: CopyState | null, now: Date): string | null {
  if (state === null) return 'is not there';
  const { status, stored } = state;
  if (status === 'COMPLETED') return null;
  const age = stored === null ? Number.POSITIVE_INFINITY : now.getTime() - stored.getTime();
  if (status === 'PENDING' && age < patienceMs) return null;
  return status ?? 'no copy known';
}
