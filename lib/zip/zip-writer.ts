import { createHash, hash } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough, Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { crc32, createDeflateRaw, deflateRaw } from 'node:zlib';
import { level } from './pack-file.mjs';
import type { PackedFile } from './packed-file.ts';
import { dataDescriptor, directoryEnd, directoryRecord, localHeader, type ZipEntry } from './zip-format.ts';

/** A file as it went into the zip. */
export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** A zip that is written as its files come. The same files in the same order make the same bytes. */
export interface ZipWriter {
  /** Resolves when there is room for the next one. Up to 1 GiB; what is longer goes through `addStream`. */
  add(path: string, bytes: Buffer): Promise<WrittenFile>;
  /** The same for what was read and deflated elsewhere. */
  addPacked(path: string, file: PackedFile): Promise<WrittenFile>;
  /** The same for what is too long to be held; resolves when all of it was taken. */
  addStream(path: string, chunks: AsyncIterable<Buffer | string>): Promise<WrittenFile>;
  /** Writes the directory at the end, and closes `out`. */
  finish(): Promise<void>;
  /** Gives up: nothing more is written. */
  destroy(error: Error): void;
}

/** So much is deflated at once, by as many threads as there are, or waits for its turn to be written. */
const heldBytes = 8 << 20;
const heldFiles = 32;
const outputBytes = 1 << 20;
const deflated = promisify(deflateRaw);

type FileFacts = Pick<PackedFile, 'crc' | 'size' | 'sha256'>;

/** Becomes a zip64 by itself where a size or the number of files asks for it. */
export function zipWriter(out: Writable): ZipWriter {
  const body = new PassThrough({ highWaterMark: outputBytes });
  const flowing = pipeline(body, out);
  const failed = flowing.then(() => new Promise<never>(() => {}));
  failed.catch(() => {});
  const entries: ZipEntry[] = [];
  const held: { readonly bytes: number; readonly written: Promise<void> }[] = [];
  let offset = 0;

  const put = async (bytes: Buffer): Promise<void> => {
    offset += bytes.length;
    if (!body.write(bytes)) await Promise.race([once(body, 'drain'), failed]);
  };
  const putFile = async (
    entry: ZipEntry,
    packing: Promise<Buffer>,
    before?: Promise<void>,
  ): Promise<void> => {
    const packed = await packing;
    await before;
    entries.push({ ...entry, packed: packed.length, offset });
    await put(localHeader(entries.at(-1) as ZipEntry));
    await put(packed);
  };
  const makeRoom = async (bytes: number, files: number): Promise<void> => {
    let sum = held.reduce((total, file) => total + file.bytes, 0);
    while (sum > bytes || held.length > files) {
      await Promise.race([held[0]?.written, failed]);
      sum -= held.shift()?.bytes ?? 0;
    }
  };
  const addFile = async (path: string, facts: FileFacts, packing: Promise<Buffer>): Promise<WrittenFile> => {
    const { crc, size, sha256 } = facts;
    const written = putFile({ ...entryOf(path, false), crc, size }, packing, held.at(-1)?.written);
    // Whoever makes room hears of it.
    written.catch(() => {});
    held.push({ bytes: size, written });
    await makeRoom(heldBytes, heldFiles);
    return { path, bytes: size, sha256 };
  };
  return {
    async add(path, bytes) {
      const packing = isDeflated(path)
        ? (deflated(bytes, { level }) as Promise<Buffer>)
        : Promise.resolve(bytes);
      return await addFile(
        path,
        { crc: crc32(bytes), size: bytes.length, sha256: hash('sha256', bytes) },
        packing,
      );
    },
    async addPacked(path, file) {
      return await addFile(path, file, Promise.resolve(file.packed));
    },
    async addStream(path, chunks) {
      await makeRoom(0, 0);
      const sha256 = createHash('sha256');
      const entry = { ...entryOf(path, true), offset };
      let [crc, size] = [0, 0];
      const counted = async function* () {
        for await (const chunk of chunks) {
          const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
          sha256.update(piece);
          crc = crc32(piece, crc);
          size += piece.length;
          yield piece;
        }
      };
      const header = localHeader(entry);
      await put(header);
      const taking = async (pieces: AsyncIterable<Buffer>): Promise<void> => {
        for await (const piece of pieces) await put(piece);
      };
      const source = Readable.from(counted(), { objectMode: false });
      await (entry.deflated
        ? pipeline(source, createDeflateRaw({ level }), taking)
        : pipeline(source, taking));
      const packed = offset - entry.offset - header.length;
      entries.push({ ...entry, crc, size, packed });
      await put(dataDescriptor(entries.at(-1) as ZipEntry));
      return { path, bytes: size, sha256: sha256.digest('hex') };
    },
    async finish() {
      await makeRoom(0, 0);
      const directory = offset;
      for (const entry of entries) await put(directoryRecord(entry));
      await put(directoryEnd(entries.length, offset - directory, directory));
      body.end();
      await flowing;
    },
    destroy(error) {
      body.destroy(error);
    },
  };
}

/** What is compressed already is stored as it is. */
export function isDeflated(path: string): boolean {
  return !path.endsWith('.gz');
}

function entryOf(path: string, streamed: boolean): ZipEntry {
  const deflated = isDeflated(path);
  return { name: Buffer.from(path), deflated, streamed, crc: 0, size: 0, packed: 0, offset: 0 };
}
