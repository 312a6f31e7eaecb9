import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FileFact } from '../../lib/seal/verify/reader.ts';
import { openWorkerPool } from '../../lib/workers/worker-pool.ts';
import { temporaryFolder } from '../locker/folders.ts';

const worker = new URL('../../lib/seal/verify/hash-worker.mjs', import.meta.url);

describe('a pool that is asked for more than it has hands', () => {
  test.each([1, 2])(
    'of %s worker(s) answers each request with its own answer, and a fault with a fault',
    async (most) => {
      const folder = await temporaryFolder();
      const names = Array.from({ length: 30 }, (_, at) => `${at}`);
      for (const [at, name] of names.entries()) await writeFile(join(folder, name), 'x'.repeat(at));
      const pool = openWorkerPool<readonly string[], { readonly facts: FileFact[] }>(worker, {
        data: folder,
        most,
      });
      try {
        const asked = names.flatMap((name) => [pool.run([name]), pool.run([`${name}/below`])]);
        const answers = await Promise.allSettled(asked);
        for (const [at, name] of names.entries()) {
          const [own, fault] = answers.slice(2 * at);
          expect(own).toMatchObject({ value: { facts: [{ path: name, bytes: at }] } });
          expect(fault).toMatchObject({ reason: { message: expect.stringContaining(`${name}/below`) } });
        }
      } finally {
        await pool.close();
      }
    },
  );

  test('says so when a worker cannot start', async () => {
    const pool = openWorkerPool<string, object>(new URL('./nowhere.mjs', import.meta.url));
    try {
      const asked = await Promise.allSettled([pool.run('a'), pool.run('b'), pool.run('c')]);
      expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    } finally {
      await pool.close();
    }
  });
});
