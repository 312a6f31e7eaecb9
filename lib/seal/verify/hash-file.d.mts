import type { FileFact } from './reader.ts';

/** Hashes files one after another through one buffer. Synchronous: per file, a promise costs more than the hash. */
export function hashFiles(root: string, paths: readonly string[]): FileFact[];

/** Whether an evidence document lies at the path (relative to the locker). */
export function isDocument(path: string): boolean;

/** When the collection ended, by the beginning of an evidence document. */
export function finishedIn(head: Buffer): string | null;
