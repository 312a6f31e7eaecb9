/** One object of an answer, before its fields are checked. */
export type Raw = Readonly<Record<string, unknown>>;

/**
 * The readers below return null for a field that is absent or null. A field of the wrong type is null too,
 * and its name is added to `wrong`. They are written by hand because a schema library is several times too
 * slow for a million users.
 */
export type Wrong = string[];

export function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text without lone surrogates, which no canonical JSON can hold. */
export function text(raw: Raw, field: string, wrong: Wrong): string | null {
  const value = raw[field];
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && value.isWellFormed()) return value;
  wrong.push(field);
  return null;
}

export function boolean(raw: Raw, field: string, wrong: Wrong): boolean | null {
  const value = raw[field];
  if (typeof value === 'boolean') return value;
  if (value !== undefined && value !== null) wrong.push(field);
  return null;
}

export function number(raw: Raw, field: string, wrong: Wrong): number | null {
  const value = raw[field];
  if (typeof value === 'number') return value;
  if (value !== undefined && value !== null) wrong.push(field);
  return null;
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** An RFC 3339 time, as the provider wrote it. */
export function time(raw: Raw, field: string, wrong: Wrong): string | null {
  const value = text(raw, field, wrong);
  if (value === null || rfc3339.test(value)) return value;
  wrong.push(field);
  return null;
}

/** A list of texts; absent means none, because Google leaves empty lists out. */
export function texts(raw: Raw, field: string, wrong: Wrong): readonly string[] {
  const value = raw[field];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' && one.isWellFormed()))
    return value;
  wrong.push(field);
  return [];
}

/** An object that must be there: one that is absent is wrong too, and reads as an empty one. */
export function object(raw: Raw, field: string, wrong: Wrong): Raw {
  const value = raw[field];
  if (isObject(value)) return value;
  wrong.push(field);
  return {};
}

/** What identifies a record: text that is not empty. Undefined when there is none. */
export function identity(raw: Raw, field: string): string | undefined {
  const value = raw[field];
  return typeof value === 'string' && value !== '' && value.isWellFormed() ? value : undefined;
}
