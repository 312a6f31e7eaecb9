import type { VerifyNotice, VerifyProblem } from './result.ts';

/** What hashing one file told. */
export interface FileFact {
  /** Relative to the locker. */
  readonly path: string;
  /** SHA-256, hex; null when the file went away meanwhile; empty for what is no regular file. */
  readonly sha256: string | null;
  readonly bytes: number;
  /** When the collection ended, by the file's own account, where it is an evidence document. */
  readonly finishedAt: string | null;
}

export interface ListedFile {
  readonly path: string;
  /** False for a link, a device or anything else whose content lies elsewhere. */
  readonly regular: boolean;
}

/** The locker as verifying sees it: only reading. */
export interface LockerReader {
  /** The names directly below a folder (`''` is the locker itself), sorted. */
  names(folder: string): Promise<readonly string[]>;
  /** Every file below a folder or at that path, sorted. */
  files(folder: string): Promise<readonly ListedFile[]>;
  /** The bytes of a small file; null when it is not there. */
  read(path: string): Promise<Buffer | null>;
  /** The bytes of a file of any size, where it is packed; null when it is not there. */
  stream?(path: string): AsyncIterable<Buffer> | null;
  /** Hashes files of any size in flat memory. */
  hash(paths: readonly string[]): Promise<readonly FileFact[]>;
  /** What only this kind of store can tell, such as what was deleted or written again. */
  problems?(): Promise<readonly VerifyProblem[]>;
  notices?(): Promise<readonly VerifyNotice[]>;
  /** Where it lies on this machine, file by file; not of what is packed or far away. */
  readonly folder?: string;
  /** How long each file says that it is, before it is unpacked; only of a store that packs. */
  sizes?(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}
