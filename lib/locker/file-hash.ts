import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const largestRead = 256 * 1024;

/**
 * SHA-256 of a file of any size, hex. One buffer is read into again and again, and it is no larger than the file: a
 * night has a hundred short files and some of a gigabyte, and neither may leave garbage behind.
 */
export async function hashOfFile(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafeSlow(Math.min(largestRead, size + 1));
    const hash = createHash('sha256');
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
