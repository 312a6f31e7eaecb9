import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { runFolder, runOfFolder } from '../keys.ts';
import { LockerError, type LockerLock } from '../locker.ts';
import { isRunning } from '../processes.ts';
import { type Bucket, fromBucket, objectOf } from './bucket.ts';
import { cutShort, decoded } from './list.ts';

/** How a lease lives: raised anew so often, and a dead run's when it was not for so long. Milliseconds. */
export interface LeaseTimes {
  readonly beatMs: number;
  readonly silentMs: number;
}

const usual: LeaseTimes = { beatMs: 20_000, silentMs: 90_000 };
/** How often to step back and try again: of two that come at the same moment, both may have seen the other. */
const attempts = 5;
const longestPauseMs = 1_000;

/** An upload that was begun and will not be completed: the flag of one run. */
interface Flag {
  readonly key: string;
  readonly id: string;
  /** By the store's clock. */
  readonly raisedAt: number;
}

/**
 * Takes a bucket for one run, without leaving an object there: what is stored in a locked bucket stays for years.
 * A multipart upload that is begun and never completed is no object, is seen by everybody in the list of uploads, and
 * can be taken back. So a run raises one as its flag, looks, and goes on only if it sees no other run's. It raises the
 * flag anew while it lives; one that was not raised anew for a minute and a half is a dead run's, and is taken down.
 *
 * A courtesy, as with a folder: the second of two runs that were started by hand stops early and says why. What keeps
 * evidence from being overwritten is that keys are written once. The steps of the state machine take no lease: it
 * starts each night once, and repeats a step only after that step has ended.
 */
export async function takeLease(
  bucket: Bucket,
  run: string,
  { beatMs, silentMs }: LeaseTimes = usual,
): Promise<LockerLock> {
  const key = `${leases(bucket)}${runFolder(run).slice('runs/'.length)}/${hostname()}/${process.pid}/${randomUUID()}`;
  for (let attempt = 1; ; attempt++) {
    const id = await raise(bucket, key);
    const other = await otherThan(bucket, { key, id }, silentMs);
    if (!other) return heldLease(bucket, { key, id }, beatMs);
    await lower(bucket, key, id);
    if (attempt === attempts) throw busy(bucket, other);
    await pause(longestPauseMs * Math.random());
  }
}

function leases(bucket: Bucket): string {
  return objectOf(bucket, '.lock/').Key;
}

async function raise(bucket: Bucket, key: string): Promise<string> {
  const request = new bucket.sdk.CreateMultipartUploadCommand({ Bucket: bucket.bucket, Key: key });
  const { UploadId } = await fromBucket(
    bucket,
    'Taking the locker for this run',
    bucket.client.send(request),
  );
  return UploadId ?? '';
}

async function lower(bucket: Bucket, key: string, id: string): Promise<void> {
  const request = new bucket.sdk.AbortMultipartUploadCommand({
    Bucket: bucket.bucket,
    Key: key,
    UploadId: id,
  });
  await bucket.client.send(request).catch(() => {});
}

/** The flag of another living run; those of dead ones are taken down. */
async function otherThan(
  bucket: Bucket,
  mine: Pick<Flag, 'key' | 'id'>,
  silentMs: number,
): Promise<Flag | null> {
  const flags = await flagsIn(bucket);
  // Both moments are the store's, so that no clock of ours matters.
  const now = flags.find(({ id }) => id === mine.id)?.raisedAt ?? Date.now();
  const others = flags.filter(({ key }) => key !== mine.key);
  const dead = others.filter((flag) => now - flag.raisedAt > silentMs || hasEnded(holderOf(bucket, flag)));
  for (const { key, id } of dead) await lower(bucket, key, id);
  return others.find((flag) => !dead.includes(flag)) ?? null;
}

async function flagsIn(bucket: Bucket): Promise<Flag[]> {
  const flags: Flag[] = [];
  let from: { KeyMarker?: string; UploadIdMarker?: string } = {};
  for (;;) {
    const request = new bucket.sdk.ListMultipartUploadsCommand({
      Bucket: bucket.bucket,
      Prefix: leases(bucket),
      EncodingType: 'url',
      ...from,
    });
    const page = await fromBucket(bucket, 'Looking for other runs', bucket.client.send(request));
    for (const { Key = '', UploadId = '', Initiated } of page.Uploads ?? [])
      flags.push({ key: decoded(Key, page), id: UploadId, raisedAt: Initiated?.getTime() ?? 0 });
    if (!page.IsTruncated) return flags;
    const { NextKeyMarker, NextUploadIdMarker } = page;
    if (!NextKeyMarker || !NextUploadIdMarker) throw cutShort(leases(bucket));
    from = { KeyMarker: decoded(NextKeyMarker, page), UploadIdMarker: NextUploadIdMarker };
  }
}

interface Holder {
  readonly run: string;
  readonly host: string;
  readonly pid: number;
}

function holderOf(bucket: Bucket, { key }: Flag): Holder {
  const [run = '', host = '', pid] = key.slice(leases(bucket).length).split('/');
  return { run: runOfFolder(run) ?? run, host, pid: Number(pid) };
}

function hasEnded({ host, pid }: Holder): boolean {
  return host === hostname() && !isRunning(pid);
}

function heldLease(bucket: Bucket, { key, id }: Pick<Flag, 'key' | 'id'>, beatMs: number): LockerLock {
  let current = id;
  let beating: Promise<void> = Promise.resolve();
  const beat = async (): Promise<void> => {
    // The new one first, so that there is one at any moment. When it cannot be raised, the next beat tries again.
    const next = await raise(bucket, key).catch(() => null);
    if (next === null) return;
    await lower(bucket, key, current);
    current = next;
  };
  const timer = setInterval(() => {
    beating = beating.then(beat);
  }, beatMs);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      await beating;
      await lower(bucket, key, current);
    },
  };
}

function busy(bucket: Bucket, flag: Flag): LockerError {
  const { run, host, pid } = holderOf(bucket, flag);
  return new LockerError(
    'busy',
    `Another run has this locker: ${run}, process ${pid} on ${host}, last heard of ${new Date(flag.raisedAt).toISOString()}. Nothing was collected; wait for it to end.`,
  );
}
