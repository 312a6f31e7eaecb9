import type { Exchange } from '../../../http/exchange.ts';
import { fileRecords } from '../../../locker/file-lines.ts';
import { exchangesIn } from '../raw-lines.ts';
import type { Call } from './call.ts';
import { type CallRequest, isSameRequest } from './call-request.ts';

/** A call of an earlier invocation, with its attempts as they were kept. */
export interface CheckpointCall extends Call {
  readonly exchanges: readonly Exchange[];
}

/** The calls of earlier invocations, in their order. */
export interface CheckpointCalls {
  /** The next call, when it was this very question. Another one ends what was kept: from there on nothing fits. */
  take(question: CallRequest): Promise<CheckpointCall | null>;
  end(): Promise<void>;
}

/** Local paths of what was kept of a dataset. */
export interface CheckpointFiles {
  readonly raw: string | null;
  readonly calls: string;
}

export const emptyCheckpoint: CheckpointCalls = { take: async () => null, end: async () => {} };

/** Reads both files along with the collection, so that memory stays at one call. */
export function readCheckpointCalls(files: CheckpointFiles): CheckpointCalls {
  const calls = fileRecords<Call>(files.calls);
  const exchanges = files.raw === null ? null : exchangesIn(files.raw);
  let over = false;
  const end = async (): Promise<void> => {
    over = true;
    calls.return(undefined);
    await exchanges?.return(undefined);
  };
  return {
    async take(question) {
      if (over) return null;
      const next = calls.next();
      if (next.done || !isSameRequest(next.value.question, question)) {
        await end();
        return null;
      }
      const attempts = await several(exchanges, next.value.attempts);
      return { ...next.value, exchanges: attempts };
    },
    end,
  };
}

async function several(from: AsyncGenerator<Exchange> | null, count: number): Promise<Exchange[]> {
  const found: Exchange[] = [];
  while (found.length < count) {
    const next = await from?.next();
    if (!next || next.done) throw new Error('The checkpoint of an unfinished collection is incomplete.');
    found.push(next.value);
  }
  return found;
}
