import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../lib/evidence/sha256.ts';
import { openPacker } from '../../lib/zip/packer.ts';
import { removeTemporary, temporaryFolder } from '../seal/nights.ts';

afterAll(removeTemporary);

describe.each([
  ['here', 0],
  ['by workers', 1 << 30],
])('packing files %s', (_where, bytes) => {
  test('gives each its own content, sum and hash, in order, and nothing for one that is gone', async () => {
    const folder = await temporaryFolder();
    const contents = ['', 'a', 'line\n'.repeat(500_000), 'b'].map((text) => Buffer.from(text));
    const files = contents.map((_, at) => ({
      path: join(folder, String(at)),
      deflate: at !== 3,
      document: false,
    }));
    for (const [at, { path }] of files.entries()) await writeFile(path, contents[at] ?? '');
    const packer = openPacker(bytes);
    try {
      const packed = await packer.pack([
        { path: join(folder, 'gone'), deflate: true, document: false },
        ...files,
      ]);
      expect(packed[0]).toBeNull();
      expect(packed.slice(1).map((file) => file?.sha256)).toEqual(contents.map(sha256Of));
      const unpacked = packed
        .slice(1, 4)
        .map((file) => inflateRawSync(file?.packed ?? Buffer.alloc(0)).toString());
      expect(unpacked).toEqual(contents.slice(0, 3).map(String));
      expect(packed[4]).toMatchObject({ size: 1, crc: 0x71beeff9, packed: Buffer.from('b') });
    } finally {
      await packer.close();
    }
  });

  test('says of a document when its collection ended, and of no other file', async () => {
    const path = join(await temporaryFolder(), 'users.json');
    await writeFile(path, '{"finishedAt":"2026-11-20T01:00:00.000Z"}');
    const packer = openPacker(bytes);
    try {
      const packed = await packer.pack([true, false].map((document) => ({ path, deflate: true, document })));
      expect(packed.map((file) => file?.finishedAt)).toEqual(['2026-11-20T01:00:00.000Z', null]);
    } finally {
      await packer.close();
    }
  });

  test('keeps what it gave, however much comes after', async () => {
    const folder = await temporaryFolder();
    const files = Array.from({ length: 60 }, (_, at) => ({
      path: join(folder, `${at}`),
      deflate: true,
      document: false,
    }));
    const textOf = (at: number) => `${at}\n`.repeat(at * 4000 + 1);
    for (const [at, { path }] of files.entries()) await writeFile(path, textOf(at));
    const packer = openPacker(bytes);
    try {
      const all = (await Promise.all(files.map((file) => packer.pack([file])))).flat();
      const texts = all.map((file) => inflateRawSync(file?.packed ?? Buffer.alloc(0)).toString());
      expect(texts.findIndex((text, at) => text !== textOf(at))).toBe(-1);
    } finally {
      await packer.close();
    }
  });

  test('says which file cannot be read', async () => {
    const folder = await temporaryFolder();
    const packer = openPacker(bytes);
    try {
      const error = { code: 'unreachable', message: expect.stringContaining('EISDIR') };
      await expect(packer.pack([{ path: folder, deflate: true, document: false }])).rejects.toMatchObject(
        error,
      );
    } finally {
      await packer.close();
    }
  });
});
