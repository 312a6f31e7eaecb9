import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { hashFiles } from './hash-file.ts';
import type { FileFact } from './reader.ts';

/** Enough for any disk; each worker costs about 10 MB. */
const mostWorkers = 8;
/** Up to here starting workers takes longer than the work. */
const smallBytes = 32 << 20;
const smallFiles = 1000;
const batchFiles = 128;

export interface HashPool {
  hash(paths: readonly string[]): Promise<FileFact[]>;
  close(): Promise<void>;
}

type Answer = { readonly facts: FileFact[] } | { readonly error: unknown };

/** Hashes files below a folder with all cores, once there is enough to do. */
export function openHashPool(root: string): HashPool {
  const idle: Worker[] = [];
  const workers: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];
  const done = { bytes: 0, files: 0 };

  const take = async (): Promise<Worker> => {
    const free = idle.pop();
    if (free) return free;
    if (workers.length >= Math.min(availableParallelism(), mostWorkers))
      return await new Promise((resolve) => waiting.push(resolve));
    const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { workerData: root });
    workers.push(worker);
    return worker;
  };
  const give = (worker: Worker): void => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  const hashBatch = async (paths: readonly string[]): Promise<FileFact[]> => {
    const small = done.bytes < smallBytes && done.files < smallFiles;
    const facts = small ? hashFiles(root, paths) : await hashElsewhere(paths, take, give);
    done.files += facts.length;
    for (const fact of facts) done.bytes += fact.bytes;
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
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

async function hashElsewhere(
  paths: readonly string[],
  take: () => Promise<Worker>,
  give: (worker: Worker) => void,
): Promise<FileFact[]> {
  const worker = await take();
  worker.postMessage(paths);
  const [answer]: Answer[] = await once(worker, 'message');
  give(worker);
  if (!answer) throw new TypeError('A hashing worker answered nothing.');
  if ('error' in answer) throw answer.error;
  return answer.facts;
}
