import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';

const stored = 0;
const deflated = 8;

/** An entry's content is not what the zip says of it. */
export class ContentError extends Error {}

/**
 * The content of an entry, in chunks, never more than its size in the directory. Throws `ContentError` where size or
 * checksum is another, or where bytes lie behind the end of what is deflated; what came before was given by then.
 */
export async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const raw = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const inflated = entry.compressionMethod === deflated ? inflating(raw) : null;
  if (!inflated && entry.compressionMethod !== stored)
    throw new ContentError(`it is packed by method ${entry.compressionMethod}`);
  let [size, crc] = [0, 0];
  try {
    for await (const chunk of (inflated ?? raw) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > entry.uncompressedSize) throw new ContentError('it is longer than the zip says');
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } finally {
    await drained(raw);
    inflated?.destroy();
  }
  if (size !== entry.uncompressedSize || crc !== entry.crc32)
    throw new ContentError('its size or checksum is not what the zip says');
  if (inflated && inflated.bytesWritten !== entry.compressedSize)
    throw new ContentError('something lies behind its end');
}

/** A read that is still under way when the zip is closed would fail where nobody hears of it. */
async function drained(raw: Readable): Promise<void> {
  if (!raw.readableEnded && !raw.destroyed) {
    raw.unpipe();
    raw.resume();
    await finished(raw).catch(() => {});
  }
  raw.destroy();
}

function inflating(raw: Readable): InflateRaw {
  const inflate = createInflateRaw();
  raw.on('error', (error) => inflate.destroy(error));
  raw.pipe(inflate);
  return inflate;
}
