import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where AWS Lambda unpacks a function's code. */
const unpacked = '/var/task';
const configurationName = 'exhibit.yaml';
/** `EXHIBIT_CONFIGURATION` of every function. */
export const configurationInFunction = `${unpacked}/${configurationName}`;

/** What of a company's own files goes into every function. */
export interface ConfigurationFiles {
  /** Absolute path of `exhibit.yaml`, whatever its name here. */
  readonly configuration: string;
  /** Files that it names, as it names them: relative to its folder. */
  readonly named: readonly string[];
  /** Those that declare a provider, likewise. */
  readonly providers: readonly OwnFile[];
}

export interface OwnFile {
  /** The provider's id. */
  readonly id: string;
  readonly name: string;
}

/**
 * Lets `use` deploy a folder that holds a ready function and, beside it, the configuration. The folder is there until
 * `use` returns.
 */
export function withCode<Result>(
  ready: string,
  { configuration, named, providers }: ConfigurationFiles,
  use: (folder: string) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-function-'));
  try {
    cpSync(ready, folder, { recursive: true });
    cpSync(configuration, join(folder, configurationName));
    for (const name of [...named, ...providers.map((own) => own.name)])
      cpSync(join(dirname(configuration), name), join(folder, name));
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
