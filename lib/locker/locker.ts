import { ExhibitError } from '../error.ts';

/** What a locker holds under one key. */
export interface Entry {
  readonly key: string;
  readonly bytes: number;
}

/** How the copying of a file to another place stands, as the store says. */
export interface CopyState {
  /** In the store's own words; null where it says nothing of copying. */
  readonly status: string | null;
  /** When the file was stored; null where the store does not say. */
  readonly stored: Date | null;
}

/** A write-once store. Keys are paths with `/`. A folder and an S3 bucket are its two forms. */
export interface Locker {
  /** Where it is, as a person would name it. */
  readonly location: string;
  /** Stores the bytes, whole or not at all. Throws `LockerError` with code `exists` when the key is taken. */
  create(key: string, bytes: Buffer | string): Promise<void>;
  /** The same, from a finished local file, which is gone afterwards; it stays when the key is taken. */
  createFromFile(key: string, file: string): Promise<void>;
  /** The bytes, or null when there is no such key. */
  read(key: string): Promise<Buffer | null>;
  /** A path on this machine from which the bytes can be read; null when there is no such key. */
  local(key: string): Promise<string | null>;
  /** Where the bytes would lie on this machine; absent or null where reading them means fetching them. */
  pathOf?(key: string): string | null;
  /** So many bytes from a place on, fewer where the object ends; null when there is no such key. */
  readPart(key: string, offset: number, bytes: number): Promise<Buffer | null>;
  /** Says that a path given by `local` is not read any more: where it was a copy, the copy goes. */
  release(key: string): Promise<void>;
  exists(key: string): Promise<boolean>;
  /** How copying the object elsewhere stands; null when there is no such key. Absent where nothing is copied by the store. */
  copyState?(key: string): Promise<CopyState | null>;
  /** Everything below a prefix (`runs/` or `runs/2026-…/`), sorted by key. */
  list(prefix: string): Promise<readonly Entry[]>;
  /** The names directly below a prefix that ends in `/`, sorted. */
  names(prefix: string): Promise<readonly string[]>;
  /** A folder on this machine for unfinished files, on the same file system where that helps. Removed by `close`. */
  scratch(): Promise<string>;
  /** Takes the locker for one run. Throws `LockerError` with code `busy` when another process holds it. */
  lock(run: string): Promise<LockerLock>;
  close(): Promise<void>;
}

/** What lies in a locker, for whoever only reads single files of it: a package holds the same. */
export type LockerContent = Pick<Locker, 'read' | 'local'>;

/** Holds the locker until it is released. */
export interface LockerLock {
  release(): Promise<void>;
}

export type LockerErrorCode = 'exists' | 'busy' | 'unreachable' | 'not-a-locker' | 'invalid-key';

export class LockerError extends ExhibitError<LockerErrorCode> {
  override readonly name = 'LockerError';
}
