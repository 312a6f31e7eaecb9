/** Characters of a window; a shorter text than this is looked at character by character. */
const most = 6;

/**
 * Says whether one of many texts occurs in another, which is looked at through windows as far apart as the shortest of the many allows.
 * Of hundreds of forms of secrets in megabytes, each alone would be looked for in all of them.
 */
export function anyOf(texts: readonly string[]): (text: string) => boolean {
  const shortest = Math.min(...texts.map(({ length }) => length));
  const width = Math.min(most, shortest);
  const step = shortest - width + 1;
  const seen = new Map<string, (readonly [text: string, at: number])[]>();
  for (const text of texts)
    for (let at = 0; at < step; at++) {
      const window = text.slice(at, at + width);
      seen.set(window, [...(seen.get(window) ?? []), [text, at]]);
    }
  return (text) => {
    for (let at = 0; at + width <= text.length; at += step)
      if (seen.get(text.slice(at, at + width))?.some(([one, from]) => text.startsWith(one, at - from)))
        return true;
    return false;
  };
}
