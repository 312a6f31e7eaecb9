import type { Interval } from '../../report/model.ts';

/**
 * Nights in a row for which something holds, as intervals; those that say nothing lie within an interval, and neither begin nor
 * end one.
 * @param holds one for each night; null where nothing is said
 */
export function intervalsWhere(holds: readonly (boolean | null)[]): readonly Interval[] {
  const intervals: { from: number; to: number }[] = [];
  let open = false;
  for (const [night, held] of holds.entries()) {
    if (held === null) continue;
    const last = intervals.at(-1);
    if (held && open && last) last.to = night;
    else if (held) intervals.push({ from: night, to: night });
    open = held;
  }
  return intervals;
}

/** Values in a row that are the same, as intervals. Null is no value, and ends none. */
export function intervalsOfValues<Value>(
  values: readonly (Value | null)[],
  same: (a: Value, b: Value) => boolean,
): readonly (Interval & { readonly value: Value })[] {
  const intervals: { from: number; to: number; value: Value }[] = [];
  for (const [night, value] of values.entries()) {
    if (value === null) continue;
    const last = intervals.at(-1);
    if (last && same(last.value, value)) last.to = night;
    else intervals.push({ from: night, to: night, value });
  }
  return intervals;
}
