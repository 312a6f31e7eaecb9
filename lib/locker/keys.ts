import { LockerError } from './locker.ts';

/** Names at the top of a locker that hold unfinished work and are no evidence. */
export const scratchName = '.scratch';
export const lockName = '.lock';

/** Throws unless the key is a plain relative path that means the same in a folder and in a bucket. */
export function checkKey(key: string): void {
  const parts = key.split('/');
  const faulty = parts.some((part) => !/^[\w@.+=,-]{1,255}$/u.test(part) || part === '.' || part === '..');
  const ours = parts[0] === scratchName || parts[0] === lockName;
  if (faulty || ours)
    throw new LockerError('invalid-key', `${JSON.stringify(key)} cannot be a key of the locker.`);
}

/** Throws unless the prefix is empty, for everything, or a key and a slash. */
export function checkPrefix(prefix: string): void {
  if (prefix === '') return;
  if (!prefix.endsWith('/'))
    throw new LockerError(
      'invalid-key',
      `${JSON.stringify(prefix)} is not a prefix: it does not end in "/".`,
    );
  checkKey(prefix.slice(0, -1));
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
