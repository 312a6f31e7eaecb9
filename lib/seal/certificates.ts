import { FileError, madeText } from '../files/made-file.ts';
import { SealError } from './error.ts';

/** Certificates of time-stamping authorities, as PEM. Throws `SealError` (`timestamp`) for one that cannot be read. */
export async function readCertificates(files: readonly string[]): Promise<readonly string[]> {
  return files.map((file) => {
    try {
      return madeText(file);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      throw new SealError(
        'timestamp',
        `The certificate ${file} cannot be read (${error.reason}); see signing: timestamps: in the configuration.`,
      );
    }
  });
}
