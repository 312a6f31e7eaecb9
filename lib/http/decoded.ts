/** One step of decoding: the bytes without their escapes, and where each of them stood before. */
export interface Decoded {
  readonly bytes: Buffer;
  /** The range of bytes before decoding that stands for this one, with every escape in it whole. */
  byteRange(start: number, end: number): readonly [start: number, end: number];
}

/** So often a text may be escaped within an escaped one. */
export const mostLayers = 5;

/** JSON and JavaScript (`\u002B`, `\x2b`, `\/`), URLs (`%2b`), HTML (`&#43;`, `&#x2b;`, `&amp;`), in either case of letters. */
const begins = ['\\', '%', '&'];

const escaped =
  /\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|\\u([0-9a-f]{4})|\\u\{([0-9a-f]{1,6})\}|\\x([0-9a-f]{2})|\\([\\/"'bfnrt])|%([0-9a-f]{2})|&#(\d{1,7});|&#x([0-9a-f]{1,6});|&(amp|lt|gt|quot|apos);/gi;

const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const entities: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

/**
 * The bytes as they are, and then with one layer of escapes after the other undone, until there is none, or nothing but
 * `\"` where quotes do not matter: they are in many answers (every etag of Google's has two), and undoing them makes no
 * other escape.
 */
export function* layersOf(bytes: Buffer, quotesMatter = true): Generator<Buffer> {
  let layer: Buffer | undefined = bytes;
  for (let depth = 0; layer !== undefined && depth <= mostLayers; depth++) {
    yield layer;
    layer = quotesMatter || hasMoreThanQuotes(layer) ? withoutEscapes(layer, () => {}) : undefined;
  }
}

function hasMoreThanQuotes(bytes: Buffer): boolean {
  if (bytes.includes('%') || bytes.includes('&')) return true;
  for (let at = bytes.indexOf(backslash); at >= 0; at = bytes.indexOf(backslash, at + 2))
    if (bytes[at + 1] !== quote) return true;
  return false;
}

const [backslash, quote] = [0x5c, 0x22];

/** One layer of escapes undone; undefined where there are none. */
export function decodeOnce(bytes: Buffer): Decoded | undefined {
  const places: Place[] = [];
  const decoded = withoutEscapes(bytes, (place) => places.push(place));
  return decoded && { bytes: decoded, byteRange: (start, end) => byteRangeIn(places, start, end) };
}

function withoutEscapes(bytes: Buffer, seen: (place: Place) => void): Buffer | undefined {
  if (!begins.some((character) => bytes.includes(character))) return undefined;
  // Latin-1 maps each byte to one character, so that places are the same in both.
  const text = bytes.toString('latin1');
  const out = Buffer.allocUnsafe(bytes.length);
  let [from, to] = [0, 0];
  for (const match of text.matchAll(escaped)) {
    const start = to + bytes.copy(out, to, from, match.index);
    to = start + meaningOf(match).copy(out, start);
    from = match.index + match[0].length;
    seen({ start, end: to, from: match.index, until: from });
  }
  if (from === 0) return undefined;
  return out.subarray(0, to + bytes.copy(out, to, from));
}

/** Where an escape's meaning lies in the decoded bytes, and where the escape lay. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly until: number;
}

function meaningOf(match: RegExpExecArray): Buffer {
  const [, high, low, unit, point, byte, letter, percent, decimal, hex, entity] = match;
  if (high !== undefined && low !== undefined)
    return Buffer.from(String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)));
  const raw = percent ?? byte;
  if (raw !== undefined) return Buffer.from([Number.parseInt(raw, 16)]);
  if (letter !== undefined) return Buffer.from(letters[letter.toLowerCase()] ?? letter);
  if (entity !== undefined) return Buffer.from(entities[entity.toLowerCase()] ?? '');
  const code = decimal === undefined ? Number.parseInt(unit ?? point ?? hex ?? '', 16) : Number(decimal);
  return Buffer.from(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
}

function byteRangeIn(places: readonly Place[], start: number, end: number): readonly [number, number] {
  const last = placeAt(places, end - 1);
  const until = last && end - 1 < last.end ? last.until : before(last, end - 1) + 1;
  const first = placeAt(places, start);
  return [first && start < first.end ? first.from : before(first, start), until];
}

/** Where a byte stood that no escape stands for, by the last escape before it. */
function before(place: Place | undefined, at: number): number {
  return place ? place.until + at - place.end : at;
}

/** The last escape that begins at or before a place in the decoded bytes. */
function placeAt(places: readonly Place[], at: number): Place | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}
