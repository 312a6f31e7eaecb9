import type { Configuration, Signing } from '../config/configuration.ts';
import { openKeyFile } from '../seal/key-file.ts';
import type { Signer } from '../seal/signer.ts';
import { CommandError } from './exit.ts';

/**
 * The signer that the configuration names.
 * @param hasSeals whether the chain has seals already: then a key file that is not there was lost, and none is made
 */
export async function openSigner({ key }: Signing, hasSeals: boolean): Promise<Signer> {
  if (key.from === 'file') return await openKeyFile(key.name, { create: !hasSeals });
  const [{ KMSClient }, { openKmsKey }] = await Promise.all([
    import('@aws-sdk/client-kms'),
    import('../seal/kms.ts'),
  ]);
  return await openKmsKey(new KMSClient({}), key.name);
}

/** The path of the key file; an error where the key is not one. */
export function keyFilePath({ signing }: Configuration): string {
  if (signing.key.from === 'file') return signing.key.name;
  throw new CommandError(
    'The signing key is in KMS. Make a new key there, name it under signing: key:, and trust both public keys.',
  );
}
