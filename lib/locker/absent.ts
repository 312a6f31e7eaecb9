import { LockerError } from './locker.ts';

/** Null for an error that says that a file is not there; throws `LockerError` for any other. */
export function nullWhenAbsent(error: unknown): null {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw new LockerError('unreachable', `The locker cannot be read: ${(error as Error).message}.`, {
    cause: error,
  });
}
