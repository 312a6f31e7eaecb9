import type { FileFact } from './reader.ts';

/** Hashes files one after another through one buffer. Synchronous: per file, a promise costs more than the hash. */
export function hashFiles(root: string, paths: readonly string[]): FileFact[];
