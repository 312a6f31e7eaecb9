import type { Configuration } from '../config/configuration.ts';
import { isFolderLocker } from '../locker/folder.ts';
import type { Locker } from '../locker/locker.ts';
import { openLocker } from '../locker/open.ts';
import { isS3Location } from '../locker/s3/location.ts';
import { isS3Locker } from '../locker/s3.ts';
import { CommandError } from './exit.ts';
import { callerPath } from './paths.ts';

export interface ConfigOption {
  readonly config: string;
}

/**
 * Reads `--config`. Throws `ConfigurationError` with every fault. What it is checked by is loaded only now, since a command
 * may do without (`checked-before.ts`).
 */
export async function openConfiguration({ config }: ConfigOption): Promise<Configuration> {
  const { configurationAt } = await import('./configuration-at.ts');
  return await configurationAt(callerPath(config));
}

/**
 * Lets `use` read a locker, and closes it. A place that is no locker is an error.
 * @param first the command that makes one
 */
export async function withExistingLocker<Result>(
  location: string,
  use: (locker: Locker) => Promise<Result>,
  first = 'exhibit run',
): Promise<Result> {
  const locker = openLocker(location);
  try {
    if (await isLocker(location, locker)) return await use(locker);
  } finally {
    await locker.close();
  }
  throw noLocker(location, first);
}

export function noLocker(location: string, first: string): CommandError {
  return new CommandError(
    `${location} is not a locker: it holds no runs. Run \`${first}\` first, or name another.`,
  );
}

function isLocker(location: string, locker: Locker): Promise<boolean> {
  return isS3Location(location) ? isS3Locker(locker) : isFolderLocker(location);
}
