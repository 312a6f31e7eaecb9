import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file as it went into the zip. */
export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** A zip that is written as its files come. The same files in the same order make the same bytes. */
export interface ZipWriter {
  /** Resolves when there is room for the next one. */
  add(path: string, bytes: Buffer): Promise<WrittenFile>;
  /** The same for what is too long to be held; resolves when all of it was taken. */
  addStream(path: string, chunks: AsyncIterable<Buffer | string>): Promise<WrittenFile>;
  /** Writes the directory at the end, and closes `out`. */
  finish(): Promise<void>;
  /** Gives up: nothing more is written. */
  destroy(error: Error): void;
}

/** Two windows of this size are deflated at once, by as many threads as there are. */
const windowBytes = 8 << 20;
const windowFiles = 64;
const mode = 0o100644;
/** By the local clock and without a zone, as zips have it: the same bytes wherever the package is made. */
const mtime = new Date(1980, 0, 1);

/** Becomes a zip64 by itself where a size or the number of files asks for it. */
export function zipWriter(out: Writable): ZipWriter {
  const zip = new ZipFile();
  const flowing = pipeline(zip.outputStream, out);
  const failed = new Promise<never>((_, reject) => {
    zip.once('error', reject);
    flowing.catch(reject);
  });
  failed.catch(() => {});
  let [held, files, before] = [0, 0, Promise.resolve() as Promise<unknown>];

  /** A file that is read only when everything before it was written: so many bytes and no more are in hand. */
  const addLast = (path: string, bytes: Buffer): Promise<unknown> => {
    const turn = Promise.withResolvers<void>();
    zip.addReadStreamLazy(path, { ...optionsFor(path), size: bytes.length }, (give) => {
      drained(zip.outputStream as Writable & NodeJS.ReadableStream).then(() => {
        give(null, Readable.from([bytes], { objectMode: false }));
        turn.resolve();
      });
    });
    return turn.promise;
  };
  return {
    async add(path, bytes) {
      held += bytes.length;
      if (++files < windowFiles && held < windowBytes) zip.addBuffer(bytes, path, optionsFor(path));
      else {
        const turn = addLast(path, bytes);
        await Promise.race([before, failed]);
        [held, files, before] = [0, 0, turn];
      }
      return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
    async addStream(path, chunks) {
      const hash = createHash('sha256');
      let bytes = 0;
      const counted = async function* () {
        for await (const chunk of chunks) {
          const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
          hash.update(piece);
          bytes += piece.length;
          yield piece;
        }
      };
      const taken = Promise.withResolvers<void>();
      zip.addReadStreamLazy(path, optionsFor(path), (give) => {
        const stream = Readable.from(counted(), { objectMode: false });
        stream.once('error', taken.reject).once('end', taken.resolve);
        give(null, stream);
      });
      await Promise.race([taken.promise, failed]);
      [held, files, before] = [0, 0, Promise.resolve()];
      return { path, bytes, sha256: hash.digest('hex') };
    },
    async finish() {
      zip.end();
      await Promise.race([flowing, failed]);
    },
    destroy(error) {
      (zip.outputStream as unknown as Readable).destroy(error);
    },
  };
}

/** What is compressed already is stored as it is. */
function optionsFor(path: string) {
  return { mtime, mode, forceDosTimestamp: true, compress: !path.endsWith('.gz') };
}

/** Resolves when whoever takes the zip has taken what was written so far. */
async function drained(stream: Writable): Promise<void> {
  if (stream.writableNeedDrain) await once(stream, 'drain');
}
