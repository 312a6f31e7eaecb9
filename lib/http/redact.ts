import { needleSearch } from './needle-search.ts';
import { formsOf } from './secret-forms.ts';

const blank = '[redacted]';

/** Query parameters that are secrets by their name, whatever they hold. */
const secretParameter =
  /([?&#](?:access_token|refresh_token|id_token|token|api_?key|key|client_secret|client_assertion|assertion|password|secret|signature|sig|x-amz-signature|x-amz-security-token|x-amz-credential|x-goog-signature)=)[^&#\s"<>]*/gi;
const userInformation = /(\/\/)[^/?#@\s]*@/g;

interface Needle {
  readonly text: string;
  readonly bytes: Buffer;
}

/** The values that must never be written anywhere, in every form that a provider may send them back in. */
export class Secrets {
  readonly #values = new Set<string>();
  readonly #forms = new Set<string>();
  /** Longest first, so that no secret is left half blanked out by a shorter one inside it. */
  #needles: readonly Needle[] = [];
  #occursIn: (bytes: Buffer) => boolean = () => false;

  /**
   * Registers a secret: a token, a key of several lines, or a whole credential in JSON. Values of fewer than 6
   * characters are ignored: blanking them out would destroy text that has nothing to do with them.
   */
  add(value: string): void {
    if (this.#values.has(value)) return;
    this.#values.add(value);
    for (const form of formsOf(value)) this.#forms.add(form);
    this.#needles = [...this.#forms]
      .map((text) => ({ text, bytes: Buffer.from(text) }))
      .sort((a, b) => b.bytes.length - a.bytes.length);
    this.#occursIn = needleSearch(this.#needles.map(({ bytes }) => bytes));
  }

  /** The text with every known secret replaced by `[redacted]`. */
  redact(text: string): string {
    return this.#needles.reduce((clean, { text: form }) => clean.replaceAll(form, blank), text);
  }

  /** As `redact`, byte for byte, for a body in any character set that extends ASCII. Gives back the same buffer if clean. */
  redactBytes(bytes: Buffer): { bytes: Buffer; redacted: boolean } {
    if (!this.#occursIn(bytes)) return { bytes, redacted: false };
    // Latin-1 maps each byte to one character and back, so nothing but the secrets changes.
    const clean = this.#needles.reduce(
      (text, needle) => text.replaceAll(needle.bytes.toString('latin1'), blank),
      bytes.toString('latin1'),
    );
    return { bytes: Buffer.from(clean, 'latin1'), redacted: true };
  }
}

/** A URL (or a `Link` header) without known secrets, parameters that are secrets by name, and user names. */
export function redactUrl(url: string, secrets: Secrets): string {
  return secrets
    .redact(url)
    .replaceAll(secretParameter, `$1${blank}`)
    .replaceAll(userInformation, `$1${blank}@`);
}
