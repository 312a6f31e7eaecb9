import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { sha256Of } from '../../evidence/sha256.ts';
import type { WorkStore } from '../../locker/open.ts';
import { awsText } from '../../locker/s3/error.ts';
import { ourErrors } from '../../nightly/functions/define.ts';
import type { SignPackageEvent, SignPackageOutput } from '../../nightly/functions/events.ts';
import { readBundle } from '../../seal/bundle.ts';
import { createIfAbsent } from '../../seal/create-if-absent.ts';
import { SealError } from '../../seal/error.ts';
import { readPackageStatement } from '../../seal/package-statement.ts';
import { holds } from '../../seal/public-key.ts';
import type { Signer } from '../../seal/signer.ts';
import { payloadType } from '../../seal/statement.ts';
import type { ManifestSigner } from '../signature.ts';

const outputShape: z.ZodMiniType<SignPackageOutput> = z.object({ bundle: z.string() });
const errorShape = z.object({ errorType: z.string(), errorMessage: z.string() });

/**
 * A signer that has no key: it puts the manifest where the sealing function reads it, and asks that function, which alone
 * may use the key. That is told where the manifest lies and nothing else, reads and checks it, and makes the statement
 * itself. Needs `lambda:InvokeFunction` on that function.
 * @param key the public half, which the answer has to fit
 * @param packages where manifests wait to be signed
 */
export function sealFunctionSigner(
  client: LambdaClient,
  functionArn: string,
  key: Pick<Signer, 'keyId' | 'publicKey'>,
  packages: Pick<WorkStore, 'create'>,
): ManifestSigner {
  const { keyId, publicKey } = key;
  return {
    keyId,
    publicKey,
    async signManifest(manifest) {
      const hash = sha256Of(manifest);
      const place = `manifests/${hash}.json`;
      await createIfAbsent(packages, place, manifest);
      const { bundle } = await invoke(client, functionArn, { package: place });
      expectFitting(bundle, key, hash);
      return bundle;
    },
  };
}

/** What does not hold does not get into a package. */
function expectFitting(bundle: string, key: Pick<Signer, 'keyId' | 'publicKey'>, hash: string): void {
  const envelope = readBundle(Buffer.from(bundle));
  if (envelope.keyId !== key.keyId)
    throw new SealError(
      'signer',
      `The sealing function signed with key ${envelope.keyId}, not ${key.keyId}.`,
    );
  const fits =
    envelope.payloadType === payloadType && holds(envelope.signed, envelope.signature, key.publicKey);
  if (!fits) throw new SealError('signer', 'The signature of the sealing function does not fit its key.');
  const { subject } = readPackageStatement(envelope.payload);
  if (subject[0].digest.sha256 !== hash)
    throw new SealError('signer', 'The sealing function signed the list of another package.');
}

async function invoke(
  client: LambdaClient,
  functionArn: string,
  event: SignPackageEvent,
): Promise<SignPackageOutput> {
  const { FunctionError: failed, Payload } = await client
    .send(new InvokeCommand({ FunctionName: functionArn, Payload: JSON.stringify(event) }))
    .catch((cause) => {
      throw new SealError('signer', `The sealing function cannot be called. ${awsText(cause)}`, { cause });
    });
  const response = parsed(Payload);
  if (failed)
    throw new SealError('signer', `The sealing function did not sign the package. ${why(response)}`);
  const { data } = outputShape.safeParse(response);
  if (!data) throw new SealError('signer', 'The sealing function gave no signature.');
  return data;
}

function parsed(payload: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(payload ?? []).toString('utf8'));
  } catch {
    return null;
  }
}

/** Words of ours are passed on; other errors may quote anything, and that function’s own log says where they arose. */
function why(response: unknown): string {
  const { data } = errorShape.safeParse(response);
  return data && ourErrors.has(data.errorType) ? data.errorMessage : 'Its log says why.';
}
