import { ExhibitError } from '../error.ts';
import type { LockerError } from '../locker/locker.ts';
import { failed, isSystemError, ownFailure } from '../locker/own-failure.ts';

/** 0: done, nothing to object to. 1: done, and something is wrong in what was looked at. 2: could not be done. */
export type ExitCode = 0 | 1 | 2;

/** A command that cannot go on, in words for the person who called it. */
export class CommandError extends ExhibitError<'command'> {
  override readonly name = 'CommandError';

  constructor(message: string, options?: ErrorOptions) {
    super('command', message, options);
  }
}

/** What to print for an error: words for those we know, and for others a request to report them. */
export function errorText(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return `exhibit: ${String(error)}`;
  if (debug) return `exhibit: ${error.stack ?? error.message}`;
  if (error instanceof ExhibitError) return `exhibit: ${error.message}`;
  const own = ownFailure(error) ?? (isSystemError(error) ? systemFailure(error) : undefined);
  if (own) return `exhibit: ${own.message}`;
  return `exhibit: ${error.name}: ${error.message}\nThis is a bug in Exhibit. Please report it with the output of --debug.`;
}

/** A file or folder that could not be used, by its name where the error has one. */
function systemFailure(error: NodeJS.ErrnoException): LockerError {
  return failed(
    error.path === undefined ? `This machine failed (${error.syscall})` : `${error.path} cannot be used`,
    error,
  );
}
