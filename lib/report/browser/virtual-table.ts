import { type Child, clear, h } from './dom.ts';
import { number } from './words.ts';

const rowHeight = 34;
/** Rows beyond what is seen, above and below. */
const margin = 8;
/** On paper all rows stand, but no more than this: the CSV has everyone. */
const printed = 500;

export interface VirtualTable {
  readonly element: HTMLElement;
  /** Shows other rows. */
  show(count: number, row: (at: number) => readonly Child[]): void;
}

/** A table of any length of which only the rows in sight are in the page. Each row takes one line. */
export function virtualTable(label: string, titles: readonly string[], layout: string): VirtualTable {
  let [total, cells]: [number, (at: number) => readonly Child[]] = [0, () => []];
  let onPaper = false;
  const body = h('div', { role: 'rowgroup', class: 'rows' });
  const head = h(
    'div',
    { role: 'row', class: 'row head', 'aria-rowindex': 1 },
    ...titles.map((title) => h('div', { role: 'columnheader' }, title)),
  );
  const grid = h(
    'div',
    { role: 'table', 'aria-label': label, class: 'virtual' },
    h('div', { role: 'rowgroup' }, head),
    body,
  );
  const scroller = h(
    'div',
    { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': `${label}, scrolls` },
    grid,
  );
  const more = h('p', { class: 'more' });
  grid.style.setProperty('--columns', layout);

  const draw = (): void => {
    const first = onPaper ? 0 : Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - margin);
    const seen = Math.ceil((scroller.clientHeight || 600) / rowHeight) + 2 * margin;
    const last = Math.min(total, onPaper ? printed : first + seen);
    const focused = body.contains(document.activeElement)
      ? document.activeElement?.getAttribute('href')
      : null;
    clear(body);
    body.style.height = onPaper ? 'auto' : `${total * rowHeight}px`;
    for (let at = first; at < last; at++) {
      const row = h(
        'div',
        { role: 'row', class: 'row', 'aria-rowindex': at + 2 },
        ...cells(at).map((cell, column) => h('div', { role: column === 0 ? 'rowheader' : 'cell' }, cell)),
      );
      if (!onPaper) row.style.transform = `translateY(${at * rowHeight}px)`;
      body.append(row);
    }
    if (focused)
      [...body.querySelectorAll('a')]
        .find((one) => one.getAttribute('href') === focused)
        ?.focus({ preventScroll: true });
    more.textContent =
      onPaper && total > printed
        ? `The first ${printed} of ${number(total)} are printed; the CSV file has all.`
        : '';
  };
  let waiting = 0;
  scroller.addEventListener('scroll', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  });
  const element = h('div', { class: 'virtual-table', 'data-print': 'rows' }, scroller, more);
  element.addEventListener('exhibit-paper', (event) => {
    onPaper = (event as CustomEvent<boolean>).detail;
    draw();
  });
  return {
    element,
    show(count, row) {
      [total, cells] = [count, row];
      grid.setAttribute('aria-rowcount', String(count + 1));
      scroller.scrollTop = 0;
      draw();
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
