import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/**
 * Workers that all do the same, each one request after another. A worker's file is JavaScript, since one that has to strip
 * types takes twice the memory and the time to start; it answers each message with an object, or with `{ fault }`.
 */
export interface WorkerPool<Request, Result extends object> {
  /** Rejects with a worker's fault. */
  run(request: Request): Promise<Result>;
  close(): Promise<void>;
}

/** Two are as fast as `sha256sum`, and with a third, verifying would take more than 200 MB. */
const mostWorkers = 2;
/** Requests that a worker has: while one is answered, the next lies there, so that it need not wait for a busy thread. */
const inHand = 2;
/** Megabytes. What they do leaves little garbage, and that need not be kept for long. */
const limits = { maxYoungGenerationSizeMb: 2 };

interface Member<Request, Result> {
  run(request: Request): Promise<Result>;
  readonly waiting: number;
  close(): Promise<unknown>;
}

/**
 * Workers are started as they are needed.
 * @param data what each of them is given
 * @param most how many there are at the most
 */
export function openWorkerPool<Request, Result extends object>(
  file: URL,
  { data, most = mostWorkers }: { readonly data?: unknown; readonly most?: number } = {},
): WorkerPool<Request, Result> {
  const members: Member<Request, Result>[] = [];
  const queue: (() => void)[] = [];

  /** The one with the least to do, if any may be asked. */
  const free = (): Member<Request, Result> | undefined => {
    const [least] = members.toSorted((one, other) => one.waiting - other.waiting);
    if (least?.waiting === 0) return least;
    if (members.length < Math.min(availableParallelism(), most)) {
      const member = startMember<Request, Result>(file, data);
      members.push(member);
      return member;
    }
    return least && least.waiting < inHand ? least : undefined;
  };
  return {
    async run(request) {
      let member = free();
      while (!member) {
        await new Promise<void>((resolve) => queue.push(resolve));
        member = free();
      }
      try {
        return await member.run(request);
      } finally {
        queue.shift()?.();
      }
    },
    async close() {
      await Promise.all(members.map((member) => member.close()));
    },
  };
}

/** A worker answers in the order in which it was asked. */
function startMember<Request, Result extends object>(file: URL, data: unknown): Member<Request, Result> {
  const worker = new Worker(file, { workerData: data, resourceLimits: limits });
  const waiting: PromiseWithResolvers<Result>[] = [];
  let broken: Error | undefined;
  worker.on('message', (result: Result | { readonly fault: string }) => {
    const asked = waiting.shift();
    if ('fault' in result) asked?.reject(new Error(result.fault));
    else asked?.resolve(result);
  });
  worker.on('error', (error) => {
    broken = error instanceof Error ? error : new Error(String(error));
    for (const asked of waiting.splice(0)) asked.reject(broken);
  });
  return {
    async run(request) {
      if (broken) throw broken;
      const asked = Promise.withResolvers<Result>();
      waiting.push(asked);
      worker.postMessage(request);
      return await asked.promise;
    },
    get waiting() {
      return waiting.length;
    },
    close: () => worker.terminate(),
  };
}
