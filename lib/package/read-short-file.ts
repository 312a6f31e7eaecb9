import { readFileSync } from 'node:fs';
import { nullWhenAbsent } from '../locker/absent.ts';
import type { Locker } from '../locker/locker.ts';

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
  } catch (error) {
    return nullWhenAbsent(error);
  }
}
