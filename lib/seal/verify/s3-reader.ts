import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { type Bucket, openBucket } from '../../locker/s3/bucket.ts';
import { type Version, versionsIn } from '../../locker/s3/list.ts';
import { parseS3Location } from '../../locker/s3/location.ts';
import { readThrough, readWhole } from '../../locker/s3/read.ts';
import { finishedIn, isDocument } from './hash-file.mjs';
import type { FileFact, LockerReader } from './reader.ts';
import { problem, type VerifyProblem } from './result.ts';

/** Objects that are read at once: most are small, and then the way there and back is what takes the time. */
const inHand = 24;
/** The part of an evidence document in which the moment of its end is looked for. */
const headBytes = 1 << 20;

/**
 * A locker in a bucket, as it was when it was first asked for. All versions are listed, so that what was deleted or
 * written again is told although a reader is no longer given it. Reads only; throws `LockerError` (`unreachable`), and
 * at once (`not-a-locker`) when the location names no bucket.
 */
export function openS3Reader(location: string, client?: S3Client): LockerReader {
  const place = parseS3Location(location);
  let opened: Promise<Snapshot> | undefined;
  const snapshot = (): Promise<Snapshot> => {
    opened ??= openBucket(place, client).then(takeSnapshot);
    return opened;
  };
  const turn = turns(inHand);
  return {
    async names(folder) {
      const prefix = folder === '' ? '' : `${folder}/`;
      const below = from(await snapshot(), prefix).map((path) => path.slice(prefix.length));
      return [...new Set(below.map((path) => path.split('/')[0] ?? ''))];
    },
    async files(folder) {
      const here = await snapshot();
      const itself = here.paths[firstNotBefore(here.paths, folder)] === folder ? [folder] : [];
      return [...itself, ...from(here, `${folder}/`)].map((path) => ({ path, regular: true }));
    },
    async read(path) {
      return await readWhole((await snapshot()).bucket, path);
    },
    async hash(paths) {
      const { bucket } = await snapshot();
      return await Promise.all(paths.map((path) => turn(() => hashObject(bucket, path))));
    },
    async problems() {
      return (await snapshot()).problems;
    },
    async close() {
      if (!client) (await opened)?.bucket.client.destroy();
    },
  };
}

interface Snapshot {
  readonly bucket: Bucket;
  /** What a reader is given, sorted. */
  readonly paths: readonly string[];
  readonly problems: readonly VerifyProblem[];
}

async function takeSnapshot(bucket: Bucket): Promise<Snapshot> {
  const byKey = Map.groupBy(await versionsIn(bucket), ({ key }) => key);
  // The console marks the place itself with an empty object when somebody makes it there as a folder.
  byKey.delete('');
  const there = [...byKey].filter(([, versions]) =>
    versions.some(({ latest, bytes }) => latest && bytes !== null),
  );
  return {
    bucket,
    paths: there.map(([key]) => key).sort(),
    problems: [...byKey].flatMap(([key, versions]) => historyProblem(key, versions)),
  };
}

/** Evidence is stored once and never deleted, so each key has one version and no more. */
function historyProblem(path: string, versions: readonly Version[]): VerifyProblem[] {
  const stored = versions.filter(({ bytes }) => bytes !== null);
  const oldest = stored.at(-1)?.id;
  if (versions.some(({ latest, bytes }) => latest && bytes === null)) {
    const left = oldest
      ? `What was stored is still there, as version ${oldest}.`
      : 'No version of it is left.';
    return [problem('missing', path, `Somebody deleted this file. ${left}`)];
  }
  if (versions.length === 1) return [];
  const message = `This file was written ${stored.length} times or deleted in between, and evidence is written once. The oldest version is ${oldest}.`;
  return [problem('modified', path, message)];
}

/** The paths that begin so. There may be a hundred thousand, asked for run by run: the first is found by halving. */
function from({ paths }: Snapshot, prefix: string): readonly string[] {
  const first = firstNotBefore(paths, prefix);
  let last = first;
  while (paths[last]?.startsWith(prefix)) last++;
  return paths.slice(first, last);
}

function firstNotBefore(sorted: readonly string[], wanted: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function hashObject(bucket: Bucket, path: string): Promise<FileFact> {
  const fact = await readThrough(bucket, path, async (chunks) => {
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of chunks) {
      if (bytes < headBytes && isDocument(path)) head.push(chunk);
      hash.update(chunk);
      bytes += chunk.length;
    }
    return { sha256: hash.digest('hex'), bytes, finishedAt: finishedIn(Buffer.concat(head)) };
  });
  return { path, ...(fact ?? { sha256: null, bytes: 0, finishedAt: null }) };
}

/** Lets so many pieces of work go on at once; the others wait. */
function turns(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let working = 0;
  return async (work) => {
    if (working === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else working++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else working--;
    }
  };
}
