/**
 * Where in a scalar, as it is written in the file, a character of its value stands. Quotes, indents, folded lines and
 * most escapes are in the one and not in the other, but all that can be seen stands in both, in the same order.
 * `source` is the scalar as written; offsets count from its start. Null where the two do not match.
 */
export function placeInScalar(source: string, value: string, offset: number): number | null {
  let at = contentStart(source);
  for (let index = 0; index < Math.min(offset, value.length); index++) {
    const found = nextOf(source, value[index] ?? '', at);
    if (found === null) return null;
    at = found + 1;
  }
  // The end of an expression is where it ends, not where the next line begins.
  return offset < value.length ? nextOf(source, value[offset] ?? '', at) : at;
}

/** Behind an opening quote, or the line that begins a block. */
function contentStart(source: string): number {
  const opening = /^(?:[|>][^\n]*\n|["'])/.exec(source);
  return opening ? opening[0].length : 0;
}

/** A blank of the value may be any blanks of the source, or none where it was an escape. */
function nextOf(source: string, character: string, at: number): number | null {
  if (/\s/.test(character)) return /\s/.test(source[at] ?? '') ? at : at - 1;
  const found = source.indexOf(character, at);
  return found < 0 ? null : found;
}
