import { type Entry, LockerError } from '../locker.ts';
import { type Bucket, fromBucket } from './bucket.ts';

/** Everything whose key begins so, sorted by key. */
export async function entriesBelow(bucket: Bucket, below: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const page of pages(bucket, { Prefix: bucket.prefix + below }))
    for (const { Key, Size = 0 } of page.Contents ?? [])
      entries.push({ key: keyIn(bucket, Key, page), bytes: Size });
  return entries.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The names directly below a prefix that ends in `/`, sorted. */
export async function namesBelow(bucket: Bucket, below: string): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages(bucket, { Prefix: bucket.prefix + below, Delimiter: '/' })) {
    for (const { Prefix } of page.CommonPrefixes ?? [])
      names.push(keyIn(bucket, Prefix, page).slice(below.length, -1));
    for (const { Key } of page.Contents ?? []) names.push(keyIn(bucket, Key, page).slice(below.length));
  }
  // The console stores an empty object for a folder that somebody makes there.
  return names.filter((name) => name !== '').sort();
}

/** Whether there is nothing under a key, as the list says. Throws where the list is none. */
export async function isFree(bucket: Bucket, key: string): Promise<boolean> {
  const request = new bucket.sdk.ListObjectsV2Command({
    Bucket: bucket.bucket,
    Prefix: bucket.prefix + key,
    MaxKeys: 1,
    EncodingType: 'url',
  });
  const page = await fromBucket(bucket, `Looking for ${key}`, bucket.client.send(request));
  // Of what begins so, the key itself comes first.
  const [first] = page.Contents ?? [];
  if (first === undefined && page.IsTruncated) throw cutShort(key);
  return first === undefined || keyIn(bucket, first.Key, page) !== key;
}

/** One of the things that were stored under a key, or a marker that says that the key was deleted. */
export interface Version {
  readonly key: string;
  /** Of the bytes; null for a marker. */
  readonly bytes: number | null;
  readonly id: string;
  /** Whether it is what a reader is given today. */
  readonly latest: boolean;
}

/** Every version of everything in the locker. In a bucket that keeps no versions, what is there now. */
export async function versionsIn(bucket: Bucket): Promise<Version[]> {
  // By name and number: some stores begin a page with what the one before ended with.
  const versions = new Map<string, Version>();
  let from: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (;;) {
    const request = new bucket.sdk.ListObjectVersionsCommand({
      Bucket: bucket.bucket,
      Prefix: bucket.prefix,
      EncodingType: 'url',
      ...from,
    });
    const page = await fromBucket(bucket, 'Listing all versions', bucket.client.send(request));
    for (const { Key, Size, VersionId: id = 'null', IsLatest: latest = false } of page.Versions ?? [])
      versions.set(`${Key} ${id}`, { key: keyIn(bucket, Key, page), bytes: Size ?? 0, id, latest });
    for (const { Key, VersionId: id = 'null', IsLatest: latest = false } of page.DeleteMarkers ?? [])
      versions.set(`${Key} ${id}`, { key: keyIn(bucket, Key, page), bytes: null, id, latest });
    if (!page.IsTruncated) return [...versions.values()];
    if (!page.NextKeyMarker) throw cutShort(bucket.prefix);
    from = {
      KeyMarker: decoded(page.NextKeyMarker, page),
      ...(page.NextVersionIdMarker ? { VersionIdMarker: page.NextVersionIdMarker } : {}),
    };
  }
}

async function* pages(bucket: Bucket, below: { readonly Prefix: string; readonly Delimiter?: string }) {
  let token: string | undefined;
  do {
    const request = new bucket.sdk.ListObjectsV2Command({
      Bucket: bucket.bucket,
      ...below,
      EncodingType: 'url',
      ContinuationToken: token,
    });
    const page = await fromBucket(bucket, `Listing ${below.Prefix}`, bucket.client.send(request));
    yield page;
    token = page.NextContinuationToken;
    if (page.IsTruncated && !token) throw cutShort(below.Prefix);
  } while (token);
}

/** What an answer says of how it writes keys: some stores do not heed the wish for an encoding. */
interface Page {
  readonly EncodingType?: string | undefined;
}

function keyIn(bucket: Bucket, written: string | undefined, page: Page): string {
  return decoded(written ?? '', page).slice(bucket.prefix.length);
}

/** A key as it is, from an answer that writes what XML cannot hold as a URL does. */
export function decoded(written: string, { EncodingType }: Page): string {
  return EncodingType === 'url' ? decodeURIComponent(written.replaceAll('+', ' ')) : written;
}

/** For a list that ends without having ended. */
export function cutShort(prefix: string): LockerError {
  return new LockerError(
    'unreachable',
    `The list of ${prefix} is incomplete: the store says that there is more, but not where. Try again.`,
  );
}
