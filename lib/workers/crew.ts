import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/**
 * Workers that all do the same, each one request at a time. A worker's file is JavaScript, since one that has to strip
 * types takes twice the memory and the time to start; it answers each message with an object, or with `{ fault }`.
 */
export interface Crew<Request, Answer extends object> {
  /** Rejects with a worker's fault. */
  ask(request: Request): Promise<Answer>;
  close(): Promise<void>;
}

/** Each costs 15 to 20 MB. Two are as fast as `sha256sum`, and with a third, verifying would take more than 200 MB. */
const mostWorkers = 2;

/** Workers are started as they are needed. */
export function openCrew<Request, Answer extends object>(file: URL, data?: unknown): Crew<Request, Answer> {
  const idle: Worker[] = [];
  const workers: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];

  const take = async (): Promise<Worker> => {
    const free = idle.pop();
    if (free) return free;
    if (workers.length >= Math.min(availableParallelism(), mostWorkers))
      return await new Promise((resolve) => waiting.push(resolve));
    const worker = new Worker(file, { workerData: data });
    workers.push(worker);
    return worker;
  };
  const give = (worker: Worker): void => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  return {
    async ask(request) {
      const worker = await take();
      worker.postMessage(request);
      const [answer]: (Answer | { readonly fault: string })[] = await once(worker, 'message');
      give(worker);
      if (!answer) throw new TypeError('A worker answered nothing.');
      if ('fault' in answer) throw new Error(answer.fault);
      return answer;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
