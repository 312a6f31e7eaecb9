import { readFile } from 'node:fs/promises';
import { SealError } from './error.ts';

/** Certificates of time-stamping authorities, as PEM. Throws `SealError` (`timestamp`) for one that cannot be read. */
export async function readCertificates(files: readonly string[]): Promise<readonly string[]> {
  return await Promise.all(
    files.map((file) =>
      readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        throw new SealError(
          'timestamp',
          `The certificate ${file} cannot be read (${error.code}); see signing: timestamps: in the configuration.`,
        );
      }),
    ),
  );
}
