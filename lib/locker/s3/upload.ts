import type { Readable } from 'node:stream';
import { Upload } from '@aws-sdk/lib-storage';
import { LockerError } from '../locker.ts';
import { type Bucket, objectOf } from './bucket.ts';
import { partBytes } from './content.ts';
import { explain, faultKind } from './error.ts';

/**
 * Stores what a stream gives under a key that has nothing, while it comes: two parts are held, whatever the size. Throws
 * `LockerError`: `exists` when the key is taken meanwhile. Nothing is there before the last request.
 */
export async function uploadNew(bucket: Bucket, key: string, body: Readable): Promise<void> {
  const upload = new Upload({
    client: bucket.client,
    partSize: partBytes,
    queueSize: 2,
    params: { ...objectOf(bucket, key), Body: body, ChecksumAlgorithm: 'SHA256', IfNoneMatch: '*' },
  });
  const stop = (): void => void upload.abort();
  body.once('error', stop);
  try {
    await upload.done();
  } catch (error) {
    if (faultKind(error) === 'taken') throw new LockerError('exists', `${key} is already in the locker.`);
    throw explain(error, bucket, `Storing ${key}`);
  } finally {
    body.off('error', stop);
  }
}
