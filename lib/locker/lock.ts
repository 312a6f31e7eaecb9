import { randomUUID } from 'node:crypto';
import { type FileHandle, link, lstat, open, rename, rm, stat, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { FileError, madeText } from '../files/made-file.ts';
import { lockName } from './keys.ts';
import { LockerError, type LockerLock } from './locker.ts';
import { type LinkFile, type PlaceOptions, placeOnce } from './place-once.ts';
import { isRunning } from './processes.ts';

/** A holder that has not been heard of for so long is gone, wherever it ran. */
const silentMs = 60_000;
const heartbeatMs = 5_000;
/** The clock of a disk that is another machine's differs from ours by less. */
const mostSkewMs = 3_600_000;

interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  readonly run: string;
  readonly since: string;
}

/**
 * Takes a lock file that no two living processes hold. A courtesy, so that the second of two runs stops early
 * and says why: what keeps evidence from being overwritten is that keys are written once.
 */
export async function takeLock(
  file: string,
  scratch: string,
  run: string,
  linkFile?: LinkFile,
): Promise<LockerLock> {
  const mine: Holder = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    run,
    since: new Date().toISOString(),
  };
  const draft = join(scratch, `lock-${mine.token}`);
  const handle = await open(draft, 'wx');
  try {
    await handle.writeFile(JSON.stringify(mine));
    await handle.sync();
    const options = { claims: dirname(scratch), ...(linkFile ? { linkFile } : {}) };
    await claim({ draft, file, scratch, now: (await handle.stat()).mtimeMs }, options);
    return heldLock(file, mine, handle);
  } catch (error) {
    await handle.close();
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

interface Claim {
  readonly draft: string;
  readonly file: string;
  readonly scratch: string;
  /** By the clock of the disk, which may be another machine's: the only one that all who ask for the lock share. */
  readonly now: number;
}

/** Puts the draft in the lock's place, taking away a lock that nobody holds any more. */
async function claim({ draft, file, scratch, now }: Claim, options: PlaceOptions): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await placeOnce(draft, file, options)) return;
    const holder = await readHolder(file);
    if (holder && !(await isLeft(file, holder, now))) throw busy(holder);
    if (holder) await removeStale(file, holder, scratch);
  }
  throw new LockerError('busy', 'Other processes are about to use the locker; try again.');
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    const found: unknown = JSON.parse(madeText(file, mostMegabytes));
    if (isHolder(found)) return found;
  } catch (error) {
    if (error instanceof FileError && error.reason === 'ENOENT' && (await isFree(file))) return null;
  }
  return unreadable;
}

/** Whether a lock can be placed there. A link that leads nowhere takes the place, though there is nothing to read. */
async function isFree(file: string): Promise<boolean> {
  return (await lstat(file).catch(() => null)) === null;
}

/** A lock holds no more. */
const mostMegabytes = 1;

/** Of a lock that cannot be read nobody knows the holder: it counts for as long as it is written. */
const unreadable: Holder = {
  token: '',
  pid: 0,
  host: 'an unknown machine',
  run: 'one that cannot be read',
  since: 'some time',
};

function isHolder(found: unknown): found is Holder {
  if (typeof found !== 'object' || found === null) return false;
  const { pid, ...texts } = found as Partial<Holder>;
  const areTexts = [texts.token, texts.host, texts.run, texts.since].every((one) => typeof one === 'string');
  return areTexts && Number.isSafeInteger(pid) && Number(pid) > 0;
}

/**
 * Who has, or had, a locker's folder: which run, and whether its process is still there. Null where nobody does. Writes nothing, and
 * so cannot ask the disk for its time: a lock that seems silent is watched for `watchMs`.
 */
export async function lockIn(
  folder: string,
  watchMs = heartbeatMs + 1_000,
): Promise<{
  readonly run: string;
  readonly process: string;
  readonly since: string;
  readonly gone: boolean;
} | null> {
  const file = join(folder, lockName);
  const holder = await readHolder(file);
  if (!holder) return null;
  const gone = isEnded(holder) || (await isSilent(file, watchMs));
  // It may have been let go, or taken over, while it was watched.
  const after = await readHolder(file);
  if (!after) return null;
  const { host, pid, run, since } = after;
  return { run, since, process: `process ${pid} on ${host}`, gone: gone && after.token === holder.token };
}

/** @param now by the clock of the disk */
async function isLeft(file: string, holder: Holder, now: number): Promise<boolean> {
  const beat = await beatOf(file);
  return beat === null || now - beat > silentMs || isEnded(holder);
}

function isEnded({ host, pid }: Holder): boolean {
  return host === hostname() && !isRunning(pid);
}

async function isSilent(file: string, watchMs: number): Promise<boolean> {
  const beat = await beatOf(file);
  if (beat === null) return true;
  const silence = Date.now() - beat;
  if (Math.abs(silence) <= silentMs) return false;
  if (silence > mostSkewMs) return true;
  await setTimeout(watchMs);
  return (await beatOf(file)) === beat;
}

/** When the lock was last written, by the clock of the disk; null where it is not there any more. Of a link that leads nowhere, when that was made. */
async function beatOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => lstat(file).catch(() => null));
  return found?.mtimeMs ?? null;
}

/** Moves the stale lock away; puts it back when another process was quicker and the lock is now a living one. */
async function removeStale(file: string, stale: Holder, scratch: string): Promise<void> {
  const aside = join(scratch, `stale-${randomUUID()}`);
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readHolder(aside))?.token !== stale.token) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

/**
 * The heartbeat goes through the open file, so that it never keeps alive a lock that another has taken over. It writes
 * the same again: the disk's own clock says when.
 */
function heldLock(file: string, mine: Holder, handle: FileHandle): LockerLock {
  const text = Buffer.from(JSON.stringify(mine));
  const beat = setInterval(() => void handle.write(text, 0, text.length, 0).catch(() => {}), heartbeatMs);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      if ((await readHolder(file))?.token === mine.token) await unlink(file).catch(() => {});
      await handle.close();
    },
  };
}

function busy(holder: Holder): LockerError {
  const who = `process ${holder.pid} on ${holder.host}`;
  return new LockerError(
    'busy',
    `Another run has this locker: ${holder.run}, ${who}, since ${holder.since}. Nothing was collected; wait for it to end.`,
  );
}
