/** Counts uses by key in windows of some seconds; says whether the next one is still allowed. */
export function quota(now: () => Date, limit: number, seconds: number): (key: string) => boolean {
  const used = new Map<string, number>();
  let window = -1;
  return (key) => {
    const current = Math.floor(now().getTime() / 1000 / seconds);
    if (current !== window) used.clear();
    window = current;
    used.set(key, (used.get(key) ?? 0) + 1);
    return (used.get(key) ?? 0) <= limit;
  };
}
