import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { awsText } from '../locker/s3/error.ts';
import { SealError } from './error.ts';
import { readPublicKey } from './public-key.ts';
import type { Signer } from './signer.ts';

/**
 * The signer that an `ECC_NIST_P256` key in KMS is. Needs `kms:GetPublicKey` and `kms:Sign` on it.
 * @param keyName its ARN, id or alias
 */
export async function openKmsKey(client: KMSClient, keyName: string): Promise<Signer> {
  const response = await client.send(new GetPublicKeyCommand({ KeyId: keyName })).catch(refused(keyName));
  if (!response.PublicKey) throw new SealError('signer', `KMS gave no public key for ${keyName}.`);
  const { keyId, pem } = readPublicKey(Buffer.from(response.PublicKey));
  // An alias may be pointed at another key between two calls; the ARN may not.
  const pinned = response.KeyId ?? keyName;
  return { keyId, publicKey: pem, sign: (bytes) => signWith(client, pinned, bytes) };
}

async function signWith(client: KMSClient, key: string, bytes: Buffer): Promise<Buffer> {
  const response = await client
    .send(
      new SignCommand({ KeyId: key, Message: bytes, MessageType: 'RAW', SigningAlgorithm: 'ECDSA_SHA_256' }),
    )
    .catch(refused(key));
  if (!response.Signature) throw new SealError('signer', `KMS gave no signature for ${key}.`);
  return Buffer.from(response.Signature);
}

/** What AWS, or the way to it, has against it, in words. */
function refused(key: string): (error: unknown) => never {
  return (cause) => {
    throw new SealError('signer', `The signing key ${key} in KMS cannot be used. ${awsText(cause)}`, {
      cause,
    });
  };
}
