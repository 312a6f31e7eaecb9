import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lutimesSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { lockIn } from '../../lib/locker/lock.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { temporaryFolder } from './folders.ts';

const run = '2026-11-23T02:00:00Z';
const module = fileURLToPath(new URL('../../lib/locker/folder.ts', import.meta.url));
const children: ChildProcess[] = [];
let root: string;
let locker: Locker;
beforeEach(async () => {
  root = await temporaryFolder();
  locker = openFolderLocker(root);
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
const lockFile = (): string => join(root, '.lock');
const busy = expect.objectContaining({ name: 'LockerError', code: 'busy' });

/** Another process that takes the lock and keeps it. */
async function holderElsewhere(): Promise<ChildProcess> {
  const code = `
    const { openFolderLocker } = await import(${JSON.stringify(module)});
    const locker = openFolderLocker(${JSON.stringify(root)});
    await locker.lock('2026-11-22T02:00:00Z');
    process.stdout.write('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  if (child.stdout) await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('A locker that another process has', () => {
  test('is refused, with who has it, since when, and that nothing was done', async () => {
    const child = await holderElsewhere();
    await expect(locker.lock(run)).rejects.toEqual(busy);
    await expect(locker.lock(run)).rejects.toThrow(
      new RegExp(
        `^Another run has this locker: 2026-11-22T02:00:00Z, process ${child.pid} on ${hostname()}, since .*Z\\. Nothing was collected; wait for it to end\\.$`,
      ),
    );
  });

  test('is free at once when that process is killed, and its unfinished files go', async () => {
    const child = await holderElsewhere();
    const theirs = join(root, '.scratch');
    await kill(child);
    expect(existsSync(lockFile())).toBe(true);
    const lock = await locker.lock(run);
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid, run });
    expect(readdirSync(theirs)).toHaveLength(1);
    await lock.release();
    expect(existsSync(lockFile())).toBe(false);
  });
});

describe('A lock', () => {
  test('is not given twice in one process either, and is free after its release', async () => {
    const lock = await locker.lock(run);
    await expect(locker.lock(run)).rejects.toEqual(busy);
    await expect(openFolderLocker(root).lock(run)).rejects.toEqual(busy);
    await lock.release();
    await (await locker.lock(run)).release();
  });

  test('that many ask for at once is given to one', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => openFolderLocker(root).lock(run)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of asked) if (one.status === 'rejected') expect(one.reason).toEqual(busy);
  });

  /** As if nothing had been heard for so long; by the disk's clock. */
  const setBack = (seconds: number): number => {
    const then = statSync(lockFile()).mtimeMs - seconds * 1000;
    utimesSync(lockFile(), then / 1000, then / 1000);
    return then;
  };

  const heldBy = (holder: object, silentSeconds: number): void => {
    writeFileSync(lockFile(), JSON.stringify({ token: 't', run, since: run, ...holder }));
    setBack(silentSeconds);
  };

  test.each([
    ['on another machine that was heard of lately', { pid: 1, host: 'elsewhere' }, 30],
    ['of a process that is alive here', { pid: process.ppid, host: hostname() }, 30],
  ])('%s holds', async (_, holder, seconds) => {
    heldBy(holder, seconds);
    await expect(locker.lock(run)).rejects.toEqual(busy);
  });

  test.each([
    ['on another machine that is silent', { pid: 1, host: 'elsewhere' }, 90],
    [
      'whose process has been given to another program, and is silent',
      { pid: process.ppid, host: hostname() },
      90,
    ],
    ['of a process that is gone', { pid: 2 ** 22 + 1, host: hostname() }, 0],
  ])('%s is taken over', async (_, holder, seconds) => {
    heldBy(holder, seconds);
    const lock = await locker.lock(run);
    await lock.release();
  });

  test('that cannot be read holds until it has been silent for long', async () => {
    writeFileSync(lockFile(), '{');
    await expect(locker.lock(run)).rejects.toEqual(busy);
    setBack(90);
    await (await locker.lock(run)).release();
  });

  test.each(['null', '5', '{}', '{"token":"a","pid":-1,"host":"h","run":"r","since":"s"}'])(
    'that holds %s, which no holder wrote, holds until it has been silent for long',
    async (text) => {
      writeFileSync(lockFile(), text);
      await expect(locker.lock(run)).rejects.toThrow(
        'one that cannot be read, process 0 on an unknown machine',
      );
      expect(await lockIn(root)).toMatchObject({ run: 'one that cannot be read', gone: false });
      setBack(90);
      await (await locker.lock(run)).release();
    },
  );

  test('that is a pipe, which nobody writes into, is not waited for', async () => {
    execFileSync('mkfifo', [lockFile()]);
    await expect(locker.lock(run)).rejects.toEqual(busy);
    expect(await lockIn(root)).toMatchObject({ run: 'one that cannot be read' });
  });

  test('that is a link which leads nowhere holds until it has been there for long', async () => {
    symlinkSync(join(root, 'gone'), lockFile());
    await expect(locker.lock(run)).rejects.toThrow(
      'one that cannot be read, process 0 on an unknown machine',
    );
    expect(await lockIn(root)).toMatchObject({ run: 'one that cannot be read', gone: false });
    const long = (Date.now() - 90_000) / 1_000;
    lutimesSync(lockFile(), long, long);
    expect(await lockIn(root, 0)).toMatchObject({ gone: true });
    await (await locker.lock(run)).release();
    expect(existsSync(lockFile())).toBe(false);
  });

  test('that was taken over is not taken away from its new holder by the old one', async () => {
    const old = await locker.lock(run);
    setBack(90);
    const other = openFolderLocker(root);
    const taken = await other.lock(run);
    await old.release();
    await expect(locker.lock(run)).rejects.toEqual(busy);
    await taken.release();
    expect(existsSync(lockFile())).toBe(false);
  });

  test('shows that its holder is alive, also when another program looks from elsewhere', async () => {
    const timers = jest.spyOn(globalThis, 'setInterval');
    const lock = await locker.lock(run);
    const beat = timers.mock.calls.at(-1)?.[0];
    timers.mockRestore();
    const then = setBack(50);
    beat?.();
    while (statSync(lockFile()).mtimeMs < then + 10_000)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await lock.release();
  });
});

describe('Who has a locker, as is seen without writing', () => {
  const lock = { token: 'a', host: hostname(), run: 'one', since: 'now' };
  const lockedBy = async (pid: number, agoMs: number) => {
    const folder = await temporaryFolder();
    const file = join(folder, '.lock');
    const beat = (second: number) => {
      writeFileSync(file, JSON.stringify({ ...lock, pid }));
      const at = (Date.now() - agoMs) / 1000 + second;
      utimesSync(file, at, at);
    };
    beat(0);
    return { folder, beat };
  };

  test('is nobody without a lock', async () => {
    expect(await lockIn(await temporaryFolder())).toBeNull();
  });

  test('is a living process that wrote its lock just now, and no dead one', async () => {
    expect(await lockIn((await lockedBy(process.pid, 0)).folder)).toMatchObject({ run: 'one', gone: false });
    expect(await lockIn((await lockedBy(2 ** 22 + 1, 0)).folder)).toMatchObject({ gone: true });
  });

  test('is one that writes it while it is watched, though the clock of the disk is behind or ahead', async () => {
    for (const agoMs of [600_000, -600_000]) {
      const { beat, folder } = await lockedBy(process.pid, agoMs);
      expect(await lockIn(folder, 1)).toMatchObject({ gone: true });
      const seen = lockIn(folder, 300);
      for (let second = 1; second < 4; second++) {
        await sleep(30);
        beat(second);
      }
      expect(await seen).toMatchObject({ gone: false });
    }
  });

  test('is nobody where the lock is let go while it is watched, and who took it over where that happened', async () => {
    const { folder } = await lockedBy(process.pid, 600_000);
    const file = join(folder, '.lock');
    const seen = lockIn(folder, 300);
    await sleep(50);
    writeFileSync(file, JSON.stringify({ ...lock, pid: process.pid, token: 'b', run: 'another' }));
    utimesSync(file, 1, 1);
    expect(await seen).toMatchObject({ run: 'another', gone: false });

    const released = lockIn(folder, 300);
    utimesSync(file, Date.now() / 1000 - 600, Date.now() / 1000 - 600);
    await sleep(50);
    rmSync(file);
    expect(await released).toBeNull();
  });

  test('is nobody any more after an hour', async () => {
    expect(await lockIn((await lockedBy(process.pid, 3_700_000)).folder, 600_000)).toMatchObject({
      gone: true,
    });
  });
});
