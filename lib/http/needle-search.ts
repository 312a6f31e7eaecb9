/** Needles at least this long are looked for together; shorter ones, of which there are few, one by one. */
const leastTogether = 12;
/** Blocks of three bytes, folded into sixteen bits. */
const tableSize = 1 << 16;

/**
 * Says whether any of many needles occurs in a text. A credential comes in a hundred forms, and every answer is
 * searched for all of them, so this skips through the text as Wu and Manber showed: most blocks of three bytes
 * are in no needle, and the search goes on almost a whole needle further.
 */
export function needleSearch(needles: readonly Buffer[]): (text: Buffer) => boolean {
  const short = needles.filter(({ length }) => length < leastTogether);
  const long = needles.filter(({ length }) => length >= leastTogether);
  const together = long.length > 0 ? skippingSearch(long) : () => false;
  return (text) => together(text) || short.some((needle) => text.includes(needle));
}

function skippingSearch(needles: readonly Buffer[]): (text: Buffer) => boolean {
  const span = Math.min(...needles.map(({ length }) => length));
  const { shifts, endings } = tables(needles, span);
  return (text) => {
    const last = text.length;
    for (let end = span; end <= last; ) {
      const block = blockAt(text, end);
      const shift = shifts[block] as number;
      if (shift > 0) {
        end += shift;
        continue;
      }
      if (endings.get(block)?.some((needle) => startsAt(text, end - span, needle))) return true;
      end++;
    }
    return false;
  };
}

/** How far the search may go on after each block, and the needles whose first `span` bytes end with it. */
function tables(needles: readonly Buffer[], span: number) {
  const shifts = new Uint16Array(tableSize).fill(span - 2);
  const endings = new Map<number, Buffer[]>();
  for (const needle of needles) {
    for (let end = 3; end <= span; end++) {
      const block = blockAt(needle, end);
      shifts[block] = Math.min(shifts[block] as number, span - end);
    }
    const block = blockAt(needle, span);
    endings.set(block, [...(endings.get(block) ?? []), needle]);
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

function startsAt(text: Buffer, at: number, needle: Buffer): boolean {
  return (
    text.length - at >= needle.length && text.compare(needle, 0, needle.length, at, at + needle.length) === 0
  );
}
