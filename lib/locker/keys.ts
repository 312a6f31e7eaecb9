import { LockerError } from './locker.ts';

/** Names at the top of a locker that hold unfinished work and are no evidence. */
export const scratchName = '.scratch';
export const lockName = '.lock';

/** Throws unless the key is a plain relative path that means the same in a folder and in a bucket. */
export function checkKey(key: string): void {
  const faulty = key.split('/').some((part) => part === '' || part === '.' || part === '..');
  if (faulty || !/^[\w@.+=,-]+(\/[\w@.+=,-]+)*$/u.test(key))
    throw new LockerError('invalid-key', `"${key}" cannot be a key of the locker.`);
}

/** Run id (`2026-11-23T02:00:00Z`) to the folder's name, which no file system objects to. */
export function runFolder(run: string): string {
  return `runs/${run.replaceAll(':', '-')}`;
}

/** The inverse of `runFolder` for the folder's own name; null when it is not the name of a run. */
export function runOfFolder(name: string): string | null {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z$/.exec(name);
  return parts ? `${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}Z` : null;
}
