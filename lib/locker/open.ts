import { openFolderLocker } from './folder.ts';
import type { Locker } from './locker.ts';
import { isS3Location } from './s3/location.ts';
import { openS3Locker } from './s3.ts';
import type { SessionCredentials } from './session-credentials.ts';

export interface OpenOptions {
  /** Folder in which that for a bucket's unfinished files is made. Default: the machine's own for temporary files. */
  readonly scratch?: string;
  /** By which a bucket is asked. Default: those that the SDK finds. */
  readonly credentials?: SessionCredentials;
}

/** The store at a location: a folder, or `s3://bucket/prefix`. */
export function openLocker(location: string, options: OpenOptions = {}): Locker {
  return isS3Location(location) ? openS3Locker(location, options) : openFolderLocker(location);
}

/**
 * A store for collections that are not finished. Not evidence: what lies there is cleared away after some days, and may
 * be missing at any time. Keys are never used twice.
 */
export type WorkStore = Pick<Locker, 'create' | 'createFromFile' | 'read' | 'local' | 'close'>;
