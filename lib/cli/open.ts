import { dirname, join } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { loadConfiguration } from '../config/load.ts';
import { catalog } from '../controls/catalog.ts';
import { isFolderLocker, openFolderLocker } from '../locker/folder.ts';
import type { Locker } from '../locker/locker.ts';
import { providers } from '../providers/catalog.ts';
import { CommandError } from './exit.ts';
import { callerPath } from './paths.ts';

export interface ConfigOption {
  readonly config: string;
}

/** Reads `--config`. Throws `ConfigurationError` with every fault. */
export function openConfiguration({ config }: ConfigOption): Promise<Configuration> {
  return loadConfiguration(callerPath(config), { providers, controls: catalog });
}

/** The store that the configuration names. */
export function openLocker(location: string): Locker {
  if (location.startsWith('s3://'))
    throw new CommandError('A locker in S3 is not supported by this version; name a folder under "locker:".');
  return openFolderLocker(location);
}

/** The same, for commands that only read: a folder that is no locker is an error. */
export async function openExistingLocker(location: string): Promise<Locker> {
  if (!location.startsWith('s3://') && !(await isFolderLocker(location)))
    throw new CommandError(
      `${location} is not a locker: it holds no runs. Run \`exhibit run\` first, or name another.`,
    );
  return openLocker(location);
}

/** Where the signing key lies on one machine: beside the configuration, never in the locker. */
export function signingKeyPath(configuration: Configuration): string {
  return join(dirname(configuration.file), '.exhibit', 'signing-key.pem');
}
