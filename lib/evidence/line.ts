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

/** Whether `JSON.stringify` gives the canonical form: keys in order all the way down, and no NaN or infinity. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  let last = '';
  for (const key in value) {
    if (key < last || !isPlain((value as Record<string, unknown>)[key])) return false;
    last = key;
  }
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
