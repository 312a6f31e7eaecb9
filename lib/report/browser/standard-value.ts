import { type Child, h } from './dom.ts';

/** A longer text is folded. */
const short = 80;
/** Where it lies stands under what changed. */
const places: ReadonlySet<string> = new Set(['control', 'path', 'schema', 'sha256']);

/**
 * A value of the standard, as its change tells it: short ones as they are; of a long list or object what it says at its
 * top, in words, with the whole of it beneath.
 */
export function standardValue(text: string): Child {
  if (text.length <= short) return text;
  return [brief(text), h('details', {}, h('summary', {}, 'all of it'), h('code', {}, text))];
}

function brief(text: string): string {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return `${text.slice(0, short)}…`;
  if (Array.isArray(value)) return `${value.length} entries`;
  const said = Object.entries(value).flatMap(([name, one]) =>
    typeof one === 'object' || one === '' || places.has(name)
      ? []
      : [`${name} ${String(one).slice(0, short)}`],
  );
  return said.join(', ') || `${Object.keys(value).length} entries`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
