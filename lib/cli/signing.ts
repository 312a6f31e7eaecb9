import { existsSync } from 'node:fs';
import type { Configuration, Signing } from '../config/configuration.ts';
import { awsAgents } from '../http/proxy.ts';
import { isS3Location } from '../locker/s3/location.ts';
import { openKeyFile } from '../seal/key-file.ts';
import { checkFileMemory } from '../seal/memory/file-memory.ts';
import type { SignerMemory } from '../seal/memory/signer-memory.ts';
import type { Signer } from '../seal/signer.ts';
import { CommandError } from './exit.ts';
import { withMemoryAt } from './memory-at.ts';

/**
 * The signer that the configuration names.
 * @param hasSeals whether the chain has seals already: then a key file that is not there was lost, and none is made. Nor
 * is one made where it is remembered that there was a key.
 */
export async function openSigner({ key, memory }: Signing, hasSeals: boolean): Promise<Signer> {
  const had = hasSeals || (memory !== null && existsSync(memory));
  if (key.from === 'file') return await openKeyFile(key.name, { create: !had });
  const [{ KMSClient }, { openKmsKey }] = await Promise.all([
    import('@aws-sdk/client-kms'),
    import('../seal/kms.ts'),
  ]);
  return await openKmsKey(new KMSClient({ requestHandler: awsAgents(process.env) }), key.name);
}

/** Lets `use` work with what the key signed last. Throws, before anything is asked, where it could not be remembered what it signs next. */
export async function withMemory<Result>(
  { memory }: Signing,
  use: (memory: SignerMemory) => Promise<Result>,
): Promise<Result> {
  if (memory === null)
    throw new CommandError(
      'The signing key is in KMS, and no file or bucket is named to remember what it signed last: without it, nights could be removed from the locker and sealed again. Name one under signing: memory: that nobody who writes the locker can write.',
    );
  if (!isS3Location(memory)) await checkFileMemory(memory);
  return await withMemoryAt(memory, use);
}

/** The path of the key file; an error where the key is not one. */
export function keyFilePath({ signing }: Pick<Configuration, 'signing'>): string {
  if (signing.key.from === 'file') return signing.key.name;
  throw new CommandError(
    'The signing key is in KMS. Make a new key there, name it under signing: key:, and trust both public keys.',
  );
}
