import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { symlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { isFolderLocker, openFolderLocker } from '../../lib/locker/folder.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { temporaryFolder } from './folders.ts';

let root: string;
let locker: Locker;
beforeEach(async () => {
  root = join(await temporaryFolder(), 'evidence');
  locker = openFolderLocker(root);
});
const failure = (code: string) => expect.objectContaining({ name: 'LockerError', code });
const unfinished = (): string[] =>
  readdirSync(join(root, '.scratch'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('A key', () => {
  test('is stored once, and read again', async () => {
    await locker.create('runs/a/x.json', '{"ü":1}\n');
    await locker.create('runs/a/y.bin', Buffer.from([0, 255]));
    expect(await locker.read('runs/a/x.json')).toEqual(Buffer.from('{"ü":1}\n'));
    expect(await locker.read('runs/a/y.bin')).toEqual(Buffer.from([0, 255]));
    expect(unfinished()).toEqual([]);
  });

  test('is never stored a second time, nor changed', async () => {
    await locker.create('a/x', 'first');
    await expect(locker.create('a/x', 'second')).rejects.toEqual(failure('exists'));
    await expect(locker.create('a/x', 'first')).rejects.toThrow(
      'a/x is already in the locker, and what is there is never changed.',
    );
    expect((await locker.read('a/x'))?.toString()).toBe('first');
    expect(unfinished()).toEqual([]);
  });

  test('that many store at once is stored by exactly one of them, whole', async () => {
    const others = Array.from({ length: 8 }, () => openFolderLocker(root));
    const contents = others.map((_, number) => String(number).repeat(200_000));
    const outcomes = await Promise.allSettled(
      others.map((other, number) => other.create('a/b/c', contents[number] ?? '')),
    );
    const winners = outcomes.flatMap(({ status }, number) => (status === 'fulfilled' ? [number] : []));
    expect(winners).toHaveLength(1);
    expect((await locker.read('a/b/c'))?.toString()).toBe(contents[winners[0] ?? -1]);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(failure('exists'));
  });

  test('is there whole or not at all, whenever one looks', async () => {
    const content = 'x'.repeat(4_000_000);
    let [stored, looks] = [false, 0];
    const storing = locker.create('a/big', content).then(() => {
      stored = true;
    });
    while (!stored) {
      const bytes = await openFolderLocker(root).read('a/big');
      expect([0, content.length]).toContain(bytes?.length ?? 0);
      looks++;
    }
    await storing;
    expect(looks).toBeGreaterThan(0);
    expect((await locker.read('a/big'))?.length).toBe(content.length);
  });

  test('may be written by nobody, and read by its owner and group', async () => {
    await locker.create('a/x', '1');
    const file = join(await temporaryFolder(), 'file');
    writeFileSync(file, '2', { mode: 0o666 });
    await locker.createFromFile('a/y', file);
    for (const name of ['x', 'y']) expect(statSync(join(root, 'a', name)).mode & 0o777).toBe(0o440);
    expect(statSync(root).mode & 0o007).toBe(0);
    expect(statSync(join(root, '.scratch')).mode & 0o077).toBe(0);
  });

  test.each(['../x', 'a/../../x', '/etc/x', 'a//x', '', 'a\u0000', 'a b', '.lock', '.scratch/x'])(
    'that is hostile (%j) is refused by every method, and touches nothing',
    async (key) => {
      const file = join(await temporaryFolder(), 'file');
      writeFileSync(file, 'x');
      const refused = failure('invalid-key');
      await expect(locker.create(key, 'x')).rejects.toEqual(refused);
      await expect(locker.createFromFile(key, file)).rejects.toEqual(refused);
      await expect(locker.read(key)).rejects.toEqual(refused);
      await expect(locker.local(key)).rejects.toEqual(refused);
      await expect(locker.exists(key)).rejects.toEqual(refused);
      await expect(locker.list(`${key}/`)).rejects.toEqual(refused);
      await expect(locker.names(`${key}/`)).rejects.toEqual(refused);
      expect(existsSync(file)).toBe(true);
      expect(existsSync(root)).toBe(false);
    },
  );

  test('that is not there is null, also below a file, and a folder is no key', async () => {
    await locker.create('a/x', '1');
    for (const key of ['b', 'a/b', 'a/x/y', 'a']) {
      expect(await locker.exists(key)).toBe(false);
      expect(await locker.local(key)).toBeNull();
    }
    for (const key of ['b', 'a/b', 'a/x/y']) expect(await locker.read(key)).toBeNull();
    expect(await locker.exists('a/x')).toBe(true);
  });
});

describe('A finished file', () => {
  test.each(['of the same file system', 'of another place'])('%s is moved into the locker', async (place) => {
    const folder = place.startsWith('of the same') ? await locker.scratch() : await temporaryFolder();
    const file = join(folder, 'records');
    writeFileSync(file, 'content');
    await locker.createFromFile('a/x', file);
    expect([existsSync(file), (await locker.read('a/x'))?.toString()]).toEqual([false, 'content']);
    expect(unfinished()).toEqual([]);
  });

  test('stays where it is when its key is taken, and can be stored under another', async () => {
    await locker.create('a/x', 'first');
    const file = join(await locker.scratch(), 'records');
    writeFileSync(file, 'second');
    await expect(locker.createFromFile('a/x', file)).rejects.toEqual(failure('exists'));
    await locker.createFromFile('a/x.2', file);
    expect([existsSync(file), (await locker.read('a/x.2'))?.toString()]).toEqual([false, 'second']);
    expect((await locker.read('a/x'))?.toString()).toBe('first');
  });

  test('that is not there is an error with words', async () => {
    await expect(locker.createFromFile('a/x', join(root, 'nothing'))).rejects.toEqual(failure('unreachable'));
    expect(await locker.exists('a/x')).toBe(false);
  });
});

describe('The list', () => {
  test('names what is below a prefix in order, and nothing of what is unfinished', async () => {
    await locker.create('runs/b/z', '12');
    await locker.create('runs/a/y', '1');
    await locker.create('runs/a/sub/x', '');
    writeFileSync(join(await locker.scratch(), 'unfinished'), 'x');
    const lock = await locker.lock('2026-11-23T02:00:00Z');
    const all = ['runs/a/sub/x', 'runs/a/y', 'runs/b/z'];
    expect((await locker.list('')).map(({ key }) => key)).toEqual(all);
    expect(await locker.list('runs/a/')).toEqual([
      { key: 'runs/a/sub/x', bytes: 0 },
      { key: 'runs/a/y', bytes: 1 },
    ]);
    expect(await locker.list('nothing/')).toEqual([]);
    expect(await locker.names('')).toEqual(['runs']);
    expect(await locker.names('runs/a/')).toEqual(['sub', 'y']);
    expect(await locker.names('nothing/')).toEqual([]);
    await lock.release();
  });

  test('does not pass over a file in a run that is called like our own', async () => {
    await locker.create('runs/a/.lock', 'x');
    expect((await locker.list('runs/')).map(({ key }) => key)).toEqual(['runs/a/.lock']);
    expect(await locker.names('runs/a/')).toEqual(['.lock']);
  });
});

describe('Unfinished work', () => {
  const parent = () => join(root, '.scratch');
  const leave = (name: string): string => {
    const folder = join(parent(), name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'records'), 'x');
    return folder;
  };
  const dead = 2 ** 22 + 1;

  test('of processes that are gone is removed by the next run, and of others it is not', async () => {
    const gone = leave(`${dead}-0123abcd-${hostname()}`);
    const alive = leave(`${process.ppid}-0123abcd-${hostname()}`);
    const elsewhere = leave(`${dead}-0123abcd-another-machine`);
    const older = leave(`${dead}-4567abcd-another-machine`);
    const yesterday = new Date(statSync(older).mtimeMs - 25 * 3_600_000);
    await utimes(older, yesterday, yesterday);
    const lock = await locker.lock('2026-11-23T02:00:00Z');
    expect([gone, alive, elsewhere, older].map((folder) => existsSync(folder))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(existsSync(await locker.scratch())).toBe(true);
    await lock.release();
  });

  test('goes when the locker is closed, and that of another stays', async () => {
    const other = openFolderLocker(root);
    writeFileSync(join(await locker.scratch(), 'x'), 'x');
    const theirs = await other.scratch();
    await locker.close();
    expect([readdirSync(parent()).length, existsSync(theirs)]).toEqual([1, true]);
    await other.close();
    expect(existsSync(parent())).toBe(false);
    await locker.create('a/x', 'a closed locker opens again');
    await locker.close();
  });
});

test('A place that cannot be written is an error that names it, and says what to do', async () => {
  writeFileSync(root, 'a file');
  await expect(locker.create('a/x', '1')).rejects.toEqual(failure('unreachable'));
  await expect(locker.lock('2026-11-23T02:00:00Z')).rejects.toThrow(
    `The locker ${root} cannot be written: EEXIST. Check "locker:" in exhibit.yaml`,
  );
});

test('A folder is a locker when it holds runs or a chain', async () => {
  const empty = await temporaryFolder();
  expect(await isFolderLocker(empty)).toBe(false);
  expect(await isFolderLocker(join(empty, 'nothing'))).toBe(false);
  await locker.create('chain/0000000001.sigstore.json', '{}');
  expect(await isFolderLocker(root)).toBe(true);
});

test('A key whose file cannot be read is not passed off as absent', async () => {
  await locker.create('a/x', '1');
  await symlink('loop', join(root, 'a', 'loop'));
  await expect(locker.read('a/loop')).rejects.toEqual(failure('unreachable'));
});
