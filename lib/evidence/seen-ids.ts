/**
 * Notices an id that comes twice among millions, in 16 to 32 bytes an id instead of the ids themselves:
 * an open-addressing table of 64-bit hashes. Two different ids fall together about once in thirty million
 * populations of a million; a dataset is then called partial, never the other way round.
 */
export interface SeenIds {
  /** True when the id was there before. */
  seen(id: string): boolean;
}

export function seenIds(): SeenIds {
  let slots = 1 << 14;
  let high = new Uint32Array(slots);
  let low = new Uint32Array(slots);
  let used = 0;
  const found: Hash = { first: 0, second: 0 };

  /** The slot of this hash, or the free one where it belongs. (0, 0) is free. */
  const find = (a: number, b: number): number => {
    let at = (a ^ (b >>> 7)) & (slots - 1);
    while ((high[at] !== 0 || low[at] !== 0) && (high[at] !== a || low[at] !== b))
      at = (at + 1) & (slots - 1);
    return at;
  };
  const grow = (): void => {
    const [oldHigh, oldLow] = [high, low];
    slots *= 2;
    high = new Uint32Array(slots);
    low = new Uint32Array(slots);
    for (let i = 0; i < oldHigh.length; i++) {
      const [a, b] = [oldHigh[i] ?? 0, oldLow[i] ?? 0];
      if (a === 0 && b === 0) continue;
      const at = find(a, b);
      high[at] = a;
      low[at] = b;
    }
  };

  return {
    seen(id) {
      hash(id, found);
      const a = found.first || 1;
      const b = found.second;
      const at = find(a, b);
      if (high[at] !== 0 || low[at] !== 0) return true;
      high[at] = a;
      low[at] = b;
      if (++used * 2 > slots) grow();
      return false;
    },
  };
}

const { imul } = Math;

/** Two numbers, in an object that is used again for each of a million ids. */
interface Hash {
  first: number;
  second: number;
}

/** Twice 32 bits of MurmurHash3's mixing over the text's UTF-16 code units, with different seeds. */
function hash(text: string, found: Hash): void {
  let [g, h] = [0x9e3779b9, 0x85ebca6b];
  for (let i = 0; i < text.length; i++) {
    let k = imul(text.charCodeAt(i), 0xcc9e2d51);
    k = imul((k << 15) | (k >>> 17), 0x1b873593);
    g ^= k;
    g = imul((g << 13) | (g >>> 19), 5) + 0xe6546b64;
    h ^= k;
    h = imul((h << 11) | (h >>> 21), 9) + 0x38b34ae5;
  }
  found.first = finished(g ^ text.length);
  found.second = finished(h ^ text.length);
}

function finished(mixed: number): number {
  let h = imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
