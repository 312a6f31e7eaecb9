import { AuditorError } from '../../lib/package/error.ts';

/** The code of the error that a function throws; null when it throws none of ours. */
export function toThrowCode(work: () => unknown): string | null {
  try {
    work();
  } catch (error) {
    if (error instanceof AuditorError) return error.code;
  }
  return null;
}
