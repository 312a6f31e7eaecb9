const space = /[ \t\n\r]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const plainCharacters = /[ !#-[\]-\uffff]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** What the grammar allows next. `element` and `member` may also be the end of what was just opened. */
type Due = 'value' | 'element' | 'member' | 'name' | 'colon' | 'more';

interface Scan {
  readonly text: string;
  /** Brackets that are not closed yet. */
  readonly open: string[];
  due: Due;
  at: number;
}

/**
 * Index of the token or character at which a text stops being JSON; the text's length when it ends too early. For
 * messages: JSON.parse gives a position for some faults only, and quotes the text, which may be personal.
 */
export function firstFault(text: string): number {
  const scan: Scan = { text, open: [], due: 'value', at: 0 };
  let sound = true;
  while (sound) {
    scan.at = endOf(space, text, scan.at) ?? scan.at;
    sound = scan.at < text.length && step(scan);
  }
  return scan.at;
}

/** Takes one token; false at a fault, with `at` on it. */
function step(scan: Scan): boolean {
  const c = scan.text.charAt(scan.at);
  switch (scan.due) {
    case 'value':
      return value(scan, c);
    case 'element':
      return c === ']' ? close(scan) : value(scan, c);
    case 'member':
      return c === '}' ? close(scan) : name(scan, c);
    case 'name':
      return name(scan, c);
    case 'colon':
      return c === ':' && advance(scan, scan.at + 1, 'value');
    case 'more':
      return more(scan, c);
  }
}

function value(scan: Scan, c: string): boolean {
  if (c === '"') return string(scan, 'more');
  if (c === '{' || c === '[') {
    scan.open.push(c);
    return advance(scan, scan.at + 1, c === '{' ? 'member' : 'element');
  }
  const end = endOf(scalar, scan.text, scan.at);
  return end !== null && advance(scan, end, 'more');
}

function name(scan: Scan, c: string): boolean {
  return c === '"' && string(scan, 'colon');
}

function more(scan: Scan, c: string): boolean {
  const inside = scan.open.at(-1);
  if (c === ',' && inside) return advance(scan, scan.at + 1, inside === '{' ? 'name' : 'value');
  return ((c === '}' && inside === '{') || (c === ']' && inside === '[')) && close(scan);
}

function close(scan: Scan): boolean {
  scan.open.pop();
  return advance(scan, scan.at + 1, 'more');
}

function string(scan: Scan, due: Due): boolean {
  let end: number | null = scan.at + 1;
  do {
    scan.at = endOf(plainCharacters, scan.text, end) ?? end;
    end = endOf(escaped, scan.text, scan.at);
  } while (end !== null);
  return scan.text.charAt(scan.at) === '"' && advance(scan, scan.at + 1, due);
}

function advance(scan: Scan, at: number, due: Due): true {
  scan.at = at;
  scan.due = due;
  return true;
}

/** Where the pattern's match at `at` ends; null when it does not match there. */
function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
