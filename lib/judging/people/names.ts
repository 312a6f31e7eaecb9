/** How many names a sentence holds; the rest is counted. */
export const namesShown = 5;

/** Names for a sentence: `a`, `a and b`, `a, b and c`, and of many `a, b, c, d, e and 7 more`. `total` counts all. */
export function listNames(names: readonly string[], total = names.length): string {
  const sorted = [...names].sort();
  if (total > namesShown) return `${sorted.slice(0, namesShown).join(', ')} and ${total - namesShown} more`;
  const last = sorted.pop() ?? '';
  return sorted.length > 0 ? `${sorted.join(', ')} and ${last}` : last;
}
