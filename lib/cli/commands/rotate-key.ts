import { rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openKeyFile } from '../../seal/key-file.ts';
import type { RotateKeyOptions } from '../definitions/key.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration } from '../open.ts';
import { keyFilePath } from '../signing.ts';
import { terminal } from '../terminal.ts';

/**
 * `exhibit rotate-key`: seals from the next run on with a new key. Earlier seals stay verifiable with the old public
 * key; the old private key is set aside, to be destroyed when the new one is backed up.
 */
export async function rotateKeyCommand(options: RotateKeyOptions): Promise<ExitCode> {
  const shown = terminal(options);
  const path = keyFilePath(await openConfiguration(options));
  if (!(await stat(path).catch(() => null)))
    throw new CommandError(`There is no signing key at ${path} yet; the first run makes it.`);
  const old = await openKeyFile(path, { create: false });
  const folder = dirname(path);
  const oldPath = join(folder, `old-${old.keyId.slice(0, 16)}.pem`);
  const publicPath = (keyId: string): string => join(folder, `${keyId}.public.pem`);
  await writeFile(publicPath(old.keyId), old.publicKey);
  await rename(path, oldPath);
  const fresh = await openKeyFile(path);
  await writeFile(publicPath(fresh.keyId), fresh.publicKey);
  shown.out(
    [
      `New key: ${fresh.keyId}`,
      `Old key: ${old.keyId}`,
      '',
      'From the next run on, nights are sealed with the new key. To finish:',
      `  1. Back up ${path}.`,
      `  2. Trust both public keys: name ${publicPath(old.keyId)}`,
      `     and ${publicPath(fresh.keyId)} under trustedKeys:, and give the new one to your auditor.`,
      `  3. Destroy the old private key: ${oldPath}. Nothing needs it now.`,
    ].join('\n'),
  );
  return 0;
}
