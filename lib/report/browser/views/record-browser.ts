import type { PackedRecord, PageDataset, RecordFile } from '../../page-data.ts';
import { intervalText } from '../components.ts';
import { recordFile } from '../data.ts';
import { clear, h } from '../dom.ts';
import { count, number } from '../texts.ts';
import { virtualTable } from '../virtual-table.ts';
import { record } from './records.ts';

type Row = RecordFile['rows'][number];

/** A dataset's records by key, one data file at a time, to be searched and opened. */
export function recordBrowser(
  dataset: number,
  { recordFiles, recordStarts }: PageDataset,
): { element: HTMLElement; ready: () => void } {
  if (recordFiles === 0)
    return { element: h('p', {}, 'Its records are in the files named above.'), ready: () => {} };
  const list = virtualTable('Records', ['Record', 'Nights', 'Versions'], 'minmax(14rem, 2fr) 14rem 8rem');
  const heard = h('output', { class: 'dim' });
  const opened = h('div', { 'aria-live': 'polite' });
  const search = h('input', {
    id: 'record-search',
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const file = h(
    'select',
    { id: 'record-file' },
    ...recordStarts.map((start, at) => h('option', { value: at }, `from no. ${number(start + 1)}`)),
  );
  let rows: readonly Row[] = [];
  const open = (row: Row): void => {
    clear(opened);
    opened.append(record(dataset, row[0], row.slice(1) as PackedRecord[]));
  };
  const draw = (): void => {
    const sought = search.value.trim().toLowerCase();
    const shown = rows.filter(([key]) => key.toLowerCase().includes(sought));
    list.show(shown.length, (at) => cells(shown[at] as Row, open));
    heard.textContent = `${number(shown.length)} of ${count(rows.length, 'record')}`;
  };
  const fill = async (): Promise<void> => {
    ({ rows } = await recordFile(dataset, Number(file.value)));
    draw();
  };
  search.addEventListener('input', draw);
  file.addEventListener('change', () => void fill());
  const picker = recordFiles > 1 && [h('label', { for: 'record-file' }, 'Part'), file];
  const element = h(
    'div',
    { class: 'no-print' },
    h('div', { class: 'filters' }, picker, h('label', { for: 'record-search' }, 'Search'), search, heard),
    list.element,
    opened,
  );
  return {
    element,
    ready: () =>
      void fill().catch((error: Error) =>
        opened.append(h('p', { class: 'fault', role: 'alert' }, error.message)),
      ),
  };
}

function cells(row: Row, open: (row: Row) => void): (Node | string)[] {
  const [key, first] = row;
  const last = row.at(-1) as PackedRecord | undefined;
  return [
    h('button', { type: 'button', class: 'quiet', on: { click: () => open(row) } }, key),
    first && last ? intervalText(first[0], last[1]) : '',
    number(row.length - 1),
  ];
}
