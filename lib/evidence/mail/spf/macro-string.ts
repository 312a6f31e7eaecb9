import { plainName } from '../domain-name.ts';

/** A macro such as `%{d2r-}`: the letter, how many parts are kept (null: all), whether they are turned round. */
export interface Macro {
  readonly letter: MacroLetter;
  readonly escaped: boolean;
  readonly keep: number | null;
  readonly reversed: boolean;
  readonly delimiters: string;
}

export type MacroLetter = 's' | 'l' | 'o' | 'd' | 'i' | 'p' | 'h' | 'v';

export type MacroString = readonly (string | Macro)[];

const part = /%\{([a-z])(\d*)(r?)([.+,/_=-]*)\}|%([%_-])|([!-$&-~]+)/iy;
const plain: Readonly<Record<string, string>> = { '%': '%', _: ' ', '-': '%20' };

/** Reads a macro-string (RFC 7208, 7.1). Null when it is none. */
export function macroStringOf(text: string): MacroString | null {
  return read(text)?.parts ?? null;
}

/** Reads a domain-spec: it ends in a macro, or in a dot and a label that may stand at the top. Null when it is none. */
export function domainSpecOf(text: string): MacroString | null {
  const found = read(text);
  return found && (found.endsInMacro || endsInTopLabel(text)) ? found.parts : null;
}

function read(text: string): { readonly parts: MacroString; readonly endsInMacro: boolean } | null {
  const parts: (string | Macro)[] = [];
  let endsInMacro = false;
  for (let at = 0; at < text.length; at = part.lastIndex) {
    part.lastIndex = at;
    const found = part.exec(text);
    if (!found) return null;
    const [, letter, , , , sign, literal] = found;
    const one = letter === undefined ? (literal ?? plain[sign ?? ''] ?? '') : macroOf(found);
    if (one === null) return null;
    parts.push(one);
    endsInMacro = literal === undefined;
  }
  return { parts, endsInMacro };
}

/** What each letter stands for; null where that is not known. */
export type Expansion = (letter: MacroLetter) => string | null;

/** The name that a domain-spec stands for, in lower case. Null when a macro in it is not known. */
export function expand(spec: MacroString, meaningOf: Expansion): string | null {
  let name = '';
  for (const one of spec) {
    const value = typeof one === 'string' ? one : transformed(one, meaningOf(one.letter));
    if (value === null) return null;
    name += value;
  }
  // Too long a name loses labels on its left (RFC 7208, 7.3).
  for (name = plainName(name); name.length > 253 && name.includes('.'); )
    name = name.slice(name.indexOf('.') + 1);
  return name;
}

function macroOf([
  ,
  letter = '',
  digits = '',
  reversed = '',
  delimiters = '',
]: RegExpExecArray): Macro | null {
  const lower = letter.toLowerCase();
  const keep = digits === '' ? null : Number(digits);
  // The letters c, r and t belong in explanations only.
  if (!'slodiphv'.includes(lower) || keep === 0) return null;
  const escaped = letter !== lower;
  return {
    letter: lower as MacroLetter,
    escaped,
    keep,
    reversed: reversed !== '',
    delimiters: delimiters || '.',
  };
}

function endsInTopLabel(text: string): boolean {
  const label = /\.([a-z0-9-]+)\.?$/i.exec(text)?.[1] ?? '';
  return label.includes('-') ? /^[a-z0-9].*[a-z0-9]$/i.test(label) : /[a-z]/i.test(label);
}

function transformed({ delimiters, escaped, keep, reversed }: Macro, value: string | null): string | null {
  if (value === null) return null;
  const parts = [''];
  for (const character of value)
    if (delimiters.includes(character)) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  if (reversed) parts.reverse();
  const joined = parts.slice(keep === null ? 0 : -keep).join('.');
  return escaped ? joined.replace(/[^\w.~-]/g, (character) => escapeOf(character)) : joined;
}

function escapeOf(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
