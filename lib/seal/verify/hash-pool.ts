import { LockerError } from '../../locker/locker.ts';
import { openWorkerPool } from '../../workers/worker-pool.ts';
import { hashFiles } from './hash-file.mjs';
import type { FileFact } from './reader.ts';

/** Set where a build puts everything into one file. */
declare const oneFile: true | undefined;

/** Up to here starting workers takes longer than the work. */
const smallBytes = 32 << 20;
const smallFiles = 1000;
const batchFiles = 128;

export interface HashPool {
  hash(paths: readonly string[]): Promise<FileFact[]>;
  close(): Promise<void>;
}

/**
 * Hashes files below a folder, with two more cores once there is enough to do. Throws `LockerError` (`unreachable`) when a
 * file that is there cannot be read.
 */
export function openHashPool(root: string): HashPool {
  const pool = openWorkerPool<readonly string[], { readonly facts: FileFact[] }>(
    // Where everything is in one file, that file is the worker too.
    new URL(typeof oneFile === 'undefined' ? './hash-worker.mjs' : import.meta.url, import.meta.url),
    { data: root },
  );
  let bytes = 0;
  let files = 0;

  const byWorker = async (paths: readonly string[]) => (await pool.run(paths)).facts;
  const hashBatch = async (paths: readonly string[]): Promise<FileFact[]> => {
    const small = bytes < smallBytes && files < smallFiles;
    const facts = await (small ? hashHere(root, paths) : byWorker(paths)).catch(unreadable);
    files += facts.length;
    for (const fact of facts) bytes += fact.bytes;
    return facts;
  };

  return {
    async hash(paths) {
      const batches: Promise<FileFact[]>[] = [];
      for (let at = 0; at < paths.length; at += batchFiles)
        batches.push(hashBatch(paths.slice(at, at + batchFiles)));
      return (await Promise.all(batches)).flat();
    },
    async close() {
      await pool.close();
    },
  };
}

async function hashHere(root: string, paths: readonly string[]): Promise<FileFact[]> {
  return hashFiles(root, paths);
}

function unreadable(cause: Error): never {
  throw new LockerError('unreachable', `A file of the locker cannot be read: ${cause.message}.`, { cause });
}
