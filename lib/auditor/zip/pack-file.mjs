// JavaScript, because workers run it: a worker that has to strip types takes twice the memory and the time to start.
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

/** @param {readonly { readonly path: string, readonly deflate: boolean }[]} files */
export function packFiles(files) {
  return files.map(({ path, deflate }) => packFile(path, deflate));
}

/** @param {string} path @param {boolean} deflate */
function packFile(path, deflate) {
  const bytes = readIfThere(path);
  if (bytes === null) return null;
  const packed = deflate ? deflateRawSync(bytes) : bytes;
  return { crc: crc32(bytes), size: bytes.length, sha256: hash('sha256', bytes), packed };
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  }
}
