import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/**
 * Workers that all do the same, each one request after another. A worker's file is JavaScript, since one that has to strip
 * types takes twice the memory and the time to start; it answers each message with an object, or with `{ fault }`.
 */
export interface WorkerPool<Request, Answer extends object> {
  /** Rejects with a worker's fault. */
  ask(request: Request): Promise<Answer>;
  close(): Promise<void>;
}

/** Two are as fast as `sha256sum`, and with a third, verifying would take more than 200 MB. */
const mostWorkers = 2;
/** Requests that a worker has: while one is answered, the next lies there, so that it need not wait for a busy thread. */
const inHand = 2;
/** Megabytes. What they do leaves little garbage, and that need not be kept for long. */
const limits = { maxYoungGenerationSizeMb: 2 };

interface Member<Request, Answer> {
  ask(request: Request): Promise<Answer>;
  readonly waiting: number;
  close(): Promise<unknown>;
}

/** Workers are started as they are needed. */
export function openWorkerPool<Request, Answer extends object>(
  file: URL,
  data?: unknown,
): WorkerPool<Request, Answer> {
  const members: Member<Request, Answer>[] = [];
  const queue: (() => void)[] = [];

  /** The one with the least to do, if any may be asked. */
  const free = (): Member<Request, Answer> | undefined => {
    const [least] = members.toSorted((one, other) => one.waiting - other.waiting);
    if (least?.waiting === 0) return least;
    if (members.length < Math.min(availableParallelism(), mostWorkers)) {
      const member = startMember<Request, Answer>(file, data);
      members.push(member);
      return member;
    }
    return least && least.waiting < inHand ? least : undefined;
  };
  return {
    async ask(request) {
      let member = free();
      while (!member) {
        await new Promise<void>((resolve) => queue.push(resolve));
        member = free();
      }
      try {
        return await member.ask(request);
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
function startMember<Request, Answer extends object>(file: URL, data: unknown): Member<Request, Answer> {
  const worker = new Worker(file, { workerData: data, resourceLimits: limits });
  const waiting: PromiseWithResolvers<Answer>[] = [];
  let broken: Error | undefined;
  worker.on('message', (answer: Answer | { readonly fault: string }) => {
    const asked = waiting.shift();
    if ('fault' in answer) asked?.reject(new Error(answer.fault));
    else asked?.resolve(answer);
  });
  worker.on('error', (error) => {
    broken = error instanceof Error ? error : new Error(String(error));
    for (const asked of waiting.splice(0)) asked.reject(broken);
  });
  return {
    async ask(request) {
      if (broken) throw broken;
      const asked = Promise.withResolvers<Answer>();
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
