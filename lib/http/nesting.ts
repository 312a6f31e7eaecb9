/** No provider nests deeper by far, and whatever walks through a value without end would run out of stack. */
export const deepest = 100;

const [quote, backslash] = ['"'.charCodeAt(0), '\\'.charCodeAt(0)];
const [bracket, brace, closingBracket, closingBrace] = [0x5b, 0x7b, 0x5d, 0x7d];

/** Whether lists and objects of a value lie deeper in one another than is looked at. Parsing itself has no such end. */
export function isDeep(value: unknown, left = deepest): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if (Array.isArray(value)) return value.some((one) => isDeep(one, left - 1));
  for (const name in value) {
    const field = (value as Record<string, unknown>)[name];
    // Most fields are texts, for which a call each would cost more than all else here.
    if (typeof field === 'object' && isDeep(field, left - 1)) return true;
  }
  return false;
}

/** Whether lists and objects in a JSON text lie deeper in one another than is looked at. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === quote) at = endOfString(text, at);
    else if (c === bracket || c === brace) depth++;
    else if (c === closingBracket || c === closingBrace) depth--;
    if (depth > deepest) return true;
  }
  return false;
}

/** Where a string ends that begins at `from`; the text's end where it has none. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === backslash) escapes++;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
