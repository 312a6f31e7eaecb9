import { Readable } from 'node:stream';
import { type Bucket, objectOf } from './bucket.ts';
import type { Content } from './content.ts';

/**
 * Sends an object that must not exist yet. Returns the checksum that the service says it holds, when it says one.
 * Throws the SDK's own errors.
 */
export async function sendNew(bucket: Bucket, key: string, content: Content): Promise<string | undefined> {
  return content.parts.length > 0
    ? await sendInParts(bucket, key, content)
    : await sendWhole(bucket, key, content);
}

async function sendWhole(bucket: Bucket, key: string, content: Content): Promise<string | undefined> {
  const body = await content.whole();
  try {
    const response = await bucket.client.send(
      new bucket.sdk.PutObjectCommand({
        ...objectOf(bucket, key),
        Body: body,
        ContentLength: content.bytes,
        ChecksumSHA256: content.checksum,
        IfNoneMatch: '*',
      }),
    );
    return response.ChecksumSHA256;
  } finally {
    if (body instanceof Readable) body.destroy();
  }
}

/** Nothing is there before the last request, so an upload that fails leaves no half of an object. */
async function sendInParts(bucket: Bucket, key: string, content: Content): Promise<string | undefined> {
  const object = objectOf(bucket, key);
  const begun = await bucket.client.send(
    new bucket.sdk.CreateMultipartUploadCommand({
      ...object,
      ChecksumAlgorithm: 'SHA256',
      ChecksumType: 'COMPOSITE',
    }),
  );
  const upload = { ...object, UploadId: begun.UploadId };
  try {
    return await completed(bucket, upload, content);
  } catch (error) {
    await bucket.client.send(new bucket.sdk.AbortMultipartUploadCommand(upload)).catch(() => {});
    throw error;
  }
}

type Upload = { readonly Bucket: string; readonly Key: string; readonly UploadId: string | undefined };

async function completed(bucket: Bucket, upload: Upload, content: Content): Promise<string | undefined> {
  const parts = [];
  for (const [at, checksum] of content.parts.entries())
    parts.push(await sendPart(bucket, upload, at + 1, checksum, await content.part(at)));
  const response = await bucket.client.send(
    new bucket.sdk.CompleteMultipartUploadCommand({
      ...upload,
      ChecksumType: 'COMPOSITE',
      IfNoneMatch: '*',
      MultipartUpload: { Parts: parts },
    }),
  );
  return response.ChecksumSHA256;
}

async function sendPart(
  bucket: Bucket,
  upload: Upload,
  number: number,
  checksum: string,
  bytes: Buffer,
): Promise<{ PartNumber: number; ETag: string | undefined; ChecksumSHA256: string }> {
  const response = await bucket.client.send(
    new bucket.sdk.UploadPartCommand({
      ...upload,
      PartNumber: number,
      Body: bytes,
      ContentLength: bytes.length,
      ChecksumSHA256: checksum,
    }),
  );
  return { PartNumber: number, ETag: response.ETag, ChecksumSHA256: checksum };
}
