import { createReadStream } from 'node:fs';
import type { Entry, Locker } from '../locker/locker.ts';
import { finishedIn, isDocument } from '../seal/verify/hash-file.mjs';
import type { FileFact } from '../seal/verify/reader.ts';
import type { Packer } from '../zip/packer.ts';
import { isDeflated, type WrittenFile, type ZipWriter } from '../zip/zip-writer.ts';
import { ahead } from './read-ahead.ts';

/** Up to here a file is read whole, several at once. */
const smallBytes = 4 << 20;
/** Files that go to a worker together: a message takes as long as deflating a short file. From S3, four times as many
 *  are fetched at once, which is fewer than its client has connections. */
const batchFiles = 12;
const batchBytes = 1 << 20;
/** Two that the worker has, and two whose turn in the zip comes next. */
const inHand = 4;

/** Where files are copied from, by their names in the package. */
export type CopySource = Pick<Locker, 'read' | 'local' | 'pathOf' | 'release'>;

/** Told what a file is as soon as that is known, which may be before its turn in the zip. */
export type Tell = (fact: FileFact) => void;

interface Copying {
  readonly source: CopySource;
  readonly packer: Packer;
  readonly tell: Tell;
}

type Add = (zip: ZipWriter) => Promise<WrittenFile | null>;

/** Puts files into the zip as they are, in order. One that is gone is left out, and told as gone. */
export async function* copyFiles(
  source: CopySource,
  entries: Iterable<Entry>,
  zip: ZipWriter,
  packer: Packer,
  tell: Tell = () => {},
): AsyncGenerator<WrittenFile> {
  const copying = { source, packer, tell };
  for await (const adds of ahead(batchesOf(entries), inHand, (batch) => read(copying, batch)))
    for (const add of adds) {
      const written = await add(zip);
      if (written) yield written;
    }
}

/** Whether the moment in a document is found on the way: that is so of what is read whole. */
export function isReportedWhole({ key, bytes }: Entry): boolean {
  return bytes <= smallBytes || !isDocument(key);
}

/** Small ones together, and each large one by itself. */
function* batchesOf(entries: Iterable<Entry>): Generator<readonly Entry[]> {
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
async function read(copying: Copying, batch: readonly Entry[]): Promise<readonly Add[]> {
  const { source, packer, tell } = copying;
  const [first] = batch;
  if (first && first.bytes > smallBytes) return [addLarge(copying, first.key)];
  const files = batch.map(({ key }) => ({
    path: source.pathOf?.(key) ?? '',
    deflate: isDeflated(key),
    document: isDocument(key),
  }));
  if (files.some(({ path }) => path === '')) return await fetchSmall(copying, batch);
  const packed = await packer.pack(files);
  return batch.flatMap(({ key }, at): readonly Add[] => {
    const file = packed[at];
    if (!file) tell(gone(key));
    else tell({ path: key, sha256: file.sha256, bytes: file.size, finishedAt: file.finishedAt });
    return file ? [(zip) => zip.addPacked(key, file)] : [];
  });
}

async function fetchSmall({ source, tell }: Copying, batch: readonly Entry[]): Promise<readonly Add[]> {
  const contents = await Promise.all(batch.map(({ key }) => source.read(key)));
  return batch.flatMap(({ key }, at): readonly Add[] => {
    const bytes = contents[at];
    if (!bytes) tell(gone(key));
    return bytes ? [(zip) => addFetched(zip, key, bytes, tell)] : [];
  });
}

async function addFetched(zip: ZipWriter, key: string, bytes: Buffer, tell: Tell): Promise<WrittenFile> {
  const written = await zip.add(key, bytes);
  tell({ ...written, finishedAt: isDocument(key) ? finishedIn(bytes) : null });
  return written;
}

/** Fetched only when its turn comes. */
function addLarge({ source, tell }: Copying, key: string): Add {
  return async (zip) => {
    const path = await source.local(key);
    if (path === null) {
      tell(gone(key));
      return null;
    }
    const written = await zip.addStream(key, createReadStream(path, { highWaterMark: 1 << 20 }));
    await source.release(key);
    tell({ ...written, finishedAt: null });
    return written;
  };
}

function gone(path: string): FileFact {
  return { path, sha256: null, bytes: 0, finishedAt: null };
}
