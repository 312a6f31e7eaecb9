import { CollectError } from '../../evidence/problem.ts';

/** How long a collection may still take, and what to say when it took longer. */
export interface TimeLimit {
  readonly leftMs: number;
  /** The key of `limits:` that says so, and what it says, in seconds. */
  readonly setting: 'datasetSeconds' | 'runSeconds';
  readonly seconds: number;
}

/** Ends what takes too long, also where it waits for something that nobody can stop. */
export interface TimeWatch {
  /** Aborted when the time is up. */
  readonly signal: AbortSignal;
  /** Throws `timeout` once the time is up: what comes in afterwards counts no more. */
  check(): void;
  /** What `work` comes to, or `timeout`. */
  until<Result>(work: Promise<Result>): Promise<Result>;
}

/** @param limit whose time begins now; none where nobody is waited for */
export function timeWatch(limit?: TimeLimit): TimeWatch {
  if (!limit) return unlimited;
  const up = new AbortController();
  const late = Promise.withResolvers<never>();
  // Nobody may be waiting for it.
  late.promise.catch(() => {});
  const end = (): void => {
    up.abort();
    late.reject(outOfTime(limit));
  };
  if (limit.leftMs <= 0) end();
  const timer = up.signal.aborted ? undefined : setTimeout(end, limit.leftMs);
  return {
    signal: up.signal,
    check() {
      if (up.signal.aborted) throw outOfTime(limit);
    },
    async until(work) {
      try {
        return await Promise.race([late.promise, work]);
      } catch (error) {
        // What was stopped may be quicker with its own word than we are with ours.
        throw up.signal.aborted ? outOfTime(limit) : error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

const unlimited: TimeWatch = {
  signal: new AbortController().signal,
  check: () => {},
  until: (work) => work,
};

function outOfTime({ seconds, setting }: TimeLimit): CollectError {
  const what = setting === 'runSeconds' ? 'The night’s collecting' : 'The dataset';
  return new CollectError(
    'timeout',
    `${what} did not finish within ${seconds} s and was stopped. Check whether a list ends and answers come as fast as usual; if so, raise \`limits: ${setting}\` in the configuration.`,
  );
}
