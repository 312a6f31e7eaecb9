import { CollectError } from '../../../evidence/problem.ts';
import type { ExportedFile } from '../../provider.ts';

/** Reads the file that a person exported. Throws `not-configured`, with how to make it, where it cannot be read. */
export async function readExportedFile(file: ExportedFile): Promise<Buffer> {
  try {
    return await file.read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new CollectError(
      'not-configured',
      `The 1Password export ${file.place} cannot be read (${code}). Make it with op: ` +
        `exhibit export onepassword --out ${file.name} (or the script that exhibit init prints)${file.handOver === null ? '' : `. Then: ${file.handOver}`}`,
      { cause: error },
    );
  }
}
