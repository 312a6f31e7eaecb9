// @ts-check
// JavaScript, because workers run it: a worker that has to strip types takes twice the memory and the time to start.
import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const bufferBytes = 1 << 20;
const finished = Buffer.from('"finishedAt":"');
/** One for each thread: a new one for each batch would wait for the garbage collector. @type {Buffer | undefined} */
let shared;

/** @import { FileFact } from './reader.ts' */

/**
 * Hashes files one after another through one buffer. Synchronous: per file, a promise costs more than the hash.
 * @param {string} root
 * @param {readonly string[]} paths
 * @returns {FileFact[]}
 */
export function hashFiles(root, paths) {
  shared ??= Buffer.allocUnsafeSlow(bufferBytes);
  const buffer = shared;
  return paths.map((path) => hashFile(root, path, buffer));
}

/** @param {string} root @param {string} path @param {Buffer} buffer @returns {FileFact} */
function hashFile(root, path, buffer) {
  const file = openIfThere(`${root}/${path}`);
  if (file === null) return { path, sha256: null, bytes: 0, finishedAt: null };
  try {
    const first = fill(file, buffer);
    const head = buffer.subarray(0, first);
    const finishedAt = isDocument(path) ? finishedIn(head) : null;
    if (first < buffer.length) return { path, sha256: hash('sha256', head, 'hex'), bytes: first, finishedAt };
    return { path, finishedAt, ...hashRest(file, buffer) };
  } finally {
    closeSync(file);
  }
}

/** @param {string} path */
function openIfThere(path) {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
}

/** Goes on from a buffer that is full. @param {number} file @param {Buffer} buffer */
function hashRest(file, buffer) {
  const digest = createHash('sha256').update(buffer);
  let bytes = buffer.length;
  for (;;) {
    const read = readSync(file, buffer);
    if (read === 0) return { sha256: digest.digest('hex'), bytes };
    digest.update(buffer.subarray(0, read));
    bytes += read;
  }
}

/** Reads until the buffer is full or the file ends. @param {number} file @param {Buffer} buffer */
function fill(file, buffer) {
  let filled = 0;
  while (filled < buffer.length) {
    const read = readSync(file, buffer, filled, buffer.length - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return filled;
}

/** Whether an evidence document lies at the path in the locker: `runs/<run>/<connection>/<dataset>.json` @param {string} path */
export function isDocument(path) {
  return path.endsWith('.json') && path.split('/').length === 4;
}

/**
 * The moment in an evidence document, found without parsing it: in canonical JSON the key stands before the long
 * list of requests, and inside a text its quotes would be escaped. When the collection ended; null where it is not said.
 * @param {Buffer} head
 * @returns {string | null}
 */
export function finishedIn(head) {
  const at = head.indexOf(finished);
  if (at < 0) return null;
  const from = at + finished.length;
  const to = head.indexOf('"', from);
  return to < 0 ? null : head.toString('utf8', from, to);
}
