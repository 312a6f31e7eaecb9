import { describe, expect, test } from '@jest/globals';
import { hashedOnTheWay } from '../../lib/package/hashed-on-the-way.ts';
import type { FileFact, LockerReader } from '../../lib/seal/verify/reader.ts';

const fact = (path: string, sha256: string): FileFact => ({ path, sha256, bytes: 1, finishedAt: null });

function reader(asked: string[]): LockerReader {
  return {
    names: async () => [],
    files: async () => [],
    read: async () => null,
    hash: async (paths) => {
      asked.push(...paths);
      return paths.map((path) => fact(path, 'read'));
    },
    close: async () => {},
  };
}

describe('hashes that packing finds on its way', () => {
  test('are waited for, in the order in which they are asked for; other files are read', async () => {
    const asked: string[] = [];
    const way = hashedOnTheWay(reader(asked), ['a', 'b']);
    const hashing = way.reader.hash(['b', 'c', 'a']);
    for (const path of ['a', 'b']) way.tell(fact(path, 'packed'));
    expect(await hashing).toEqual([fact('b', 'packed'), fact('c', 'read'), fact('a', 'packed')]);
    expect(asked).toEqual(['c']);
  });

  test('go with what lay in a folder when it was listed', async () => {
    const file = { path: 'runs/a/b', regular: true };
    const way = hashedOnTheWay(reader([]), ['runs/a/b'], new Map([['runs/a', [file]]]));
    expect([await way.reader.files('runs/a'), await way.reader.files('keys')]).toEqual([[file], []]);
  });

  test('fail whoever waits when packing fails', async () => {
    const way = hashedOnTheWay(reader([]), ['a']);
    const hashing = way.reader.hash(['a']);
    way.fail(new Error('the disk is gone'));
    await expect(hashing).rejects.toThrow('the disk is gone');
  });
});
