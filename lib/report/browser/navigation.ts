import { h } from './dom.ts';
import { openExceptions, type Place, places } from './places.ts';
import { number } from './texts.ts';

/** The sections of the report by their groups, each with its number and how many it holds. */
export function navigation(): HTMLElement {
  const groups = [...new Set(places.map(({ group }) => group))];
  return h(
    'nav',
    { 'aria-label': 'Report' },
    ...groups.map((group) =>
      h(
        'div',
        {},
        h('h2', {}, group),
        h('ul', {}, ...places.filter((place) => place.group === group).map(entry)),
      ),
    ),
  );
}

/** The number stands before the link and not in it, so that its name stays what is read aloud. */
function entry({ count, href, name, no }: Place): HTMLElement {
  const isOpen = href === '#/exceptions' && openExceptions > 0;
  const text = isOpen ? `${number(openExceptions)} open` : number(count ?? 0);
  return h(
    'li',
    { 'data-no': no },
    h('a', { href }, name),
    count !== null && h('span', { class: isOpen ? 'many fault' : 'many' }, text),
  );
}
