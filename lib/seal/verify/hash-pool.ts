import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { LockerError } from '../../locker/locker.ts';
import { hashFiles } from './hash-file.mjs';
import type { FileFact } from './reader.ts';

/** Each costs 15 to 20 MB. Two are as fast as `sha256sum`, and with a third, verifying would take more than 200 MB. */
const mostWorkers = 2;
/** Up to here starting workers takes longer than the work. */
const smallBytes = 32 << 20;
const smallFiles = 1000;
const batchFiles = 128;

export interface HashPool {
  hash(paths: readonly string[]): Promise<FileFact[]>;
  close(): Promise<void>;
}

interface Crew {
  readonly idle: Worker[];
  readonly workers: Worker[];
  readonly waiting: ((worker: Worker) => void)[];
}

type Answer = { readonly facts: FileFact[] } | { readonly fault: string };

/**
 * Hashes files below a folder, with two more cores once there is enough to do. Throws `LockerError` (`unreachable`) when a
 * file that is there cannot be read.
 */
export function openHashPool(root: string): HashPool {
  const crew: Crew = { idle: [], workers: [], waiting: [] };
  let bytes = 0;
  let files = 0;

  const hashBatch = async (paths: readonly string[]): Promise<FileFact[]> => {
    const small = bytes < smallBytes && files < smallFiles;
    const facts = await (small ? hashHere(root, paths) : hashByWorker(crew, root, paths)).catch(unreadable);
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
      await Promise.all(crew.workers.map((worker) => worker.terminate()));
    },
  };
}

async function hashHere(root: string, paths: readonly string[]): Promise<FileFact[]> {
  return hashFiles(root, paths);
}

function unreadable(cause: Error): never {
  throw new LockerError('unreachable', `A file of the locker cannot be read: ${cause.message}.`, { cause });
}

async function hashByWorker(crew: Crew, root: string, paths: readonly string[]): Promise<FileFact[]> {
  const worker = await take(crew, root);
  worker.postMessage(paths);
  const [answer]: Answer[] = await once(worker, 'message');
  give(crew, worker);
  if (!answer) throw new TypeError('A hashing worker answered nothing.');
  if ('fault' in answer) throw new Error(answer.fault);
  return answer.facts;
}

async function take({ idle, workers, waiting }: Crew, root: string): Promise<Worker> {
  const free = idle.pop();
  if (free) return free;
  if (workers.length >= Math.min(availableParallelism(), mostWorkers))
    return await new Promise((resolve) => waiting.push(resolve));
  const worker = new Worker(new URL('./hash-worker.mjs', import.meta.url), { workerData: root });
  workers.push(worker);
  return worker;
}

function give({ idle, waiting }: Crew, worker: Worker): void {
  const next = waiting.shift();
  if (next) next(worker);
  else idle.push(worker);
}
