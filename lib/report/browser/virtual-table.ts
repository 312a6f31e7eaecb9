import { type Child, h } from './dom.ts';
import { number } from './texts.ts';

/** So many rows stand at first, and so many more each time that their end comes into sight. */
const atOnce = 50;
/** On paper all rows stand, but no more than this: the CSV has everyone. */
const printed = 500;

export interface VirtualTable {
  readonly element: HTMLElement;
  /** Shows other rows. */
  show(count: number, row: (at: number) => readonly Child[]): void;
}

/**
 * A table of any length, drawn as the page is scrolled: it has no scroll of its own, and its rows are as high as what
 * they say.
 */
export function virtualTable(label: string, titles: readonly string[], layout: string): VirtualTable {
  let [total, cells]: [number, (at: number) => readonly Child[]] = [0, () => []];
  let drawn = 0;
  const body = h('div', { role: 'rowgroup', class: 'rows' });
  const head = h(
    'div',
    { role: 'row', class: 'row head', 'aria-rowindex': 1 },
    ...titles.map((title) => h('div', { role: 'columnheader' }, title)),
  );
  const grid = h(
    'div',
    { role: 'table', 'aria-label': label, class: 'virtual' },
    h('div', { role: 'rowgroup', class: 'heads' }, head),
    body,
  );
  const more = h('p', { class: 'more' });
  grid.style.setProperty('--columns', layout);
  const rowAt = (at: number): HTMLElement =>
    h(
      'div',
      { role: 'row', class: 'row', 'aria-rowindex': at + 2 },
      ...cells(at).map((cell, column) =>
        h('div', { role: column === 0 ? 'rowheader' : 'cell', 'data-l': titles[column] }, cell),
      ),
    );
  const drawTo = (end: number): void => {
    for (const last = Math.min(total, end); drawn < last; drawn++) body.append(rowAt(drawn));
  };
  const cutTo = (end: number): void => {
    while (body.children.length > end) body.lastElementChild?.remove();
    drawn = body.children.length;
  };
  // Rows that come in push their end out of sight again, and this is told of the end alone.
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting) || drawn >= total) return;
      drawTo(drawn + atOnce);
      seen.unobserve(more);
      seen.observe(more);
    },
    { rootMargin: '0px 0px 600px 0px' },
  );
  seen.observe(more);
  const element = h('div', { class: 'virtual-table', 'data-print': 'rows' }, grid, more);
  let before = 0;
  element.addEventListener('exhibit-paper', (event) => {
    const paper = (event as CustomEvent<boolean>).detail;
    if (paper) {
      before = drawn;
      drawTo(printed);
    } else cutTo(before);
    more.textContent =
      paper && total > printed
        ? `The first ${printed} of ${number(total)} are printed; the CSV file has all.`
        : '';
  });
  return {
    element,
    show(count, row) {
      [total, cells] = [count, row];
      grid.setAttribute('aria-rowcount', String(count + 1));
      cutTo(0);
      drawTo(atOnce);
    },
  };
}

/** Puts every such table on paper before printing, and back afterwards. */
export function printWhole(): void {
  const tell = (paper: boolean) => (): void => {
    for (const one of document.querySelectorAll('[data-print="rows"]'))
      one.dispatchEvent(new CustomEvent('exhibit-paper', { detail: paper }));
    for (const one of document.querySelectorAll('details[data-print]')) one.toggleAttribute('open', paper);
  };
  window.addEventListener('beforeprint', tell(true));
  window.addEventListener('afterprint', tell(false));
}
