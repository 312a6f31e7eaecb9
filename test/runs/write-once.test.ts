import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { storeBeside, storeOnce } from '../../lib/runs/write-once.ts';
import { temporaryFolder } from '../locker/folders.ts';

let locker: Locker;
beforeEach(async () => {
  locker = openFolderLocker(await temporaryFolder());
});
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const text = async (key: string): Promise<string | undefined> => (await locker.read(key))?.toString();

/** A finished file, as an attempt at a night leaves it in its scratch folder. */
async function finished(content: string) {
  const file = join(await locker.scratch(), 'users.ndjson');
  writeFileSync(file, content);
  return { file, sha256: hash(content) };
}
const store = async (content: string): Promise<string> =>
  storeBeside(locker, 'runs/a/users', 'ndjson', await finished(content));

describe('What an earlier attempt left', () => {
  test('is used when it is the same', async () => {
    expect([await store('same'), await store('same')]).toEqual([
      'runs/a/users.ndjson',
      'runs/a/users.ndjson',
    ]);
    expect(await locker.names('runs/a/')).toEqual(['users.ndjson']);
  });

  test('is not in the way when it is another, and stays as it is', async () => {
    const keys = [await store('first'), await store('second'), await store('third'), await store('second')];
    expect(keys).toEqual([
      'runs/a/users.ndjson',
      'runs/a/users.2.ndjson',
      'runs/a/users.3.ndjson',
      'runs/a/users.2.ndjson',
    ]);
    expect(await Promise.all(keys.slice(0, 3).map(text))).toEqual(['first', 'second', 'third']);
  });

  test('is not taken for the same because it is as long', async () => {
    await store('aaaa');
    expect(await store('bbbb')).toBe('runs/a/users.2.ndjson');
  });

  test.each(['stored', 'found to be there'])(
    'leaves no file in the scratch folder once it is %s',
    async (how) => {
      if (how !== 'stored') await store('same');
      const content = await finished('same');
      await storeBeside(locker, 'runs/a/users', 'ndjson', content);
      expect(existsSync(content.file)).toBe(false);
    },
  );

  test('may also be bytes', async () => {
    const keep = (bytes: string | Buffer) => storeBeside(locker, 'runs/a/drift', 'json', { bytes });
    expect([await keep('1'), await keep(Buffer.from('1')), await keep('2')]).toEqual([
      'runs/a/drift.json',
      'runs/a/drift.json',
      'runs/a/drift.2.json',
    ]);
  });
});

test('What is stored once stands, and whose it is is told', async () => {
  expect([await storeOnce(locker, 'a/x', 'first'), await storeOnce(locker, 'a/x', 'second')]).toEqual([
    true,
    false,
  ]);
  expect(await text('a/x')).toBe('first');
});

test('An error of the locker other than a taken key is passed on', async () => {
  const refused = expect.objectContaining({ code: 'invalid-key' });
  await expect(storeOnce(locker, '../x', '1')).rejects.toEqual(refused);
  await expect(storeBeside(locker, '../x', 'json', { bytes: '1' })).rejects.toEqual(refused);
});
