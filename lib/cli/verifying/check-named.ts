import { stat } from 'node:fs/promises';
import { isS3Location } from '../../locker/s3/location.ts';
import { CommandError } from '../exit.ts';
import { callerLocker, callerPath } from '../paths.ts';

/** Throws `CommandError` where the named locker is not there, or a flag for files took a locker or a package. */
export async function checkNamed(
  locker: string | undefined,
  flags: Readonly<Record<string, readonly string[] | undefined>>,
): Promise<void> {
  for (const [flag, files] of Object.entries(flags))
    for (const file of files ?? [])
      if (file.endsWith('.zip') || (await stat(callerPath(file)).catch(() => null))?.isDirectory())
        throw new CommandError(
          `${flag} ${file} is no PEM file: ${flag} takes every word up to the next flag. Name the locker or package before ${flag}.`,
        );
  if (locker === undefined || isS3Location(callerLocker(locker))) return;
  const at = callerLocker(locker);
  if ((await stat(at).catch((error: NodeJS.ErrnoException) => error.code)) === 'ENOENT')
    throw new CommandError(`${at} is not there. Name the folder of a locker, or a package.`);
}
