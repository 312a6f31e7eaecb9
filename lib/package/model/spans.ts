import type { Span } from '../../report/model.ts';

/**
 * Nights in a row for which something holds, as spans; those that say nothing lie within a span, and neither begin nor
 * end one.
 * @param holds one for each night; null where nothing is said
 */
export function spansWhere(holds: readonly (boolean | null)[]): readonly Span[] {
  const spans: { from: number; to: number }[] = [];
  let open = false;
  for (const [night, held] of holds.entries()) {
    if (held === null) continue;
    const last = spans.at(-1);
    if (held && open && last) last.to = night;
    else if (held) spans.push({ from: night, to: night });
    open = held;
  }
  return spans;
}

/** Values in a row that are the same, as spans. Null is no value, and ends none. */
export function spansOfValues<Value>(
  values: readonly (Value | null)[],
  same: (a: Value, b: Value) => boolean,
): readonly (Span & { readonly value: Value })[] {
  const spans: { from: number; to: number; value: Value }[] = [];
  for (const [night, value] of values.entries()) {
    if (value === null) continue;
    const last = spans.at(-1);
    if (last && same(last.value, value)) last.to = night;
    else spans.push({ from: night, to: night, value });
  }
  return spans;
}
