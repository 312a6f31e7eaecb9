import { stripVTControlCharacters, styleText } from 'node:util';
import { madeOnce } from '../text/made-once.ts';
import { callable } from './called-as.ts';

export { inert } from '../text/inert.ts';
export { plural } from '../text/plural.ts';

type Style = Parameters<typeof styleText>[0];

/** Colour where the stream is a terminal that wants it (NO_COLOR, FORCE_COLOR and TERM are honoured). */
export function painter(stream: NodeJS.WriteStream): (style: Style, text: string) => string {
  return (style, text) => styleText(style, text, { stream, validateStream: true });
}

/** Eight milliseconds, which a command that prints ASCII alone does without. */
const graphemes = madeOnce(() => new Intl.Segmenter());
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes on a terminal. Wide East Asian characters and emoji take two. */
export function width(text: string): number {
  const plain = stripVTControlCharacters(text);
  if (/^[ -~]*$/.test(plain)) return plain.length;
  return [...graphemes().segment(plain)].reduce((sum, { segment }) => sum + (wide.test(segment) ? 2 : 1), 0);
}

export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

/** Rows as columns that line up, two blanks apart. The last column is not padded. */
export function columns(rows: readonly (readonly string[])[], indent = ''): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, width(cell));
    });
  return rows
    .map(
      (row) =>
        indent +
        row
          .map((cell, at) => (at === row.length - 1 ? cell : pad(cell, widths[at] ?? 0)))
          .join('  ')
          .trimEnd(),
    )
    .join('\n');
}

/** A text in lines of at most so many columns, of which the later ones begin where it does, after `lead`. */
export function wrapAfter(lead: string, text: string, columnsWide: number): string {
  const room = Math.max(columnsWide - width(lead), 20);
  return lead + wrap(text, room).replaceAll('\n', `\n${' '.repeat(width(lead))}`);
}

/** Rows as columns that line up, of which the last one is broken into lines where it does not fit. */
export function columnsWithin(rows: readonly (readonly string[])[], columnsWide: number): string {
  const filled = columns(rows.map((row) => [...row.slice(0, -1), '│'])).split('\n');
  return rows
    .map((row, at) => wrapAfter((filled[at] ?? '').slice(0, -1), row.at(-1) ?? '', columnsWide).trimEnd())
    .join('\n');
}

/** Stands for a blank within a command, which is copied and must not be broken. */
const held = '\u00a0';

/**
 * `text` in lines of at most so many columns, the later ones indented. Blanks at its start stay, and a command in back-quotes
 * stays whole where it fits a line. A list without blanks that fits no line is broken after its commas.
 */
export function wrap(text: string, columnsWide: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  const [, start = '', rest = ''] = /^( *)(.*)$/s.exec(callable(text)) ?? [];
  const room = columnsWide - indent.length;
  const whole = rest.replaceAll(/`[^`]*`/g, (command) =>
    width(command) < room ? command.replaceAll(' ', held) : command,
  );
  for (const [at, word] of whole.split(' ').entries())
    for (const [after, part] of (width(word) > room ? word.split(/(?<=,)/) : [word]).entries()) {
      const lead = at === 0 && after === 0 ? start : '';
      const gap = after === 0 && line !== '' ? ' ' : '';
      if (line !== '' && width(line) + width(gap + part) > columnsWide) {
        lines.push(line.trimEnd());
        line = indent + part;
      } else line += gap + lead + part;
    }
  return [...lines, line].join('\n').replaceAll(held, ' ');
}
