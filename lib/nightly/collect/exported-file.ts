import { basename, resolve } from 'node:path';
import { FileError, madeText } from '../../files/made-file.ts';
import type { ExportedFile } from '../../providers/provider.ts';

/**
 * An exported file where the configuration says that it lies: a path relative to the configuration's folder. It is read as
 * UTF-8, whatever program wrote it, so that secrets in it are found.
 */
export function fileInFolder(folder: string, file: string, megabytes?: number): ExportedFile {
  const place = resolve(folder, file);
  return {
    name: basename(file),
    place,
    handOver: null,
    read: async () => Buffer.from(textOf(place, megabytes)),
  };
}

/** Rejects as an `ExportedFile` does: `code` says why. */
function textOf(place: string, megabytes: number | undefined): string {
  try {
    return madeText(place, megabytes);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw Object.assign(new Error(error.message, { cause: error }), { code: error.reason });
  }
}
