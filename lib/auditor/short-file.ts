import { readFileSync } from 'node:fs';
import { type Locker, LockerError } from '../locker/locker.ts';

/**
 * The bytes of a short file, or null when there is none. Read at once where it lies on this machine: a year has thousands,
 * and while others are being packed each would wait longer for a thread than it takes.
 */
export async function shortFile(
  locker: Pick<Locker, 'read' | 'pathOf'>,
  key: string,
): Promise<Buffer | null> {
  const path = locker.pathOf?.(key) ?? null;
  if (path === null) return await locker.read(key);
  try {
    return readFileSync(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new LockerError('unreachable', `The locker cannot be read: ${message}.`, { cause });
  }
}
