import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Locker, LockerError } from '../locker/locker.ts';

/**
 * Stores a file under `<stem>.<ending>`, or `<stem>.2.<ending>` and so on where an earlier attempt left another
 * content under that name: what lies in the locker is neither changed nor in the way. Returns the key.
 */
export async function storeBeside(
  locker: Locker,
  stem: string,
  ending: string,
  content: { file: string; sha256: string } | { bytes: Buffer | string },
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const key = `${stem}${attempt === 1 ? '' : `.${attempt}`}.${ending}`;
    try {
      if ('file' in content) await locker.createFromFile(key, content.file);
      else await locker.create(key, content.bytes);
      return key;
    } catch (error) {
      if (!(error instanceof LockerError) || error.code !== 'exists') throw error;
      if ((await hashOf(locker, key)) === (await hashOfContent(content))) return key;
    }
  }
}

/** Stores under exactly this key; when it is taken, what is there stands. Returns whether it was ours that was stored. */
export async function storeOnce(locker: Locker, key: string, bytes: Buffer | string): Promise<boolean> {
  try {
    await locker.create(key, bytes);
    return true;
  } catch (error) {
    if (error instanceof LockerError && error.code === 'exists') return false;
    throw error;
  }
}

async function hashOf(locker: Locker, key: string): Promise<string | null> {
  const path = await locker.local(key);
  return path ? sha256(await readFile(path)) : null;
}

async function hashOfContent(content: { sha256: string } | { bytes: Buffer | string }): Promise<string> {
  return 'sha256' in content ? content.sha256 : sha256(content.bytes);
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
