import { decodeOnce, layersOf, mostLayers } from './decoded.ts';
import { multiPatternSearch } from './multi-pattern-search.ts';
import { formsOf } from './secret-forms.ts';

const blank = '[redacted]';

/** Query parameters that are secrets by their name, whatever they hold. */
const secretParameter =
  /([?&#](?:access_token|refresh_token|id_token|token|api_?key|key|client_secret|client_assertion|assertion|password|secret|signature|sig|x-amz-signature|x-amz-security-token|x-amz-credential|x-goog-signature)=)[^&#\s"<>]*/gi;
const userInformation = /(\/\/)[^/?#@\s]*@/g;

interface Search {
  readonly patterns: readonly Buffer[];
  /** Those of them that have no other inside. */
  readonly shortest: readonly Buffer[];
  readonly occursIn: (bytes: Buffer) => boolean;
  /** Whether one of them holds a quote, so that an answer is searched also where nothing but quotes is escaped. */
  readonly quotesMatter: boolean;
}

/** The values that must never be written anywhere, in every form that a provider may send them back in. */
export class Secrets {
  /** This registry, and those whose secrets it blanks out as well. */
  readonly #all: readonly Secrets[];
  readonly #values = new Set<string>();
  /** As bytes, one character each. */
  readonly #forms = new Set<string>();
  /** Of the forms that there were when something was looked for. */
  #search: Search | null = null;

  /** @param others secrets that are blanked out as well */
  constructor(others: Secrets | null = null) {
    this.#all = others === null ? [this] : [...others.#all, this];
  }

  /**
   * Registers a secret: a token, a key of several lines, or a whole credential in JSON. Values of fewer than 6
   * characters are ignored: blanking them out would destroy text that has nothing to do with them.
   */
  add(value: string): void {
    if (this.#values.has(value)) return;
    this.#values.add(value);
    for (const form of formsOf(value)) this.#forms.add(form);
  }

  /** Registers a text that is a secret as it stands, such as one that was just read where it is to be blanked out. */
  addAsItStands(text: string): void {
    if (text !== '') this.#forms.add(Buffer.from(text).toString('latin1'));
  }

  /** The text with every known secret replaced by `[redacted]`, however it is escaped. */
  redact(text: string): string {
    if (this.#isEmpty()) return text;
    const { bytes, redacted } = this.redactBytes(Buffer.from(text));
    return redacted ? bytes.toString() : text;
  }

  /** As `redact`, byte for byte, for a body in any character set that extends ASCII. Gives back the same buffer if clean. */
  redactBytes(bytes: Buffer): { bytes: Buffer; redacted: boolean } {
    if (!this.#isIn(bytes)) return { bytes, redacted: false };
    // Of all together: blanked out first, a shorter one of another registry would leave half of one of ours.
    const ranges = this.#all.flatMap((one) => one.#rangesIn(bytes, 0));
    return { bytes: withBlanks(bytes, ranges), redacted: true };
  }

  /** As `redact`, of every text in a value, names of fields included. Gives back the same value if clean. */
  redactTexts<Value>(value: Value): Value {
    return (this.#isEmpty() ? value : withTexts(value, (text) => this.redact(text))) as Value;
  }

  /** Whether a known secret is in a text, however it is escaped. */
  holds(text: string): boolean {
    return this.#isIn(Buffer.from(text));
  }

  #isEmpty(): boolean {
    return this.#all.every((one) => one.#forms.size === 0);
  }

  #isIn(bytes: Buffer): boolean {
    return this.#all.some((one) => one.#isOwnIn(bytes));
  }

  #isOwnIn(bytes: Buffer): boolean {
    if (this.#forms.size === 0) return false;
    const { occursIn, quotesMatter } = this.#made();
    for (const layer of layersOf(bytes, quotesMatter)) if (occursIn(layer)) return true;
    return false;
  }

  /** A token that is met on the way is put to what there is already: a credential has hundreds of forms. */
  #made(): Search {
    const before = this.#search;
    if (before?.patterns.length === this.#forms.size) return before;
    const added = [...this.#forms].slice(before?.patterns.length).map((form) => Buffer.from(form, 'latin1'));
    const shortest = withoutLonger(before?.shortest ?? [], added);
    this.#search = {
      patterns: [...(before?.patterns ?? []), ...added],
      shortest,
      occursIn: multiPatternSearch(shortest),
      quotesMatter: shortest.some((pattern) => pattern.includes('"')),
    };
    return this.#search;
  }

  /** Where secrets lie, also under escapes. */
  #rangesIn(bytes: Buffer, depth: number): readonly ByteRange[] {
    if (this.#forms.size === 0) return [];
    const { patterns, occursIn } = this.#made();
    const here = occursIn(bytes) ? patterns.flatMap((pattern) => placesOf(pattern, bytes)) : [];
    const decoded = depth < mostLayers ? decodeOnce(bytes) : undefined;
    if (!decoded) return here;
    const below = this.#rangesIn(decoded.bytes, depth + 1);
    return [...here, ...below.map(([start, end]) => decoded.byteRange(start, end))];
  }
}

/**
 * Where a pattern occurs, so does every pattern that is inside it: a whole credential need not be looked for beside its key.
 * @param known patterns of which none is inside another
 */
function withoutLonger(known: readonly Buffer[], added: readonly Buffer[]): readonly Buffer[] {
  let shortest = known;
  for (const pattern of added.toSorted((a, b) => a.length - b.length)) {
    if (shortest.some((other) => pattern.includes(other))) continue;
    const isOutside = (other: Buffer): boolean => other.length <= pattern.length || !other.includes(pattern);
    shortest = [...shortest.filter(isOutside), pattern];
  }
  return shortest;
}

type ByteRange = readonly [start: number, end: number];

/** Of what overlaps itself, one range for all. */
function placesOf(pattern: Buffer, bytes: Buffer): readonly ByteRange[] {
  const places: [start: number, end: number][] = [];
  for (let at = bytes.indexOf(pattern); at >= 0; at = bytes.indexOf(pattern, at + 1)) {
    const last = places.at(-1);
    if (last && at < last[1]) last[1] = at + pattern.length;
    else places.push([at, at + pattern.length]);
  }
  return places;
}

/** What overlaps is blanked out as one, so that no secret is left half by a shorter one inside it. */
function withBlanks(bytes: Buffer, ranges: readonly ByteRange[]): Buffer {
  const parts: Buffer[] = [];
  let done = 0;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (end <= done) continue;
    if (start >= done) parts.push(bytes.subarray(done, start), Buffer.from(blank));
    done = end;
  }
  return Buffer.concat([...parts, bytes.subarray(done)]);
}

function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => withTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [change(name), withTexts(item, change)]),
  );
}

/** A URL (or a `Link` header) without known secrets, parameters that are secrets by name, and user names. */
export function redactUrl(url: string, secrets: Secrets): string {
  return secrets
    .redact(url)
    .replaceAll(secretParameter, `$1${blank}`)
    .replaceAll(userInformation, `$1${blank}@`);
}
