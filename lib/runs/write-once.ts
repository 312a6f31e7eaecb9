import { rm } from 'node:fs/promises';
import { sha256Of } from '../evidence/sha256.ts';
import { hashOfFile } from '../locker/file-hash.ts';
import { type Locker, LockerError } from '../locker/locker.ts';

type Content = { readonly file: string; readonly sha256: string } | { readonly bytes: Buffer | string };

/**
 * Stores a file under `<stem>.<ending>`, or `<stem>.2.<ending>` and so on where an earlier attempt left another
 * content under that name: what lies in the locker is neither changed nor in the way. The file itself is gone
 * afterwards. Returns the key.
 */
export async function storeBeside(
  locker: Locker,
  stem: string,
  ending: string,
  content: Content,
): Promise<string> {
  const wanted = 'sha256' in content ? content.sha256 : sha256Of(content.bytes);
  for (let attempt = 1; ; attempt++) {
    const key = `${stem}${attempt === 1 ? '' : `.${attempt}`}.${ending}`;
    const stored = await created(() =>
      'file' in content ? locker.createFromFile(key, content.file) : locker.create(key, content.bytes),
    );
    if (stored) return key;
    if ((await hashInLocker(locker, key)) !== wanted) continue;
    if ('file' in content) await rm(content.file, { force: true });
    return key;
  }
}

/** Stores under exactly this key; when it is taken, what is there stands. Returns whether it was ours that was stored. */
export function storeOnce(
  locker: Pick<Locker, 'create'>,
  key: string,
  bytes: Buffer | string,
): Promise<boolean> {
  return created(() => locker.create(key, bytes));
}

async function created(create: () => Promise<void>): Promise<boolean> {
  try {
    await create();
    return true;
  } catch (error) {
    if (error instanceof LockerError && error.code === 'exists') return false;
    throw error;
  }
}

async function hashInLocker(locker: Locker, key: string): Promise<string | null> {
  const path = await locker.local(key);
  return path && (await hashOfFile(path));
}
