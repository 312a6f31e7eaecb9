import { readFileSync } from 'node:fs';
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
  return parseConfiguration(readText(file), { file, known });
}

function readText(file: string): string {
  const bytes = readBytes(file);
  try {
    // A byte order mark is kept: the file's digest is over its bytes.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(file, 'is not text in UTF-8 — save it as UTF-8', cause);
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    throw unreadable(file, reasons[cause.code ?? ''] ?? `cannot be read (${cause.code})${elsewhere}`, cause);
  }
}

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
