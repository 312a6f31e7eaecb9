import { type Locker, LockerError } from '../locker/locker.ts';

/** Stores something under a key that has none; false where it is taken. */
export async function createIfAbsent(
  locker: Pick<Locker, 'create'>,
  key: string,
  content: Buffer | string,
): Promise<boolean> {
  try {
    await locker.create(key, content);
    return true;
  } catch (error) {
    if (error instanceof LockerError && error.code === 'exists') return false;
    throw error;
  }
}
