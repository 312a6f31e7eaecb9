import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { optional, required, variables } from '../../config/environment.ts';
import { catalog } from '../../controls/catalog.ts';
import { uploadNew } from '../../locker/s3/upload.ts';
import { openKmsKey } from '../../seal/kms.ts';
import { openS3Reader } from '../../seal/verify/s3-reader.ts';
import type { PackageInput } from '../package-build.ts';
import { packagePeriod } from '../package-period.ts';
import type { Made, StoredBuild } from './package-parts.ts';
import { sealFunctionSigner } from './seal-function-signer.ts';

/** Made and stored at once; held are some parts of it. */
export async function streamPackage(build: StoredBuild, key: string): Promise<Made> {
  const { period, call, parts, opened, bucket } = build;
  const hash = createHash('sha256');
  let bytes = 0;
  const out = new Transform({
    highWaterMark: 1 << 20,
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const signer = await signerOf(build);
  const { version, commit } = opened.collector;
  const reader = openS3Reader(required(call.environment, variables.locker));
  try {
    const storing = uploadNew(bucket, key, out);
    storing.catch((error: Error) => out.destroy(error));
    await packagePeriod({
      locker: opened.locker,
      reader,
      period,
      now: call.now(),
      trustedKeys: 'in-locker',
      signer,
      maker: { version, commit },
      metadata: catalog,
      datasetOf: parts.datasetOf,
      out,
    });
    await storing;
    return { key, sha256: hash.digest('hex'), bytes };
  } finally {
    // Where nothing was made, the upload would wait for ever.
    out.destroy();
    await reader.close();
  }
}

async function signerOf({ call, parts, packages }: StoredBuild): Promise<PackageInput['signer']> {
  const { environment, log } = call;
  const key = optional(environment, variables.signingKey);
  if (key === null) {
    log.warn(
      'No signing key is named, so no signature covers the report and the tables; `exhibit verify` says so.',
    );
    return null;
  }
  if (parts.openSigner) return await parts.openSigner(key);
  const { keyId, publicKey } = await openKmsKey(new KMSClient({}), key);
  const functionArn = required(environment, variables.sealFunction);
  return sealFunctionSigner(new LambdaClient({}), functionArn, { keyId, publicKey }, packages);
}
