import { randomBytes } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FileError, madeText } from '../../files/made-file.ts';
import { AuditorError } from '../error.ts';

const keyBytes = 32;

/** Where the key lies that people's pseudonyms are made with: beside the signing key, which stays with the company too. */
export function pseudonymKeyPath(signingKey: string): string {
  return join(dirname(signingKey), 'pseudonym-key');
}

/**
 * The key of pseudonyms, made on first use, readable by its owner only. Whoever has it can tell whether a pseudonym is a
 * given person's; without it nobody can. When it is lost, later packages have other pseudonyms. Throws `AuditorError`.
 */
export async function readPseudonymKey(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => null);
  if (!found) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, `${randomBytes(keyBytes).toString('hex')}\n`, { flag: 'wx', mode: 0o600 }).catch(
      (error: NodeJS.ErrnoException) => {
        // Another process was quicker: its key is the key.
        if (error.code !== 'EEXIST') throw unreadable(path, error);
      },
    );
  } else if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw new AuditorError(
      'key',
      `The pseudonym key ${path} can be read by others than its owner, and who reads it can tell who is who. Run "chmod 600 ${path}".`,
    );
  try {
    return parsePseudonymKey(madeText(path), path);
  } catch (error) {
    throw error instanceof FileError ? unreadable(path, error) : error;
  }
}

/** @param where for the message */
export function parsePseudonymKey(text: string, where: string): Buffer {
  if (!/^[0-9a-f]{64}$/.test(text.trim()))
    throw new AuditorError('key', `${where} does not hold a pseudonym key: 64 hexadecimal digits.`);
  return Buffer.from(text.trim(), 'hex');
}

function unreadable(path: string, error: NodeJS.ErrnoException | FileError): AuditorError {
  return new AuditorError(
    'key',
    `The pseudonym key ${path} cannot be read or made (${error instanceof FileError ? error.reason : error.code}).`,
    {
      cause: error,
    },
  );
}
