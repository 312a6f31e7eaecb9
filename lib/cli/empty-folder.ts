import { readdir } from 'node:fs/promises';
import { makeFolders } from '../locker/make-folders.ts';
import { CommandError } from './exit.ts';
import { callerPath } from './paths.ts';

/**
 * The folder that was asked for, made if need be; without a wish, the first free of `name`, `name-2`, … Throws
 * `CommandError` where the one that was asked for holds something.
 */
export async function emptyFolder(wish: string | undefined, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = callerPath(wish ?? (number === 1 ? name : `${name}-${number}`));
    await makeFolders(folder);
    if ((await readdir(folder)).length === 0) return folder;
    if (wish !== undefined)
      throw new CommandError(
        `${folder} is not empty, and nothing is ever overwritten. Name another with --out, or remove it.`,
      );
  }
}
