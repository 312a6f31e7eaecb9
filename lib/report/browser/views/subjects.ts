import type { SubjectMarks } from '../../page-data.ts';
import { announce } from '../announce.ts';
import { link, route } from '../components.ts';
import { data, subjectFiles } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { worstByNight } from '../people.ts';
import { segmentsOf, strip } from '../strip.ts';
import { count, number } from '../texts.ts';
import { virtualTable } from '../virtual-table.ts';
import type { Query, View } from './view.ts';

/** Every subject by name, to be searched. */
export async function subjects({ search: query }: Query): Promise<View> {
  const files = await subjectFiles();
  const [names, marks] = [files.flatMap((file) => file.names), files.flatMap((file) => file.marks)];
  const lower = names.map((name) => name.toLowerCase());
  const list = virtualTable(
    'Subjects',
    ['Subject', 'Controls', 'Worst verdict by night'],
    'minmax(12rem, 2fr) 5rem minmax(8rem, 1.4fr)',
  );
  const heard = h('output', { class: 'dim' });
  const search = h('input', {
    id: 'search',
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    value: query.get('q') ?? '',
  });
  const draw = (say: boolean): void => {
    const sought = search.value.trim().toLowerCase();
    const shown = lower.flatMap((name, place) => (name.includes(sought) ? [place] : []));
    list.show(shown.length, (at) => row(shown[at] ?? 0, names, marks));
    heard.textContent = `${number(shown.length)} of ${count(data.subjects, 'subject')}`;
    if (say) announce(heard.textContent);
  };
  search.addEventListener('input', () => draw(true));
  return {
    title: 'Subjects',
    lead: 'Everybody and everything that a control judges: people, accounts, vaults, domains; how many controls did, and the worst that they said.',
    body: h(
      'div',
      {},
      h('div', { class: 'filters' }, h('label', { for: 'search' }, 'Search'), search, heard),
      list.element,
    ),
    ready: () => draw(false),
  };
}

function row(place: number, names: readonly string[], marks: readonly SubjectMarks[]): Child[] {
  const [name = '', mark] = [names[place], marks[place]];
  return [
    link(route.subject(place), name),
    h('span', { class: 'number' }, number(mark?.[0] ?? 0)),
    strip(segmentsOf(worstByNight(mark ? [mark] : [], data.nights.length)), inertText(name)),
  ];
}
