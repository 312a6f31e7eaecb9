import { readFile } from 'node:fs/promises';
import type { Configuration, KnownParts, KnownProviders } from './configuration.ts';
import { ConfigurationError } from './error.ts';
import { parseConfiguration } from './parse.ts';

/** The same parts, where what reads expressions takes long to load and few configurations need it. */
export type LoadableParts = Omit<KnownParts, 'custom'> & {
  readonly custom: () => Promise<KnownParts['custom']>;
};

/** Reads and checks a configuration file. Throws `ConfigurationError`, also when there is no such file. */
export async function loadConfiguration(
  file: string,
  known: KnownParts | KnownProviders | LoadableParts,
): Promise<Configuration> {
  const text = await readText(file);
  return parseConfiguration(text, { file, known: await loaded(known, text) });
}

/** A text without the key's name anywhere has no such key, however it is written. */
async function loaded(
  known: KnownParts | KnownProviders | LoadableParts,
  text: string,
): Promise<KnownParts | KnownProviders> {
  if (!('custom' in known) || typeof known.custom !== 'function') return known as KnownParts | KnownProviders;
  const custom = /customControls|\\/.test(text) ? await known.custom() : none;
  return { ...known, custom };
}

const unexpected = (): never => {
  throw new Error('The configuration has controls of its own, and nothing was loaded to read them.');
};
const none: KnownParts['custom'] = { faults: unexpected, control: unexpected };

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(file, reasons[cause.code ?? ''] ?? `cannot be read (${cause.code})${elsewhere}`, cause);
  });
  try {
    // A byte order mark is kept: the file's digest is over its bytes.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(file, 'is not text in UTF-8 — save it as UTF-8', cause);
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
