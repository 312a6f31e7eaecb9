import { allSubjects, data } from '../data.ts';
import { h } from '../dom.ts';
import { announce } from '../live.ts';
import { link, route } from '../parts.ts';
import { virtualTable } from '../virtual-table.ts';
import { count, number } from '../words.ts';
import type { Query, View } from './view.ts';

/** Every subject by name, to be searched. */
export async function subjects({ search: query }: Query): Promise<View> {
  const names = await allSubjects();
  const lower = names.map((name) => name.toLowerCase());
  const list = virtualTable('Subjects', ['Subject'], '1fr');
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
    list.show(shown.length, (at) => [link(route.subject(shown[at] ?? 0), names[shown[at] ?? 0] ?? '')]);
    heard.textContent = `${number(shown.length)} of ${count(data.subjects, 'subject')}`;
    if (say) announce(heard.textContent);
  };
  search.addEventListener('input', () => draw(true));
  return {
    title: 'Subjects',
    lead: 'Everybody and everything that a control speaks of: people, accounts, vaults, domains.',
    body: h(
      'div',
      {},
      h('div', { class: 'filters' }, h('label', { for: 'search' }, 'Search'), search, heard),
      list.element,
    ),
    ready: () => draw(false),
  };
}
