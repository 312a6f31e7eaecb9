import type { S3Client } from '@aws-sdk/client-s3';
import { checkKey, checkPrefix } from './keys.ts';
import type { Locker } from './locker.ts';
import { type Bucket, openBucket } from './s3/bucket.ts';
import { contentOf, contentOfFile } from './s3/content.ts';
import { holdFiles } from './s3/held-files.ts';
import { takeLease } from './s3/lease.ts';
import { entriesBelow, namesBelow } from './s3/list.ts';
import { parseS3Location } from './s3/location.ts';
import { download, headOf, readPart, readWhole } from './s3/read.ts';
import { writeOnce } from './s3/write-once.ts';
import type { SessionCredentials } from './session-credentials.ts';

export interface S3LockerOptions {
  /** Asked instead of one made from the environment; stays open when the locker is closed. */
  readonly client?: S3Client;
  /** By which a client is made that is not given. */
  readonly credentials?: SessionCredentials;
  /** Folder in which that for unfinished files is made. Default: the machine's own for temporary files. */
  readonly scratch?: string;
}

/**
 * A locker in a bucket. Every write is conditional on the key being free (`If-None-Match: *`) and carries the SHA-256
 * of its bytes, which the answer has to repeat; so a key is there whole or not at all, and only once, as long as
 * nothing is deleted. In a bucket without versions or without a policy against deletes, that is up to its owners.
 *
 * Throws `LockerError` (`not-a-locker`) at once when the location is not `s3://bucket/prefix`. The SDK is loaded, and
 * the bucket asked, when the locker is first used.
 */
export function openS3Locker(location: string, options: S3LockerOptions = {}): Locker {
  const place = parseS3Location(location);
  const files = holdFiles(options.scratch);
  let opened: Promise<Bucket> | undefined;
  const bucket = (): Promise<Bucket> => {
    opened ??= openBucket(place, options.client, options.credentials);
    return opened;
  };
  return {
    location,
    scratch: files.folder,
    async create(key, bytes) {
      checkKey(key);
      await writeOnce(await bucket(), key, contentOf(bytes));
    },
    async createFromFile(key, file) {
      checkKey(key);
      await writeOnce(await bucket(), key, await contentOfFile(file));
      await files.adopt(key, file);
    },
    async read(key) {
      checkKey(key);
      return await readWhole(await bucket(), key);
    },
    async local(key) {
      checkKey(key);
      const from = await bucket();
      return await files.get(key, (path) => download(from, key, path));
    },
    async readPart(key, offset, bytes) {
      checkKey(key);
      return await readPart(await bucket(), key, offset, bytes);
    },
    async release(key) {
      await files.drop(key);
    },
    async exists(key) {
      checkKey(key);
      return (await headOf(await bucket(), key)) !== null;
    },
    async copyState(key) {
      checkKey(key);
      const head = await headOf(await bucket(), key);
      return head && { status: head.replication, stored: head.stored };
    },
    async list(prefix) {
      checkPrefix(prefix);
      return await entriesBelow(await bucket(), prefix);
    },
    async names(prefix) {
      checkPrefix(prefix);
      return await namesBelow(await bucket(), prefix);
    },
    async lock(run) {
      await files.removeDead();
      return await takeLease(await bucket(), run);
    },
    async close() {
      await files.remove();
      if (!options.client) (await opened)?.client.destroy();
    },
  };
}

/** Whether the place in the bucket looks like a locker: it holds runs or a chain. */
export async function isS3Locker(locker: Locker): Promise<boolean> {
  return (await locker.names('')).some((name) => name === 'runs' || name === 'chain');
}
