import { createHash, createHmac } from 'node:crypto';

/** Puts stable words in the place of people. The same person has the same one under the same key, always. */
export interface Pseudonyms {
  /** Tells keys apart without telling anything of the key: SHA-256 over a fixed text under it. */
  readonly keyId: string;
  /** The word for an address, a login or an id; the case of letters makes no difference. */
  person(identifier: string): string;
  /** A text with every e-mail address in it replaced, and every word that is known to name somebody. */
  text(words: string): string;
  /** Has a word replaced wherever it stands in a text from now on. */
  know(identifier: string): void;
  /** Has a person's own words withheld wherever they are repeated from now on. */
  withhold(words: string): void;
}

/** In the place of what a person wrote: no rule finds every name in it. */
export const withheldText = '(withheld: a person’s own words)';

export const pseudonymMethod =
  'p- and the first 16 hexadecimal digits of HMAC-SHA-256 over the lower-cased identifier';

const address = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu;
/** In a URL the sign itself is escaped. */
const escapedAddress = /[\p{L}\p{N}._%+'-]+%40[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/giu;
const word = /[\p{L}\p{N}._@+-]+/gu;
/** Shorter words would be found in words that name nobody. */
const shortest = 3;

/** @param key at least 32 random bytes, which stay with the company */
export function pseudonymsWith(key: Buffer): Pseudonyms {
  const known = new Map<string, string>();
  const phrases = new Set<string>();
  const person = (identifier: string): string => {
    const mac = createHmac('sha256', key).update(identifier.normalize('NFC').toLowerCase()).digest('hex');
    return `p-${mac.slice(0, 16)}`;
  };
  return {
    keyId: createHash('sha256')
      .update('exhibit pseudonyms')
      .update(createHmac('sha256', key).update('id').digest())
      .digest('hex'),
    person,
    know(identifier) {
      if (identifier.length >= shortest) known.set(identifier.toLowerCase(), person(identifier));
    },
    withhold(words) {
      if (words.length > shortest) phrases.add(words);
    },
    text(given) {
      const words = withoutPhrases(given, phrases);
      const exact = known.get(words.toLowerCase());
      if (exact) return exact;
      return words
        .replace(address, person)
        .replace(escapedAddress, (found) => person(found.replace(/%40/i, '@')))
        .replace(word, (found) => known.get(found.toLowerCase()) ?? withoutStop(found, known));
    },
  };
}

function withoutPhrases(text: string, phrases: ReadonlySet<string>): string {
  let left = text;
  for (const phrase of phrases) if (left.includes(phrase)) left = left.replaceAll(phrase, withheldText);
  return left;
}

/** A word at the end of a sentence carries its full stop. */
function withoutStop(found: string, known: ReadonlyMap<string, string>): string {
  if (!found.endsWith('.')) return found;
  const replaced = known.get(found.slice(0, -1).toLowerCase());
  return replaced ? `${replaced}.` : found;
}
