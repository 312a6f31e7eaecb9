import { link } from './components.ts';
import { h } from './dom.ts';
import { places } from './places.ts';
import type { View } from './views/view.ts';

/**
 * Numbers the sections of a view, by counters of the style sheet; above one of an item, such as a person, it says in which
 * section it lies, and leads to the items beside it.
 */
export function within(main: HTMLElement, name: string, hash: string, { beside }: View): HTMLElement[] {
  const place = places.find(({ views }) => views.includes(name));
  const [path = ''] = hash.split('?');
  const isItem = place !== undefined && name !== place.views[0];
  const isNumbered = place?.no != null && !isItem && name !== 'print';
  main.toggleAttribute('data-numbered', isNumbered);
  main.style.counterReset = isNumbered ? `section ${place.no} part 0` : '';
  if (!isItem || path === '') return [];
  const step = (href: string | null | undefined, rel: 'prev' | 'next', text: string): HTMLElement | false =>
    typeof href === 'string' && h('a', { href, rel }, text);
  return [
    h(
      'p',
      { class: 'within no-print' },
      link(place.href, `${place.no ?? ''} ${place.name}`.trim()),
      step(beside?.former, 'prev', 'Former'),
      step(beside?.next, 'next', 'Next'),
    ),
  ];
}
