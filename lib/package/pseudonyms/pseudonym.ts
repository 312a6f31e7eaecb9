import { createHash, createHmac } from 'node:crypto';
import { samePerson } from './same-person.ts';

/** Puts stable words in the place of people. The same person has the same one under the same key, under all accounts. */
export interface Pseudonyms {
  /** Tells keys apart without telling anything of the key: SHA-256 over a fixed text under it. */
  readonly keyId: string;
  /** The word for an address, a login or an id; the case of letters makes no difference. */
  person(identifier: string): string;
  /** A text with every e-mail address in it replaced, and every word that is known to name somebody. */
  text(text: string): string;
  /** Has an identifier stand for a person from now on, who is called by another. */
  belongs(identifier: string, person: string): void;
  /** Has a word replaced wherever it stands in a text from now on. */
  know(identifier: string): void;
  /** Has a person's own words withheld wherever they are repeated from now on. */
  withhold(text: string): void;
}

/** In the place of what a person wrote: no rule finds every name in it. */
export const withheldText = '(withheld: a person’s own words)';

export const pseudonymMethod =
  'p- and the first 16 hexadecimal digits of HMAC-SHA-256 over the lower-cased primary address of whoever an identifier belongs to, or else over the identifier itself';

const address = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu;
/** In a URL the sign itself is escaped. */
const escapedAddress = /[\p{L}\p{N}._%+'-]+%40[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/giu;
const word = /[\p{L}\p{N}._@+-]+/gu;
/** Shorter words would be found in words that name nobody. */
const shortest = 3;

/** @param key at least 32 random bytes, which stay with the company */
export function pseudonymsWith(key: Buffer): Pseudonyms {
  const known = new Set<string>();
  const same = samePerson();
  const phrases = new Set<string>();
  const person = (identifier: string): string => {
    const mac = createHmac('sha256', key).update(same.oneOf(identifier)).digest('hex');
    return `p-${mac.slice(0, 16)}`;
  };
  /** A word at the end of a sentence carries its full stop. */
  const withoutStop = (found: string): string => {
    const name = found.slice(0, -1);
    return found.endsWith('.') && known.has(name.toLowerCase()) ? `${person(name)}.` : found;
  };
  return {
    keyId: createHash('sha256')
      .update('exhibit pseudonyms')
      .update(createHmac('sha256', key).update('id').digest())
      .digest('hex'),
    person,
    belongs: same.belongs,
    know(identifier) {
      if (identifier.length >= shortest) known.add(identifier.toLowerCase());
    },
    withhold(text) {
      if (text.length > shortest) phrases.add(text);
    },
    text(given) {
      const text = withoutPhrases(given, phrases);
      if (known.has(text.toLowerCase())) return person(text);
      return text
        .replace(address, person)
        .replace(escapedAddress, (found) => person(found.replace(/%40/i, '@')))
        .replace(word, (found) => (known.has(found.toLowerCase()) ? person(found) : withoutStop(found)));
    },
  };
}

function withoutPhrases(text: string, phrases: ReadonlySet<string>): string {
  let left = text;
  for (const phrase of phrases) if (left.includes(phrase)) left = left.replaceAll(phrase, withheldText);
  return left;
}
