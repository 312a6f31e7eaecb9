import { setTimeout } from 'node:timers/promises';
import { CollectError } from '../../../evidence/problem.ts';

/** Waits so many milliseconds; rejects when the run is stopped. */
export type Wait = (ms: number, signal: AbortSignal | undefined) => Promise<void>;

export const sleep: Wait = async (ms, signal) => {
  await setTimeout(ms, undefined, signal && { signal });
};

export interface Pausing {
  readonly wait: Wait;
  /** Milliseconds between two questions whether the report is ready. */
  readonly pollMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Gives AWS time to write the report. Throws `interrupted` when the run is stopped. */
export async function pause({ pollMs, signal, wait }: Pausing): Promise<void> {
  await wait(pollMs, signal).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
  if (signal?.aborted)
    throw new CollectError(
      'interrupted',
      'The run was stopped while AWS wrote the credential report. Run again.',
    );
}
