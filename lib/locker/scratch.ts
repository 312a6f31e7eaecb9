import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { onSignal } from './on-signal.ts';
import { isRunning } from './processes.ts';

/** Nobody leaves unfinished files alone for so long; those of another machine are told by their age alone. */
const abandonedMs = 24 * 3_600_000;

/** A folder of this process for unfinished files. */
export interface Scratch {
  readonly path: string;
  /** Removes it; throws where that cannot be done. */
  remove(): Promise<void>;
}

/**
 * Makes a folder of this process for unfinished files, which hold personal data and are nobody else's to read. A signal that
 * ends the process takes it away.
 */
export async function makeScratch(parent: string): Promise<Scratch> {
  const path = join(parent, `${process.pid}-${randomUUID().slice(0, 8)}-${hostname()}`);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const forget = onSignal(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    async remove() {
      forget();
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** Removes what processes that are gone left unfinished. */
export async function removeDeadScratch(parent: string, own: string): Promise<void> {
  // The disk's clock, which may be another machine's.
  const now = (await stat(own)).mtimeMs;
  for (const name of await readdir(parent)) {
    const folder = join(parent, name);
    if (folder === own || !(await isAbandoned(folder, name, now))) continue;
    await rm(folder, { recursive: true, force: true });
  }
}

async function isAbandoned(folder: string, name: string, now: number): Promise<boolean> {
  const [, pid, host] = /^(\d+)-[0-9a-f]{8}-(.+)$/.exec(name) ?? [];
  if (host === hostname()) return !isRunning(Number(pid));
  const made = await stat(folder).catch(() => null);
  return made !== null && now - made.mtimeMs > abandonedMs;
}
