import { FileError, madeBytes } from '../files/made-file.ts';
import { EncodingError, textIn } from '../files/made-text.ts';
import type { Configuration, KnownParts, KnownProviders } from './configuration.ts';
import { ConfigurationError } from './error.ts';
import { parseConfiguration } from './parse.ts';

/** Reads and checks a configuration file. Throws `ConfigurationError`, also when there is no such file. */
export async function loadConfiguration(
  file: string,
  known: KnownParts | KnownProviders,
): Promise<Configuration> {
  return loadConfigurationNow(file, known);
}

/** The same for the CDK, whose constructs cannot wait. */
export function loadConfigurationNow(file: string, known: KnownParts | KnownProviders): Configuration {
  const bytes = readBytes(file);
  return parseConfiguration(readText(file, bytes), { file, known, bytes });
}

function readText(file: string, bytes: Buffer): string {
  try {
    return textIn(bytes);
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause;
    throw unreadable(file, 'is not text in UTF-8 or UTF-16 — save it as UTF-8', cause);
  }
}

function readBytes(file: string): Buffer {
  try {
    return madeBytes(file, largestMegabytes);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw unreadable(file, reasons[error.reason] ?? `cannot be read (${error.reason})${elsewhere}`, error);
  }
}

/** What people write is shorter by far, and every check below takes time. */
const largestMegabytes = 1;

const elsewhere = ' — name another with --config';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file — run `exhibit init` to write one, or name another with --config',
  EACCES: 'may not be read — give this user the right to read it',
  EISDIR: 'is a folder — name the file in it with --config, or run `exhibit init` there to write one',
};

function unreadable(file: string, message: string, cause: unknown): ConfigurationError {
  return new ConfigurationError(file, [{ code: 'unreadable', line: null, column: null, path: '', message }], {
    cause,
  });
}
