import { canonicalText } from './canonical.ts';

/**
 * One record as a line of RFC 8785 JSON, without the newline. Collectors make records with their fields in
 * order, so that the platform's own `JSON.stringify` gives the canonical form; others take the slower way.
 * Lone surrogates, which no canonical JSON can hold, become U+FFFD; the raw answer keeps what came. Throws on a
 * number that JSON cannot hold, rather than writing null: a field that came is not one that did not.
 */
export function recordLine(record: object): string {
  if (!isPlain(record)) return canonicalText(wellFormed(record));
  const line = JSON.stringify(record);
  return line.includes('\\ud') ? canonicalText(wellFormed(record)) : line;
}

/** The names of the last record that was found in order: a dataset's records are alike, and this spares comparing. */
let inOrder: string[] = [];

/** Whether `JSON.stringify` gives the canonical form: keys in order all the way down, and no NaN or infinity. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  let at = 0;
  for (const key in value) {
    if (inOrder[at++] !== key) return isOrdered(Object.keys(value)) && isPlain(value);
    const field = (value as Record<string, unknown>)[key];
    if (typeof field === 'object' ? field !== null && !isPlainInside(field) : !isPlain(field)) return false;
  }
  return true;
}

/** Inside a record the names are others, and those of the record are wanted again for the next one. */
function isPlainInside(value: object): boolean {
  if (Array.isArray(value) && value.length === 0) return true;
  const outer = inOrder;
  const plain = isPlain(value);
  inOrder = outer;
  return plain;
}

/** Remembers the names when they are in order. */
function isOrdered(keys: string[]): boolean {
  for (let at = 1; at < keys.length; at++) if ((keys[at] ?? '') < (keys[at - 1] ?? '')) return false;
  inOrder = keys;
  return true;
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key.toWellFormed(), wellFormed(field)]),
  );
}
