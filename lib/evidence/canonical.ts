import canonicalize from 'canonicalize';

/** RFC 8785 JSON, ending with a newline: the form of every document in the locker. Throws on NaN and lone surrogates. */
export function canonicalDocument(value: unknown): string {
  return `${canonicalText(value)}\n`;
}

/** RFC 8785 JSON without a newline. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('There is no JSON for this value.');
  return text;
}
