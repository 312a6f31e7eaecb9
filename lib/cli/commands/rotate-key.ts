import type { RotateKeyOptions } from '../definitions/key.ts';
import type { ExitCode } from '../exit.ts';
import { openConfiguration } from '../open.ts';
import { rotate, rotationText } from '../rotate.ts';
import { terminal } from '../terminal.ts';

/**
 * `exhibit rotate-key`: seals from the next run on with a new key. Earlier seals stay verifiable with the old public
 * key; the old private key is set aside, to be destroyed when the new one is backed up.
 */
export async function rotateKeyCommand(options: RotateKeyOptions): Promise<ExitCode> {
  const configuration = await openConfiguration(options);
  const rotation = await rotate(configuration, { lost: options.lost === true });
  terminal(options).out(rotationText(rotation, configuration));
  return 0;
}
