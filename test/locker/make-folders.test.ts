import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeFolders } from '../../lib/locker/make-folders.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folders-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('Folders are made with those above them, each of the mode, and again where they are there', async () => {
  const path = join(folder, 'a', 'b');
  await Promise.all([makeFolders(path, 0o700), makeFolders(path, 0o700)]);
  await makeFolders(path);
  for (const made of ['a', 'a/b']) expect((await stat(join(folder, made))).mode & 0o777).toBe(0o700);
});

test('A file in the place of a folder is said', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(makeFolders(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolders(join(folder, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux('A place where nothing can be made is said, and not tried for ever', async () => {
  await expect(makeFolders('/proc/exhibit/evidence')).rejects.toMatchObject({ code: 'ENOENT' });
});
