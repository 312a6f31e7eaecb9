import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { LockerError } from '../locker/locker.ts';
import { finishedIn, isDocument } from '../seal/verify/hash-file.mjs';
import type { FileFact, LockerReader } from '../seal/verify/reader.ts';
import { problem, type VerifyNotice, type VerifyProblem } from '../seal/verify/result.ts';
import { isOurs } from './zip-canonical.ts';
import { contentOf } from './zip-content.ts';
import { type BytesAt, layoutFaults } from './zip-layout.ts';

/** Files that are unpacked at once: enough for every core. */
const inHand = 4;
/** The part of an evidence document in which the moment of its end is looked for. */
const headBytes = 1 << 20;
/** Longer than any single document; what is longer is only ever hashed. */
const mostRead = 256 << 20;
const linkType = 0o120000;

/** A package as it is, in a zip; nothing is unpacked to disk. Throws `LockerError` (`not-a-locker`) when it is none. */
export async function openZipReader(path: string): Promise<LockerReader> {
  const zip = await openPromise(path, { autoClose: false }).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  const { entries, problems, notices } = await readDirectory(zip, path);
  const paths = [...entries.keys()].sort();
  const underWay = new Set<Promise<Buffer>>();
  return {
    async names(folder) {
      const prefix = folder === '' ? '' : `${folder}/`;
      const below = paths.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
      return [...new Set(below.map((name) => name.split('/')[0] ?? ''))];
    },
    async files(folder) {
      const prefix = folder === '' ? '' : `${folder}/`;
      return paths
        .filter((name) => name === folder || name.startsWith(prefix))
        .map((name) => ({ path: name, regular: isRegular(entries.get(name)) }));
    },
    async read(name) {
      const entry = entries.get(name);
      if (!entry || entry.uncompressedSize > mostRead) return null;
      const reading = readWhole(zip, entry).catch((cause: unknown) => {
        throw torn(path, name, cause);
      });
      underWay.add(reading);
      return await reading.finally(() => underWay.delete(reading));
    },
    stream(name) {
      const entry = entries.get(name);
      return entry ? named(contentOf(zip, entry), (cause) => torn(path, name, cause)) : null;
    },
    sizes() {
      return new Map([...entries].map(([name, { uncompressedSize }]) => [name, uncompressedSize]));
    },
    async hash(names) {
      const facts: FileFact[] = new Array(names.length);
      const rest = names.entries();
      const hands = Array.from({ length: inHand }, async () => {
        for (const [at, name] of rest) facts[at] = await hashEntry(zip, name, entries.get(name));
      });
      await Promise.all(hands);
      return facts;
    },
    async problems() {
      return problems;
    },
    async notices() {
      return notices;
    },
    async close() {
      // One that failed may have left others reading.
      await Promise.allSettled(underWay);
      zip.close();
    },
  };
}

/** What the zip library says may end in a full stop of its own. */
function unreadable(path: string, cause: unknown): LockerError {
  const text = (cause instanceof Error ? cause.message : String(cause)).replace(/\.+$/, '');
  return new LockerError('not-a-locker', `${path} is not a zip that can be read: ${text}.`, { cause });
}

interface Directory {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly problems: readonly VerifyProblem[];
  readonly notices: readonly VerifyNotice[];
}

async function readDirectory(zip: ZipFile, path: string): Promise<Directory> {
  const entries = new Map<string, Entry>();
  const all: Entry[] = [];
  const folders: string[] = [];
  const problems: VerifyProblem[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName } = entry;
      all.push(entry);
      if (fileName.endsWith('/') && entry.uncompressedSize === 0) {
        folders.push(fileName);
        continue;
      }
      // One tool would unpack the first of them, another the last.
      if (entries.has(fileName))
        problems.push(problem('unlisted', fileName, 'The zip holds two files of this name.'));
      entries.set(fileName, entry);
    }
    const { faults, ours } = withBytesOf(path, (bytesAt) => ({
      faults: layoutFaults(all, zip.fileSize, bytesAt),
      ours: isOurs(all, zip.fileSize, bytesAt),
    }));
    const hidden = faults.map(({ name, message }) => problem('unlisted', name || path, message));
    problems.push(...strangeFolders(folders, entries));
    return { entries, problems: [...problems, ...hidden], notices: ours ? [] : [repacked(path)] };
  } catch (cause) {
    zip.close();
    throw unreadable(path, cause);
  }
}

/** Folders that hold no file: one that is called as a file is takes that file's place where it is unpacked first. */
function strangeFolders(folders: readonly string[], entries: Directory['entries']): VerifyProblem[] {
  const parents = new Set<string>();
  for (const name of entries.keys())
    for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1))
      parents.add(name.slice(0, at + 1));
  return folders
    .filter((folder) => !parents.has(folder))
    .map((folder) => problem('unlisted', folder, 'The zip holds a folder of this name, and no file in it.'));
}

function repacked(path: string): VerifyNotice {
  const message =
    'Another program than Exhibit put this zip together, or its dates or rights were changed. Its files are checked as they are.';
  return { kind: 'repacked', path, message };
}

function withBytesOf<Result>(path: string, look: (bytesAt: BytesAt) => Result): Result {
  const file = openSync(path, 'r');
  try {
    return look((offset, length) => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
    });
  } finally {
    closeSync(file);
  }
}

async function readWhole(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const chunk of contentOf(zip, entry)) pieces.push(chunk);
  return Buffer.concat(pieces);
}

/** What is damaged is named, and is no fault of ours. */
function torn(path: string, name: string, cause: unknown): LockerError {
  const text = cause instanceof Error ? cause.message : String(cause);
  return new LockerError('not-a-locker', `${name} in ${path} cannot be unpacked: ${text}.`, { cause });
}

async function* named(chunks: AsyncIterable<Buffer>, say: (cause: unknown) => Error): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (cause) {
    throw say(cause);
  }
}

function isRegular(entry: Entry | undefined): boolean {
  return entry !== undefined && ((entry.externalFileAttributes >>> 16) & 0o170000) !== linkType;
}

/** What cannot be unpacked has no hash that anybody could have listed. */
async function hashEntry(zip: ZipFile, path: string, entry: Entry | undefined): Promise<FileFact> {
  if (!entry) return { path, sha256: null, bytes: 0, finishedAt: null };
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of contentOf(zip, entry)) {
      if (bytes < headBytes && isDocument(path)) head.push(chunk);
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch {
    return { path, sha256: '', bytes, finishedAt: null };
  }
  return { path, sha256: hash.digest('hex'), bytes, finishedAt: finishedIn(Buffer.concat(head)) };
}
