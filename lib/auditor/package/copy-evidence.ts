import { createReadStream } from 'node:fs';
import type { Entry } from '../../locker/locker.ts';
import { openPacker, type Packer } from '../zip/packer.ts';
import { isDeflated, type WrittenFile, type ZipWriter } from '../zip/zip-writer.ts';
import { ahead } from './ahead.ts';
import type { PackageLocker } from './evidence-files.ts';

/** Up to here a file is read whole, several at once. */
const smallBytes = 4 << 20;
/** Files that go to a worker together: a message takes as long as deflating a short file. From S3, four times as many
 *  are fetched at once, which is fewer than its client has connections. */
const batchFiles = 12;
const batchBytes = 1 << 20;
/** Two for each worker. */
const inHand = 4;

type Add = (zip: ZipWriter) => Promise<WrittenFile | null>;

/** Puts files of the locker into the zip as they are. */
export async function* copyEvidence(
  locker: PackageLocker,
  entries: readonly Entry[],
  zip: ZipWriter,
): AsyncGenerator<WrittenFile> {
  const packer = openPacker(entries.reduce((sum, { bytes }) => sum + bytes, 0));
  try {
    for await (const adds of ahead(batchesOf(entries), inHand, (batch) => read(locker, packer, batch)))
      for (const add of adds) {
        const written = await add(zip);
        if (written) yield written;
      }
  } finally {
    await packer.close();
  }
}

/** Small ones together, and each large one by itself. */
function* batchesOf(entries: readonly Entry[]): Generator<readonly Entry[]> {
  let batch: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (batch.length === batchFiles || (batch.length > 0 && bytes + entry.bytes > batchBytes)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(entry);
    bytes += entry.bytes;
  }
  if (batch.length > 0) yield batch;
}

/** What puts each of them into the zip; nothing for one that is gone. */
async function read(locker: PackageLocker, packer: Packer, batch: readonly Entry[]): Promise<readonly Add[]> {
  const [first] = batch;
  if (first && first.bytes > smallBytes) return [addLarge(locker, first.key)];
  const files = batch.map(({ key }) => ({ path: locker.pathOf?.(key) ?? '', deflate: isDeflated(key) }));
  if (files.some(({ path }) => path === '')) return await fetchSmall(locker, batch);
  const packed = await packer.pack(files);
  return batch.flatMap(({ key }, at): readonly Add[] => {
    const file = packed[at];
    return file ? [(zip) => zip.addPacked(key, file)] : [];
  });
}

async function fetchSmall(locker: PackageLocker, batch: readonly Entry[]): Promise<readonly Add[]> {
  const contents = await Promise.all(batch.map(({ key }) => locker.read(key)));
  return batch.flatMap(({ key }, at): readonly Add[] => {
    const bytes = contents[at];
    return bytes ? [(zip) => zip.add(key, bytes)] : [];
  });
}

/** Fetched only when its turn comes. */
function addLarge(locker: PackageLocker, key: string): Add {
  return async (zip) => {
    const path = await locker.local(key);
    const written =
      path === null ? null : await zip.addStream(key, createReadStream(path, { highWaterMark: 1 << 20 }));
    await locker.release(key);
    return written;
  };
}
