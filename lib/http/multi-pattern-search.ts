/** Patterns at least this long are looked for together; shorter ones, of which there are few, one by one. */
const leastTogether = 12;
/** Blocks of three bytes, folded into sixteen bits. */
const tableSize = 1 << 16;

/**
 * Says whether any of many patterns occurs in a text. A credential comes in a hundred forms, and every answer is
 * searched for all of them, so this skips through the text as Wu and Manber showed: most blocks of three bytes
 * are in no pattern, and the search goes on almost a whole pattern further.
 */
export function multiPatternSearch(patterns: readonly Buffer[]): (text: Buffer) => boolean {
  const short = patterns.filter(({ length }) => length < leastTogether);
  const long = patterns.filter(({ length }) => length >= leastTogether);
  const together = long.length > 0 ? skippingSearch(long) : () => false;
  return (text) => together(text) || short.some((pattern) => text.includes(pattern));
}

function skippingSearch(patterns: readonly Buffer[]): (text: Buffer) => boolean {
  const shortest = Math.min(...patterns.map(({ length }) => length));
  const { shifts, endings } = tables(patterns, shortest);
  return (text) => {
    const last = text.length;
    for (let end = shortest; end <= last; ) {
      const block = blockAt(text, end);
      const shift = shifts[block] as number;
      if (shift > 0) {
        end += shift;
        continue;
      }
      if (endings.get(block)?.some((pattern) => startsAt(text, end - shortest, pattern))) return true;
      end++;
    }
    return false;
  };
}

/** How far the search may go on after each block, and the patterns whose first `shortest` bytes end with it. */
function tables(patterns: readonly Buffer[], shortest: number) {
  const shifts = new Uint16Array(tableSize).fill(shortest - 2);
  const endings = new Map<number, Buffer[]>();
  for (const pattern of patterns) {
    for (let end = 3; end <= shortest; end++) {
      const block = blockAt(pattern, end);
      shifts[block] = Math.min(shifts[block] as number, shortest - end);
    }
    const block = blockAt(pattern, shortest);
    endings.set(block, [...(endings.get(block) ?? []), pattern]);
  }
  return { shifts, endings };
}

/** The three bytes before `end` as one number. */
function blockAt(bytes: Buffer, end: number): number {
  return (
    ((bytes[end - 3] as number) ^ ((bytes[end - 2] as number) << 4) ^ ((bytes[end - 1] as number) << 8)) &
    (tableSize - 1)
  );
}

function startsAt(text: Buffer, at: number, pattern: Buffer): boolean {
  return (
    text.length - at >= pattern.length &&
    text.compare(pattern, 0, pattern.length, at, at + pattern.length) === 0
  );
}
