import { open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { LockerError } from './locker.ts';
import { isRunning } from './processes.ts';

/** What is done under the lock takes milliseconds. */
const attempts = 600;
const pauseMs = 50;
/** A holder that has not written its name after so many attempts was cut off before it could. */
const namedAfter = 20;

/** Runs `use` while no other process runs its own under the same file. Takes over from a process that has ended. */
export async function withFileLock<Result>(path: string, use: () => Promise<Result>): Promise<Result> {
  await take(path);
  try {
    return await use();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (await created(path)) return;
    if (await isGone(path, attempt)) await rm(path, { force: true });
    else await pause(pauseMs);
  }
  throw new LockerError(
    'busy',
    `Another run has held ${path} for too long. When no other run is going on, remove that file.`,
  );
}

async function created(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${process.pid} ${hostname()}`).finally(() => file.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Of another machine's processes nothing is known, so that a person has to say. */
async function isGone(path: string, attempt: number): Promise<boolean> {
  const holder = await readFile(path, 'utf8').catch(() => null);
  if (holder === null) return false;
  if (holder === '') return attempt > namedAfter;
  const [pid, host] = holder.split(' ');
  return host === hostname() && !isRunning(Number(pid));
}
