import { data, nameOf } from './data.ts';
import { type Child, h } from './dom.ts';
import { classes } from './strip.ts';
import { count, nightDay, shortHash, stateText } from './texts.ts';

export const route = {
  control: (control: number, night?: number) =>
    `#/control/${encodeURIComponent(data.controls[control]?.id ?? '')}${night === undefined ? '' : `?night=${data.nights[night]?.run}`}`,
  subject: (place: number) => `#/subject/${place}`,
  dataset: (dataset: number, night?: number) => {
    const one = data.datasets[dataset];
    return `#/dataset/${encodeURIComponent(one ? nameOf(one) : '')}${night === undefined ? '' : `?night=${data.nights[night]?.run}`}`;
  },
  night: (night: number) => `#/night/${data.nights[night]?.run}`,
};

export function link(href: string, ...children: Child[]): HTMLElement {
  return h('a', { href }, ...children);
}

/** A file of the package. Only paths within it become links; evidence cannot make one lead elsewhere. */
export function fileLink(path: string | null, ...children: Child[]): Child {
  const text = children.length > 0 ? children : [path];
  if (!path || !/^[\w@.+=,-]+(\/[\w@.+=,-]+)*$/.test(path) || path.split('/').includes('..')) return text;
  return h(
    'a',
    { href: path.split('/').map(encodeURIComponent).join('/'), target: '_blank', rel: 'noopener' },
    ...text,
  );
}

const glyphs: Readonly<Record<string, string>> = {
  P: '✓',
  F: '✕',
  U: '?',
  A: '!',
  W: 'w',
  N: '–',
  '-': '',
};

export function glyph(letter: string): string {
  return glyphs[letter] ?? '';
}

/** A state as a sign and a word. */
export function state(letter: string, text = stateText[letter] ?? letter): HTMLElement {
  return h(
    'span',
    { class: `state ${classes[letter] ?? ''}` },
    h('i', { 'aria-hidden': 'true' }, glyph(letter)),
    text,
  );
}

/** A control's state: one that passes only since failures are waived is said to. */
export function controlState(letter: string): HTMLElement {
  return letter === 'W' ? state('W', 'pass, with waivers') : state(letter);
}

export function hash(value: string | null): HTMLElement {
  return h('code', { class: 'hash', title: value ?? '' }, value ?? '–');
}

export function briefHash(value: string | null): HTMLElement {
  return h('code', { title: value ?? '' }, shortHash(value));
}

export interface Column {
  readonly title: string;
  /** `number` columns are set to the right, `date` ones in one line; `wide` ones take what is left. */
  readonly kind?: 'number' | 'wide' | 'strip' | 'date';
}

/** A plain table, for what is bounded. The first cell of a row is its heading. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  const cell = (content: Child, at: number): HTMLElement => {
    const { kind, title } = columns[at] ?? { title: '' };
    return at === 0
      ? h('th', { scope: 'row', role: 'rowheader', class: kind }, content)
      : h('td', { role: 'cell', class: kind, 'data-l': title }, content);
  };
  // The roles are said in words, because rows that become entries on a narrow page would lose them.
  return h(
    'div',
    { class: 'tabled' },
    h(
      'table',
      { role: 'table' },
      h('caption', { class: 'hidden' }, caption),
      h(
        'thead',
        { role: 'rowgroup' },
        h(
          'tr',
          { role: 'row' },
          ...columns.map(({ title, kind }) =>
            h('th', { scope: 'col', role: 'columnheader', class: kind }, title),
          ),
        ),
      ),
      h('tbody', { role: 'rowgroup' }, ...rows.map((cells) => h('tr', { role: 'row' }, ...cells.map(cell)))),
    ),
  );
}

/** Names and what they are, as a list of definitions. */
export function facts(entries: readonly (readonly [string, Child])[], more = ''): HTMLElement {
  return h(
    'dl',
    { class: `facts ${more || (entries.length > 8 ? 'many' : '')}`.trim() },
    ...entries.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
  );
}

/** The days under a strip's two ends. */
export function periodEnds(): HTMLElement {
  return h(
    'div',
    { class: 'ends' },
    h('span', {}, nightDay(0)),
    h('span', {}, nightDay(data.nights.length - 1)),
  );
}

/** What stands in the place of a table that would have no row: a statement, and its ground. */
export function nothing(statement: string, ground = ''): HTMLElement {
  return h('p', { class: 'empty' }, h('b', {}, statement), ground && ` ${ground}`);
}

export function section(title: string, ...children: Child[]): HTMLElement {
  return h('section', {}, h('h2', {}, title), ...children);
}

export function command(text: string): HTMLElement {
  const said = h('span', { class: 'said', role: 'status' });
  const copy = () => {
    void navigator.clipboard?.writeText(text).then(
      () => {
        said.textContent = 'Copied';
      },
      () => {
        said.textContent = 'Could not copy';
      },
    );
  };
  return h(
    'div',
    { class: 'command' },
    h(
      'pre',
      {},
      h(
        'code',
        {},
        text.split('\n').flatMap((line, at) => (at > 0 ? [h('br'), line] : [line])),
      ),
    ),
    h('button', { type: 'button', class: 'quiet', on: { click: copy } }, 'Copy'),
    said,
  );
}

export function intervalText(from: number, to: number): string {
  return from === to ? nightDay(from) : `${nightDay(from)} – ${nightDay(to)}`;
}

export function nightsText(of: number): string {
  return count(of, 'night');
}

/** Text quoted for a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
