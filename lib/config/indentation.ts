/** A slip of the hand that a person sees at once when it is named, and YAML takes for something else. */
export interface Slip {
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A line that says something. */
interface Line {
  readonly number: number;
  /** Blanks before its first character. */
  readonly indent: number;
  readonly isEntry: boolean;
  /** Null for what is no `key:` or `- key:`. */
  readonly key: string | null;
  /** Where its key begins. */
  readonly column: number;
  /** Whether something is to follow beneath it: `key:` and no value. */
  readonly opens: boolean;
  /** Whether a text of several lines follows (`key: |`). */
  readonly beginsText: boolean;
  /** The key of a line whose value follows its colon without a blank. */
  readonly unparted: string | null;
  /** The comment right above, if there is one. */
  readonly above: string | null;
}

/**
 * The first line that stands where no line of its kind can stand, in words for whoever typed it; null where indentation is
 * not what is wrong. Only of a file in which something is wrong: it does not know all that YAML allows.
 */
export function slipIn(text: string): Slip | null {
  const tab = tabIn(text);
  if (tab) return tab;
  const open: Level[] = [];
  let before: Line | null = null;
  for (const line of linesOf(text)) {
    const slip = blankSlip(line) ?? (before && placeSlip(line, before, open));
    if (slip) return slip;
    // A text or a list that goes on over several lines is not followed.
    if (line.key === null && !line.isEntry) return null;
    while (open.length > 0 && deeper(open.at(-1), line)) open.pop();
    if (line.isEntry) open.push({ indent: line.indent, isEntry: true });
    if (line.key !== null) open.push({ indent: line.column, isEntry: false });
    before = line;
  }
  return null;
}

interface Level {
  readonly indent: number;
  readonly isEntry: boolean;
}

function deeper(level: Level | undefined, { indent, isEntry }: Line): boolean {
  if (level === undefined) return false;
  if (level.indent === indent && isEntry) return level.isEntry;
  return level.indent >= indent;
}

interface Entry {
  /** Where its keys stand. */
  readonly column: number;
  readonly keys: Set<string>;
  /** Lines whose key it had already. */
  readonly twice: Line[];
}

/** Two entries of a list that are one, because the dash of the second is not there: its keys then stand twice. */
export function joinedEntries(text: string): Slip | null {
  const entries: Entry[] = [];
  const found: Entry[] = [];
  for (const line of linesOf(text)) {
    while ((entries.at(-1)?.column ?? 0) > line.indent) entries.pop();
    const entry = entries.at(-1);
    if (line.isEntry) {
      entries.push({ column: line.column, keys: new Set(line.key === null ? [] : [line.key]), twice: [] });
    } else if (line.key !== null && entry?.column === line.indent) {
      if (!entry.keys.has(line.key)) entry.keys.add(line.key);
      else if (entry.twice.push(line) === 2) found.push(entry);
    }
  }
  const [line] = found[0]?.twice ?? [];
  return line ? joinedSlip(line) : null;
}

function joinedSlip(line: Line): Slip {
  return line.above !== null && /^#\s*- /.test(line.above)
    ? slip(
        { number: line.number - 1, column: 0 },
        'an entry of the list begins on this line, which a "#" hides, so its keys are twice in the entry above — remove the "#"',
      )
    : slip(
        line,
        `${named(line)} begins a second entry without a dash, so keys are twice in the entry above — write "- ${line.key}:"`,
      );
}

/** The head of a section behind a "#", whose entries then belong to the section before it. */
export function hiddenHead(text: string, sections: readonly string[]): Slip | null {
  let before: Line | null = null;
  for (const line of linesOf(text)) {
    const [, head] = /^#\s*([\w-]+):\s*$/.exec(line.above ?? '') ?? [];
    if (head !== undefined && sections.includes(head) && line.indent > 0 && before && !before.opens)
      return slip(
        { ...line, number: line.number - 1, column: 0 },
        `${JSON.stringify(`${head}:`)} is hidden by a "#", and the lines that belong to it are not — remove the "#", or put one before each of these lines`,
      );
    before = line;
  }
  return null;
}

function tabIn(text: string): Slip | null {
  const at = text.split('\n').findIndex((line) => /^ *\t\s*\S/.test(line));
  if (at < 0) return null;
  const message = 'this line begins with a tab — indent with spaces; YAML allows no tabs there';
  return { line: at + 1, column: 1, message };
}

interface Raw {
  readonly blanks: string;
  readonly dash: string;
  readonly rest: string;
  readonly number: number;
}

function lineOf({ blanks, dash, rest, number }: Raw, before: string): Line {
  const [, key, value] = /^("[^"]*"|'[^']*'|[^\s#:{[&*!|>'"][^:#]*):(?:\s+(.*))?$/.exec(rest) ?? [];
  return {
    number,
    indent: blanks.length,
    isEntry: dash !== '' || rest === '-',
    key: key ?? null,
    column: blanks.length + dash.length,
    opens: key !== undefined && /^(#.*)?$/.test(value ?? ''),
    beginsText: /^[|>][+-]?\d?$/.test(value ?? ''),
    unparted: key === undefined ? (/^([A-Za-z]\w*):(?!\/\/)\S/.exec(rest)?.[1] ?? null) : null,
    above: before.startsWith('#') ? before : null,
  };
}

function linesOf(text: string): Line[] {
  const found: Line[] = [];
  const lines = text.split('\n');
  /** Within a text of several lines (`key: |`) nothing is looked at. */
  let block: number | null = null;
  for (const [at, raw] of lines.entries()) {
    const [, blanks = '', dash = '', rest = ''] = /^( *)(- +)?(.*)$/.exec(raw.trimEnd()) ?? [];
    if (rest === '' && dash === '') continue;
    if (block !== null && blanks.length > block) continue;
    block = null;
    if (rest.startsWith('#')) continue;
    const line = lineOf({ blanks, dash, rest, number: at + 1 }, lines[at - 1]?.trim() ?? '');
    if (line.beginsText) block = blanks.length;
    found.push(line);
  }
  return found;
}

/** A blank that YAML needs, after a dash or a colon. What stands behind it is not shown: it may be a secret. */
function blankSlip(line: Line): Slip | null {
  if (line.key?.startsWith('-') && !line.isEntry)
    return slip(line, `a space is missing after the dash — write "- ${line.key.slice(1)}:"`);
  return line.unparted === null
    ? null
    : slip(line, `a space is missing after the colon of ${JSON.stringify(`${line.unparted}:`)} — add it`);
}

/** Whether a line may stand where it does, after the one before it. */
function placeSlip(line: Line, before: Line, open: readonly Level[]): Slip | null {
  if (line.key === null) return null;
  const alike = open.filter(({ isEntry }) => isEntry === line.isEntry).map(({ indent }) => indent);
  const keys = open.filter(({ isEntry }) => !isEntry).map(({ indent }) => indent);
  // A list may begin in the column of its key.
  const places = line.isEntry ? [...alike, ...(before.opens ? keys : [])] : alike;
  if (places.includes(line.indent)) return null;
  if (before.opens && line.indent > before.column) return null;
  if (line.above !== null && /^#\s*(- )?[\w-]+:/.test(line.above))
    return slip(
      line,
      `this belongs under the line above, which a "#" hides — remove that "#", or put one here as well`,
    );
  if (!line.isEntry && open.some(({ indent, isEntry }) => isEntry && indent === line.indent))
    return slip(
      line,
      `${named(line)} is where an entry of the list begins, and has no dash — write "- ${line.key}:", or indent it like the keys above it`,
    );
  return slip(line, `${named(line)} ${wanted(line, places)}`);
}

function named({ isEntry, key }: Line): string {
  return isEntry ? 'the dash of this entry' : JSON.stringify(`${key}:`);
}

function wanted({ indent, isEntry }: Line, places: readonly number[]): string {
  const nearest = places.toSorted((a, b) => Math.abs(a - indent) - Math.abs(b - indent))[0];
  if (nearest === undefined) return 'is in no list — put the key of the list above it, or remove the dash';
  const off = Math.abs(nearest - indent);
  const side = indent > nearest ? 'right' : 'left';
  const blanks = `${off} ${off === 1 ? 'space' : 'spaces'}`;
  const advice = `indent it by ${nearest}`;
  const list = isEntry ? 'the entries of its list' : 'the keys that it belongs to';
  return `is ${blanks} too far to the ${side} of ${list} — ${advice}, as they are`;
}

function slip({ number, column }: Pick<Line, 'number' | 'column'>, message: string): Slip {
  return { line: number, column: column + 1, message };
}
