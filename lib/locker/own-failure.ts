import { LockerError } from './locker.ts';

/** What these mean does not depend on what was being done: this machine has no more of something. */
const ofTheMachine: ReadonlySet<string> = new Set([
  'EDQUOT',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'ENOSPC',
  'EROFS',
  'ESTALE',
]);

const advice: Readonly<Record<string, string>> = {
  EACCES: "Check the folder's permissions.",
  EDQUOT: 'The quota is used up: make room, and run again.',
  EIO: 'The disk, or the network that it lies behind, failed: look at the log of this machine.',
  EMFILE: 'Too many files are open: raise the limit (ulimit -n).',
  ENFILE: 'Too many files are open on this machine.',
  ENOENT: 'The folder is gone: is its disk still mounted?',
  ENOMEM: 'This machine has no memory left.',
  ENOSPC: 'The disk is full: make room, and run again.',
  ENOTDIR: 'A file lies where a folder must be.',
  EPERM: "Check the folder's permissions.",
  EROFS: 'The file system can only be read: mount it for writing, or name another folder.',
  ESTALE: 'The disk behind the network is not the one that it was: mount it again.',
};

const rest = 'Nothing that was stored before is touched, and the same night can be run again.';

/**
 * The error in a chain of causes that is ours and no provider's: the locker's, or that of a machine that has no more of
 * something. It ends a run; it is never written down as what a provider did. Undefined where there is none.
 */
export function ownFailure(error: unknown): LockerError | undefined {
  let at = error;
  for (let depth = 0; typeof at === 'object' && at !== null && depth < 8; depth++) {
    if (at instanceof LockerError) return at;
    const { code, cause } = at as NodeJS.ErrnoException;
    if (isOutOfMemory(at)) return failed('This machine failed', { code: 'ENOMEM', cause: at });
    if (typeof code === 'string' && ofTheMachine.has(code)) return failed('This machine failed', at);
    at = cause;
  }
  return undefined;
}

/** What Node says where there is no memory for a buffer; a heap without room ends the process by itself. */
function isOutOfMemory(error: object): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_MEMORY_ALLOCATION_FAILED' || code === 'ERR_WORKER_OUT_OF_MEMORY') return true;
  return error instanceof RangeError && /allocation failed/i.test(message);
}

/** Whether a system call failed, as opposed to code of ours or of a library. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return (
    typeof error === 'object' && error !== null && 'syscall' in error && typeof error.syscall === 'string'
  );
}

/** The failure in words: what could not be done, why, and what to do. */
export function failed(what: string, error: unknown): LockerError {
  if (error instanceof LockerError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  const text = advice[code] ?? 'Check "locker:" in exhibit.yaml, and the folder.';
  return new LockerError('unreachable', `${what}: ${code}. ${text} ${rest}`, { cause: error });
}

/** Does something with the folder for unfinished files; what goes wrong there is ours. */
export async function inScratch<Result>(
  folder: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isSystemError(error)) throw failed(`Unfinished files cannot be kept in ${folder}`, error);
    throw error;
  }
}
