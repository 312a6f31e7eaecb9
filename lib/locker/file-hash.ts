import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

const largestRead = 1024 * 1024;

/**
 * SHA-256 of a file of any size, hex. Reads no more at a time than the file holds: a night has a hundred short
 * files, and memory is taken for a whole read.
 */
export async function hashOfFile(path: string): Promise<string> {
  const { size } = await stat(path);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: Math.min(largestRead, size + 1) }), hash);
  return hash.digest('hex');
}
