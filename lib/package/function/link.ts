import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type Bucket, objectOf } from '../../locker/s3/bucket.ts';

/**
 * An address from which anybody can fetch an object for so many seconds; shorter where the session of the role that
 * signs it ends sooner.
 */
export function presigned(bucket: Bucket, key: string, seconds: number, now: Date): Promise<string> {
  const name = key.slice(key.lastIndexOf('/') + 1);
  const command = new GetObjectCommand({
    ...objectOf(bucket, key),
    ResponseContentDisposition: `attachment; filename="${name}"`,
  });
  return getSignedUrl(bucket.client, command, { expiresIn: seconds, signingDate: now });
}
