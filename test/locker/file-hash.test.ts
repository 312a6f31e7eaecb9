import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { hashOfFile } from '../../lib/locker/file-hash.ts';
import { temporaryFolder } from './folders.ts';

const folder = await temporaryFolder();
const largestRead = 256 * 1024;

describe('The hash of a file', () => {
  test.each([0, 1, 5_000, largestRead - 1, largestRead, largestRead + 1, 3 * largestRead])(
    'of %i bytes is that of all its bytes',
    async (size) => {
      const bytes = Buffer.alloc(size, 'exhibit ');
      const file = join(folder, `${size}`);
      writeFileSync(file, bytes);
      expect(await hashOfFile(file)).toBe(createHash('sha256').update(bytes).digest('hex'));
    },
  );

  test('of a file that is not there is an error', async () => {
    await expect(hashOfFile(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
