/**
 * Counts one more use by this caller. 0 when it was within the limit; else the seconds, at least 1, until the next
 * one will be.
 */
export type Quota = (key: string) => number;

/** So many uses in each window of some seconds, by the given clock. */
export function quota(now: () => Date, limit: number, seconds: number): Quota {
  const used = new Map<string, number>();
  let window = -1;
  return (key) => {
    const current = Math.floor(now().getTime() / 1000 / seconds);
    if (current !== window) used.clear();
    window = current;
    used.set(key, (used.get(key) ?? 0) + 1);
    if ((used.get(key) ?? 0) <= limit) return 0;
    return Math.max(1, Math.ceil((current + 1) * seconds - now().getTime() / 1000));
  };
}

/** One use at a time, each at least so many seconds after the last that was allowed. */
export function pace(now: () => Date, seconds: number): Quota {
  const last = new Map<string, number>();
  return (key) => {
    const since = (now().getTime() - (last.get(key) ?? Number.NEGATIVE_INFINITY)) / 1000;
    if (since < seconds) return Math.max(1, Math.ceil(seconds - since));
    last.set(key, now().getTime());
    return 0;
  };
}

/** Within all of them; each counts, also where another refuses. */
export function every(...quotas: readonly Quota[]): Quota {
  return (key) => Math.max(...quotas.map((one) => one(key)));
}
