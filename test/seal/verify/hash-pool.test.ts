import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { openHashPool } from '../../../lib/seal/verify/hash-pool.ts';
import { removeTemporary, temporaryFolder } from '../nights.ts';

afterAll(removeTemporary);

const mebibyte = 1 << 20;

describe('hashing a folder', () => {
  test('gives every size of file its SHA-256, at the edges of the buffer too', async () => {
    const folder = await temporaryFolder();
    const sizes = [0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte];
    const contents = sizes.map((size) => randomBytes(size));
    for (const [at, bytes] of contents.entries()) await writeFile(join(folder, String(at)), bytes);
    const pool = openHashPool(folder);
    const facts = await pool.hash(sizes.map((_, at) => String(at)));
    await pool.close();
    expect(facts.map(({ bytes, sha256: hash }) => ({ bytes, hash }))).toEqual(
      contents.map((bytes) => ({ bytes: bytes.length, hash: sha256Of(bytes) })),
    );
  });

  test('goes on in workers when there is much to do, with the same answers in the same order', async () => {
    const folder = await temporaryFolder();
    const names = Array.from({ length: 40 }, (_, at) => `${at}.bin`);
    const contents = names.map((name) => Buffer.alloc(2 * mebibyte, name));
    for (const [at, name] of names.entries()) await writeFile(join(folder, name), contents[at] ?? '');
    const pool = openHashPool(folder);
    const first = await pool.hash(names);
    const again = (await Promise.all(names.map((name) => pool.hash([name])))).flat();
    const gone = await pool.hash(['gone']);
    await pool.close();
    expect(first.map((fact) => fact.sha256)).toEqual(contents.map((bytes) => sha256Of(bytes)));
    expect(again).toEqual(first);
    expect(gone).toEqual([{ path: 'gone', sha256: null, bytes: 0, finishedAt: null }]);
  });

  test.each([
    ['at first', 0],
    ['in a worker', 33 * mebibyte],
  ])('says which file cannot be read: %s', async (_when, size) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'first'), Buffer.alloc(size));
    const pool = openHashPool(folder);
    try {
      await pool.hash(['first']);
      const error = { code: 'unreachable', message: expect.stringContaining('ENOTDIR') };
      await expect(pool.hash(['first/below'])).rejects.toMatchObject(error);
    } finally {
      await pool.close();
    }
  });
});
