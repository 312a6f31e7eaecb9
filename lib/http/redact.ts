import { decodeOnce, layersOf, mostLayers } from './decoded.ts';
import { needleSearch } from './needle-search.ts';
import { formsOf } from './secret-forms.ts';

const blank = '[redacted]';

/** Query parameters that are secrets by their name, whatever they hold. */
const secretParameter =
  /([?&#](?:access_token|refresh_token|id_token|token|api_?key|key|client_secret|client_assertion|assertion|password|secret|signature|sig|x-amz-signature|x-amz-security-token|x-amz-credential|x-goog-signature)=)[^&#\s"<>]*/gi;
const userInformation = /(\/\/)[^/?#@\s]*@/g;

/** The values that must never be written anywhere, in every form that a provider may send them back in. */
export class Secrets {
  readonly #values = new Set<string>();
  readonly #forms = new Set<string>();
  #needles: readonly Buffer[] = [];
  #occursIn: (bytes: Buffer) => boolean = () => false;
  #quotesMatter = false;

  /**
   * Registers a secret: a token, a key of several lines, or a whole credential in JSON. Values of fewer than 6
   * characters are ignored: blanking them out would destroy text that has nothing to do with them.
   */
  add(value: string): void {
    if (this.#values.has(value)) return;
    this.#values.add(value);
    for (const form of formsOf(value)) this.#forms.add(form);
    this.#needles = [...this.#forms].map((text) => Buffer.from(text));
    const shortest = withoutLonger(this.#needles);
    this.#occursIn = needleSearch(shortest);
    this.#quotesMatter = shortest.some((needle) => needle.includes('"'));
  }

  /** The text with every known secret replaced by `[redacted]`, however it is escaped. */
  redact(text: string): string {
    if (this.#needles.length === 0) return text;
    const { bytes, redacted } = this.redactBytes(Buffer.from(text));
    return redacted ? bytes.toString() : text;
  }

  /** As `redact`, byte for byte, for a body in any character set that extends ASCII. Gives back the same buffer if clean. */
  redactBytes(bytes: Buffer): { bytes: Buffer; redacted: boolean } {
    if (!this.#isIn(bytes)) return { bytes, redacted: false };
    return { bytes: withBlanks(bytes, this.#stretchesIn(bytes, 0)), redacted: true };
  }

  /** As `redact`, of every text in a value, names of fields included. Gives back the same value if clean. */
  redactTexts<Value>(value: Value): Value {
    return (this.#needles.length === 0 ? value : withTexts(value, (text) => this.redact(text))) as Value;
  }

  /** Whether a known secret is in a text, however it is escaped. */
  holds(text: string): boolean {
    return this.#needles.length > 0 && this.#isIn(Buffer.from(text));
  }

  #isIn(bytes: Buffer): boolean {
    if (this.#needles.length === 0) return false;
    for (const layer of layersOf(bytes, this.#quotesMatter)) if (this.#occursIn(layer)) return true;
    return false;
  }

  /** Where secrets lie, also under escapes. */
  #stretchesIn(bytes: Buffer, depth: number): readonly Stretch[] {
    const here = this.#occursIn(bytes) ? this.#needles.flatMap((needle) => placesOf(needle, bytes)) : [];
    const decoded = depth < mostLayers ? decodeOnce(bytes) : undefined;
    if (!decoded) return here;
    const below = this.#stretchesIn(decoded.bytes, depth + 1);
    return [...here, ...below.map(([start, end]) => decoded.stretch(start, end))];
  }
}

/** Where a needle occurs, so does every needle that is inside it: a whole credential need not be looked for beside its key. */
function withoutLonger(needles: readonly Buffer[]): readonly Buffer[] {
  return needles.filter((needle) => !needles.some((other) => other !== needle && needle.includes(other)));
}

type Stretch = readonly [start: number, end: number];

function placesOf(needle: Buffer, bytes: Buffer): Stretch[] {
  const places: Stretch[] = [];
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length))
    places.push([at, at + needle.length]);
  return places;
}

/** What overlaps is blanked out as one, so that no secret is left half by a shorter one inside it. */
function withBlanks(bytes: Buffer, stretches: readonly Stretch[]): Buffer {
  const parts: Buffer[] = [];
  let kept = 0;
  for (const [start, end] of stretches.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (end <= kept) continue;
    if (start >= kept) parts.push(bytes.subarray(kept, start), Buffer.from(blank));
    kept = end;
  }
  return Buffer.concat([...parts, bytes.subarray(kept)]);
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
