import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { version } from '../version.ts';
import type { Checked } from './build.ts';

/** One `exhibit.yaml` as it was checked, which functions read in its place: JSON needs no library, and no schema. */
interface Carried {
  /** SHA-256 of that file's bytes, hex. */
  readonly of: string;
  /** The version of Exhibit that checked it. */
  readonly by: string;
  readonly checked: Omit<Checked, 'controls'> & {
    readonly controls: readonly (readonly [id: string, choice: unknown])[];
  };
}

/** Where it lies: beside the file. */
export const carriedName = (file: string): string => `${file}.json`;

/** What goes along with a file. Throws on values that JSON cannot hold; a configuration that was checked has none. */
export function carriedFor(text: string, { controls, ...checked }: Checked): string {
  const carried: Carried = {
    of: sha256(text),
    by: version,
    checked: { ...checked, controls: [...controls] },
  };
  const written = JSON.stringify(carried);
  if (isDeepStrictEqual(JSON.parse(written), carried)) return `${written}\n`;
  throw new Error('The configuration holds a value that JSON cannot: write it as text.');
}

/** What was carried for a file; null when that was made for another one or by another version, or is nothing of ours. */
export function carriedValues(text: string, beside: string): Checked | null {
  try {
    const { of, by, checked } = JSON.parse(beside) as Carried;
    if (of !== sha256(text) || by !== version) return null;
    return { ...checked, controls: new Map(checked.controls) as Checked['controls'] };
  } catch {
    return null;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
