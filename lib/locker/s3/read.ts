import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bucket, fromBucket, objectOf } from './bucket.ts';
import { type Digest, digesting } from './content.ts';
import { explain, faultKind, isRefusal } from './error.ts';
import { isFree } from './list.ts';

/** How often an object is fetched whose bytes did not arrive as they lie there. */
const attempts = 4;
const firstPauseMs = 200;

export interface Head {
  readonly bytes: number;
  /** Null where the service keeps no SHA-256 of it. */
  readonly checksum: string | null;
  /** What S3 says of copying it to another bucket (`x-amz-replication-status`); null where it says nothing. */
  readonly replication: string | null;
  readonly stored: Date | null;
}

/** What the service says of an object; null when there is none. */
export async function headOf(bucket: Bucket, key: string): Promise<Head | null> {
  const request = new bucket.sdk.HeadObjectCommand({ ...objectOf(bucket, key), ChecksumMode: 'ENABLED' });
  const response = await fromBucket(
    bucket,
    `Looking for ${key}`,
    bucket.client.send(request).catch((error) => nullWhenAbsent(bucket, key, error)),
  );
  return (
    response && {
      bytes: response.ContentLength ?? 0,
      checksum: response.ChecksumSHA256 ?? null,
      replication: response.ReplicationStatus ?? null,
      stored: response.LastModified ?? null,
    }
  );
}

/** The bytes of an object that fits in memory; null when there is none. */
export function readWhole(bucket: Bucket, key: string): Promise<Buffer | null> {
  return readThrough(bucket, key, async (chunks) => {
    const pieces: Buffer[] = [];
    for await (const chunk of chunks) pieces.push(chunk);
    return Buffer.concat(pieces);
  });
}

/** A part of an object, shorter where the object ends; null when there is none. */
export async function readPart(
  bucket: Bucket,
  key: string,
  offset: number,
  bytes: number,
): Promise<Buffer | null> {
  if (bytes === 0) return Buffer.alloc(0);
  const range = `bytes=${offset}-${offset + bytes - 1}`;
  const pieces: Buffer[] = [];
  const found = await readThrough(
    bucket,
    key,
    async (chunks) => {
      pieces.length = 0;
      for await (const chunk of chunks) pieces.push(chunk);
      return true;
    },
    range,
  ).catch(emptyBeyondEnd);
  return found === null ? null : Buffer.concat(pieces);
}

/** What the bytes of an object come to, read in flat memory; null when there is none. */
export function digestOf(bucket: Bucket, key: string): Promise<Digest | null> {
  return readThrough(bucket, key, async (chunks, bytes) => {
    const summing = digesting(bytes);
    for await (const chunk of chunks) summing.update(chunk);
    return summing.digest();
  });
}

/** Copies an object to a file; returns false when there is none. */
export async function download(bucket: Bucket, key: string, path: string): Promise<boolean> {
  const save = async (chunks: AsyncIterable<Buffer>) => {
    await pipeline(chunks, createWriteStream(path, { mode: 0o600 }));
    return true;
  };
  return (await readThrough(bucket, key, save)) ?? false;
}

/**
 * Hands an object's bytes to `take` and gives what that returns; null when there is no such object. Bytes that do not
 * fit the checksum, or break off, are fetched again and given to `take` anew. Throws `LockerError` (`unreachable`).
 */
export async function readThrough<Result>(
  bucket: Bucket,
  key: string,
  take: (chunks: AsyncIterable<Buffer>, bytes: number) => Promise<Result>,
  range?: string,
): Promise<Result | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(bucket, key, take, range);
    } catch (error) {
      const kind = faultKind(error);
      if (kind === 'absent' || (await isFreeByList(bucket, key, error))) return null;
      if (kind !== 'passing' || attempt === attempts) throw explain(error, bucket, `Reading ${key}`);
    }
    await pause(firstPauseMs * 2 ** attempt * Math.random());
  }
}

async function readOnce<Result>(
  bucket: Bucket,
  key: string,
  take: (chunks: AsyncIterable<Buffer>, bytes: number) => Promise<Result>,
  range: string | undefined,
): Promise<Result> {
  // A checksum is that of the whole, and says nothing of a part.
  const asked = range === undefined ? { ChecksumMode: 'ENABLED' as const } : { Range: range };
  const request = new bucket.sdk.GetObjectCommand({ ...objectOf(bucket, key), ...asked });
  const {
    Body: body,
    ContentLength: bytes = 0,
    ChecksumSHA256: checksum,
  } = await bucket.client.send(request);
  if (!(body instanceof Readable)) throw new TypeError('S3 gave no stream.');
  try {
    // The SDK checks the checksum of a whole on the way, and leaves that of parts to us.
    return await take(checksum?.includes('-') ? checked(body, bytes, checksum) : body, bytes);
  } finally {
    body.destroy();
  }
}

/** Throws at the end when the parts are not those that S3 has checksums of. Other parts than ours tell nothing. */
async function* checked(body: Readable, bytes: number, checksum: string): AsyncGenerator<Buffer> {
  const summing = digesting(bytes);
  for await (const chunk of body) {
    summing.update(chunk);
    yield chunk;
  }
  const found = summing.digest();
  if (checksum.endsWith(`-${found.parts.length}`) && found.checksum !== checksum)
    throw new Error('Checksum mismatch: the parts are not those that were stored');
}

/** S3 refuses a part that begins where the object ends (`InvalidRange`); a folder gives nothing. */
function emptyBeyondEnd(error: unknown): true {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && cause.name === 'InvalidRange') return true;
  throw error;
}

async function nullWhenAbsent(bucket: Bucket, key: string, error: unknown): Promise<null> {
  if (faultKind(error) === 'absent' || (await isFreeByList(bucket, key, error))) return null;
  throw error;
}

/**
 * Whether a key that may not be read is not there. Who may list a part of the bucket alone is told "denied" of every absence, since a
 * request for an object names no part; the list of that part says which of the two it is. False where that is refused as well.
 */
async function isFreeByList(bucket: Bucket, key: string, error: unknown): Promise<boolean> {
  return isRefusal(error) && (await isFree(bucket, key).catch(() => false));
}
