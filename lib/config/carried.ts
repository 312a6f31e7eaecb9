import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

/** The values of one `exhibit.yaml`, which functions read in its place because JSON needs no library. */
interface Carried {
  /** SHA-256 of that file's bytes, hex. */
  readonly of: string;
  readonly values: unknown;
}

/** Where the values lie: beside the file. */
export const carriedName = (file: string): string => `${file}.json`;

/** What goes along with a file. Throws on values that JSON cannot hold; a configuration that was checked has none. */
export function carriedFor(text: string, values: unknown): string {
  const carried: Carried = { of: sha256(text), values };
  const written = JSON.stringify(carried);
  if (isDeepStrictEqual(JSON.parse(written), carried)) return `${written}\n`;
  throw new Error('The configuration holds a value that JSON cannot: write it as text.');
}

/** The values of a file, from what goes along with it; null when that was made for another one, or is nothing of ours. */
export function carriedValues(text: string, beside: string): { readonly values: unknown } | null {
  try {
    const { of, values } = Object(JSON.parse(beside)) as Partial<Carried>;
    return of === sha256(text) && values !== undefined ? { values } : null;
  } catch {
    return null;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
