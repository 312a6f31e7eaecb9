// @ts-check
// JavaScript, because workers run it: a worker that has to strip types takes twice the memory and the time to start.
import { hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { finishedIn } from '../seal/verify/hash-file.mjs';

/** How hard to deflate, of 1 to 9. By measurement (docs/design.md): half of the time of 6, for a tenth more bytes. */
export const level = 3;
const shortBytes = 16 << 10;
/** More than Node takes from its pool of buffers. */
const ownBytes = 40 << 10;
/** One for each thread: a new one for each file would wait for the garbage collector. @type {Buffer | undefined} */
let shared;

/** @import { FileToPack, PackedFile } from './packed-file.ts' */

/**
 * Reads, hashes and deflates files; null for one that is not there. Throws when one cannot be read.
 * @param {readonly FileToPack[]} files
 * @returns {(PackedFile | null)[]}
 */
export function packFiles(files) {
  return files.map(packFile);
}

/** @param {FileToPack} file @returns {PackedFile | null} */
function packFile({ path, deflate, document }) {
  const bytes = readIfThere(path);
  if (bytes === null) return null;
  return {
    crc: crc32(bytes),
    size: bytes.length,
    sha256: hash('sha256', bytes),
    finishedAt: document ? finishedIn(bytes) : null,
    packed: deflate ? deflateRawSync(bytes, { level, chunkSize: chunkFor(bytes) }) : Buffer.from(bytes),
  };
}

/** So much that evidence fits into one chunk, deflated, and little for the many short files. @param {Buffer} bytes */
function chunkFor({ length }) {
  return length < shortBytes ? length + 128 : Math.min(Math.max(ownBytes, length >> 2), 256 << 10);
}

/** @param {string} path */
function readIfThere(path) {
  const file = openIfThere(path);
  if (file === null) return null;
  try {
    return readAll(file);
  } finally {
    closeSync(file);
  }
}

/** @param {string} path */
function openIfThere(path) {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** @param {number} file */
function readAll(file) {
  const { size } = fstatSync(file);
  if (!shared || shared.length < size) shared = Buffer.allocUnsafeSlow(Math.max(size, 1 << 20));
  let filled = 0;
  while (filled < size) {
    const read = readSync(file, shared, filled, size - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return shared.subarray(0, filled);
}
