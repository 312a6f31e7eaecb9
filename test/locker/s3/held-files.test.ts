import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { holdFiles } from '../../../lib/locker/s3/held-files.ts';
import { temporaryFolder } from '../folders.ts';

let temporary: string;

beforeEach(async () => {
  temporary = await temporaryFolder();
});

describe('Copies of evidence on this machine', () => {
  test("lie in a folder that is this user's alone", async () => {
    const files = holdFiles(undefined, temporary);
    const folder = await files.folder();
    const own = join(temporary, `exhibit-${userInfo().username}`);
    expect(folder.startsWith(own)).toBe(true);
    for (const one of [own, folder]) expect(statSync(one).mode & 0o077).toBe(0);
    await files.remove();
    expect(existsSync(folder)).toBe(false);
  });

  test('are not put where somebody else has laid a trap', async () => {
    mkdirSync(join(temporary, 'trap'));
    symlinkSync(join(temporary, 'trap'), join(temporary, `exhibit-${userInfo().username}`));
    await expect(holdFiles(undefined, temporary).folder()).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('is not a folder of this user'),
    });
  });

  test('that a process left which was cut off are removed by the next', async () => {
    const own = join(temporary, `exhibit-${userInfo().username}`);
    const left = join(own, `999999999-0a1b2c3d-${hostname()}`);
    const alive = join(own, `${process.pid}-0a1b2c3d-${hostname()}`);
    for (const folder of [left, alive]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    const files = holdFiles(undefined, temporary);
    await files.removeDead();
    expect([existsSync(left), existsSync(alive)]).toEqual([false, true]);
    await files.remove();
  });

  test('are made once for all who ask at the same time', async () => {
    const files = holdFiles(undefined, temporary);
    let fetched = 0;
    const fetch = async (path: string) => {
      fetched++;
      writeFileSync(path, 'x');
      return true;
    };
    const paths = await Promise.all([1, 2, 3].map(() => files.get('a', fetch)));
    expect([new Set(paths).size, fetched]).toEqual([1, 1]);
    await files.remove();
  });

  test('of what is not there are not remembered', async () => {
    const files = holdFiles(undefined, temporary);
    expect(await files.get('a', async () => false)).toBeNull();
    const path = await files.get('a', async (to) => {
      writeFileSync(to, 'x');
      return true;
    });
    expect(path).not.toBeNull();
    await files.remove();
  });
});
