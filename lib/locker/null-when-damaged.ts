import { LockerError } from './locker.ts';

/** Null for an error that says that what lies there is damaged; throws one that says that the locker could not be read. */
export function nullWhenDamaged(error: unknown): null {
  if (error instanceof LockerError && error.code === 'unreachable') throw error;
  return null;
}
