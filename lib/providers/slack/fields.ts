/** One object of an answer, before its fields are checked. */
export type Raw = Readonly<Record<string, unknown>>;

/** The names of fields that came with the wrong type. They read as null, as those that did not come. */
export type Wrong = string[];

export function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(raw: Raw, field: string, wrong: Wrong): string | null {
  const value = raw[field];
  if (typeof value === 'string') return value;
  if (value !== undefined && value !== null) wrong.push(field);
  return null;
}

export function flag(raw: Raw, field: string, wrong: Wrong): boolean | null {
  const value = raw[field];
  if (typeof value === 'boolean') return value;
  if (value !== undefined && value !== null) wrong.push(field);
  return null;
}
