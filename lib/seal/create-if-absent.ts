import { type Locker, LockerError } from '../locker/locker.ts';

/** Stores a text under a key that has none; false where it is taken. */
export async function createIfAbsent(
  locker: Pick<Locker, 'create'>,
  key: string,
  text: string,
): Promise<boolean> {
  try {
    await locker.create(key, text);
    return true;
  } catch (error) {
    if (error instanceof LockerError && error.code === 'exists') return false;
    throw error;
  }
}
