import type { PageDataset } from '../../page-data.ts';
import { controlNamed, data, nameOf } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { allExceptions } from '../listed.ts';
import { announce } from '../live.ts';
import { link, route, section, table } from '../parts.ts';
import { allPeople, type Person, plainName, worstByNight } from '../people.ts';
import { segmentsOf, strip } from '../strip.ts';
import { virtualTable } from '../virtual-table.ts';
import { count, nightDay, number } from '../words.ts';
import type { View } from './view.ts';

/** One row a person: the services that have an account of them, the worst verdict by night, and exceptions. */
export async function people(): Promise<View> {
  const all = await allPeople();
  const found = await exceptionsByPerson();
  const search = h('input', { id: 'search', type: 'search', autocomplete: 'off', spellcheck: 'false' });
  const heard = h('output', { class: 'dim' });
  const list = virtualTable(
    'People',
    ['Person', 'Services', 'First to last night', 'Worst verdict by night', 'Controls', 'Exceptions'],
    'minmax(12rem, 1.4fr) minmax(8rem, 1.2fr) 9rem minmax(8rem, 1.4fr) 4.5rem 5.5rem',
  );
  const draw = (say: boolean): void => {
    const sought = search.value.trim().toLowerCase();
    const shown = sought === '' ? all : all.filter(({ key }) => key.includes(sought));
    list.show(shown.length, (at) => row(shown[at] as Person, found));
    heard.textContent = `${number(shown.length)} of ${count(all.length, 'person', 'people')}`;
    if (say) announce(heard.textContent);
  };
  search.addEventListener('input', () => draw(true));
  return {
    title: 'People',
    lead: 'Everybody whom a control speaks of by an address, under all their accounts. Who stands out, and since when?',
    body: h(
      'div',
      {},
      h('div', { class: 'filters' }, h('label', { for: 'search' }, 'Search'), search, heard),
      list.element,
      section('What the population is held against', reconciliation()),
    ),
    ready: () => draw(false),
  };
}

function row({ key, links, marks, name }: Person, found: ReadonlyMap<string, number>): Child[] {
  const letters = worstByNight(marks, data.nights.length);
  const [from, to] = [
    letters.search(/[^-]/),
    letters.length - 1 - [...letters].reverse().findIndex((one) => one !== '-'),
  ];
  const exceptions = found.get(key) ?? 0;
  return [
    link(`#/person/${encodeURIComponent(key)}`, name),
    servicesOf(links).join(', '),
    from < 0 ? '–' : `${nightDay(from)} – ${nightDay(to)}`,
    strip(segmentsOf(letters), inertText(name)),
    h('span', { class: 'number' }, number(Math.max(0, ...marks.map(([controls]) => controls)))),
    h('span', { class: 'number' }, exceptions === 0 ? h('span', { class: 'dim' }, '0') : number(exceptions)),
  ];
}

/** Connections with a record that names somebody. */
export function servicesOf(links: readonly number[]): string[] {
  const found = new Set<string>();
  for (let at = 0; at < links.length; at += 2) found.add(data.datasets[links[at] ?? -1]?.connection ?? '');
  return [...found].filter((name) => name !== '').sort();
}

async function exceptionsByPerson(): Promise<ReadonlyMap<string, number>> {
  const { failures, waived } = await allExceptions();
  const found = new Map<string, number>();
  for (const { exception } of [...failures, ...waived]) {
    const key = plainName(exception.subject);
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

/** The count apart from the list that every night held it against, and where it stands what came of it. */
export function reconciledWords({ connection, reconciledWith }: PageDataset): Child[] {
  const { dataset, kind } = reconciledWith;
  const complete = controlNamed('evidence.complete');
  if (kind === 'none') return [h('span', { class: 'dim' }, 'no count apart from the list')];
  return [
    totalWords[kind],
    dataset !== null && h('small', {}, `${connection}/${dataset}`),
    complete >= 0 && h('small', {}, link(route.control(complete), 'what each night came to')),
  ];
}

const totalWords = {
  independent: 'a count of its own',
  'upper-bound': 'a count that is an upper bound',
  earlier: 'the provider’s count of an earlier day',
  paging: 'its own pages only',
} as const;

/** Each list of accounts: how many stood at first, who came, who went, and whether that makes how many stand at the end. */
export function reconciliation(): HTMLElement {
  return table(
    'Lists of accounts',
    [
      { title: 'List' },
      { title: 'First whole night', kind: 'date' },
      { title: 'Then', kind: 'number' },
      { title: 'Joined', kind: 'number' },
      { title: 'Left', kind: 'number' },
      { title: 'At the end', kind: 'number' },
      { title: 'Last whole night', kind: 'date' },
      { title: 'Held against' },
      { title: 'Reconciled with' },
    ],
    data.datasets.flatMap((dataset, at): Child[][] => {
      const { moves } = dataset;
      if (!moves) return [];
      const end = dataset.nights[moves.last];
      const counted = end ? end.records : null;
      const sum = moves.opening + moves.appeared - moves.gone;
      const agrees = sum === moves.closing && counted === moves.closing;
      return [
        [
          link(`#/populations/${at}`, nameOf(dataset)),
          nightDay(moves.first),
          number(moves.opening),
          number(moves.appeared),
          number(moves.gone),
          number(moves.closing),
          nightDay(moves.last),
          agrees
            ? `agrees with the ${number(moves.closing)} of that night’s document`
            : h(
                'span',
                { class: 'fault' },
                `does not agree: ${number(sum)} by what moved, ${counted === null ? 'no count' : number(counted)} by that night’s document`,
              ),
          reconciledWords(dataset),
        ],
      ];
    }),
  );
}
