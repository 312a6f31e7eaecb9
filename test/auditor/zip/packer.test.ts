import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openPacker } from '../../../lib/auditor/zip/packer.ts';
import { sha256 } from '../../../lib/seal/digest.ts';
import { removeTemporary, temporaryFolder } from '../../seal/nights.ts';

afterAll(removeTemporary);

describe.each([
  ['here', 0],
  ['by workers', 1 << 30],
])('packing files %s', (_where, bytes) => {
  test('gives each its own content, sum and hash, in order, and nothing for one that is gone', async () => {
    const folder = await temporaryFolder();
    const contents = ['', 'a', 'line\n'.repeat(500_000), 'b'].map((text) => Buffer.from(text));
    const files = contents.map((_, at) => ({ path: join(folder, String(at)), deflate: at !== 3 }));
    for (const [at, { path }] of files.entries()) await writeFile(path, contents[at] ?? '');
    const packer = openPacker(bytes);
    try {
      const packed = await packer.pack([{ path: join(folder, 'gone'), deflate: true }, ...files]);
      expect(packed[0]).toBeNull();
      expect(packed.slice(1).map((file) => file?.sha256)).toEqual(contents.map(sha256));
      const unpacked = packed
        .slice(1, 4)
        .map((file) => inflateRawSync(file?.packed ?? Buffer.alloc(0)).toString());
      expect(unpacked).toEqual(contents.slice(0, 3).map(String));
      expect(packed[4]).toMatchObject({ size: 1, crc: 0x71beeff9, packed: Buffer.from('b') });
    } finally {
      await packer.close();
    }
  });

  test('says which file cannot be read', async () => {
    const folder = await temporaryFolder();
    const packer = openPacker(bytes);
    try {
      const error = { code: 'unreachable', message: expect.stringContaining('EISDIR') };
      await expect(packer.pack([{ path: folder, deflate: true }])).rejects.toMatchObject(error);
    } finally {
      await packer.close();
    }
  });
});
