import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { ExhibitError } from '../error.ts';
import { EncodingError, textIn } from './made-text.ts';

/** MiB; as the configuration's `limits: fileMegabytes` where nothing is said. */
const usualMegabytes = 32;

/** A file that a person made and that cannot be used. `reason` says why, in words or as the system does. */
export class FileError extends ExhibitError<'file'> {
  override readonly name = 'FileError';
  readonly reason: string;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super('file', `${path} cannot be read (${reason}).`, options);
    this.reason = reason;
  }
}

/**
 * The bytes of a file that a person names. It must be a regular one: a pipe or a device might be waited for, or read, without
 * end. Throws `FileError`.
 * @param megabytes the most that it may hold, in MiB
 */
export function madeBytes(path: string, megabytes = usualMegabytes): Buffer {
  try {
    // Opening a pipe would wait for somebody to write into it.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return bytesOf(file, path, megabytes);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(path, (error as NodeJS.ErrnoException).code ?? String(error), { cause: error });
  }
}

/** As `madeBytes`, as text. */
export function madeText(path: string, megabytes = usualMegabytes): string {
  const bytes = madeBytes(path, megabytes);
  try {
    return textIn(bytes);
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    throw new FileError(path, error.code, { cause: error });
  }
}

function bytesOf(file: number, path: string, megabytes: number): Buffer {
  const found = fstatSync(file);
  if (found.isDirectory()) throw new FileError(path, 'EISDIR');
  if (!found.isFile()) throw new FileError(path, 'not a regular file');
  const most = megabytes * 1024 * 1024;
  const parts: Buffer[] = [];
  // Some files say that they hold nothing, and one may grow meanwhile.
  for (let bytes = 0; ; ) {
    const part = Buffer.allocUnsafe(Math.min(most + 1, Math.max(64 * 1024, found.size + 1)));
    const read = readSync(file, part);
    if (read === 0) return Buffer.concat(parts, bytes);
    bytes += read;
    if (bytes > most) throw new FileError(path, `more than ${megabytes} MiB`);
    parts.push(part.subarray(0, read));
  }
}
