import type { Configuration, KnownParts } from '../config/configuration.ts';
import { ConfigurationError } from '../config/error.ts';
import { loadConfigurationNow } from '../config/load.ts';
import { FileError, madeText } from '../files/made-file.ts';
import { parseFleet } from './configuration.ts';
import type { Fleet } from './fleet.ts';

/** Reads a `fleet.yaml` and every configuration that it names. Throws `ConfigurationError`, also when there is no such file. */
export function loadFleet(file: string, known: KnownParts): Fleet {
  return parseFleet(textOf(file), file, (named): Configuration => loadConfigurationNow(named, known));
}

function textOf(file: string): string {
  try {
    return madeText(file, largestMegabytes);
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    const message =
      cause.reason === 'ENOENT'
        ? 'there is no such file — write it as `exhibit fleet --help` shows, or name another with --config'
        : `cannot be read (${cause.reason}) — name another with --config`;
    throw new ConfigurationError(
      file,
      [{ code: 'unreadable', line: null, column: null, path: '', message }],
      { cause },
    );
  }
}

const largestMegabytes = 4;
