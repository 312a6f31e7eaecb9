import type { PageControl, PageSpell } from '../../page-data.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { link, route, state, table } from '../parts.ts';
import { ended, nightDay, number, stood } from '../words.ts';

export interface Listed {
  readonly control: number;
  readonly spell: PageSpell;
}

/** Every spell of a kind, those that have not ended first, then by their first night. */
export function spells(kind: PageSpell['kind'], only?: number): Listed[] {
  return data.controls
    .flatMap(({ spells: own }, control) => own.map((spell) => ({ control, spell })))
    .filter(({ spell, control }) => spell.kind === kind && (only === undefined || control === only))
    .sort(
      (a, b) =>
        Number(a.spell.recovered !== null) - Number(b.spell.recovered !== null) ||
        a.spell.from - b.spell.from,
    );
}

export function spellTable(caption: string, listed: readonly Listed[], withControl = true): HTMLElement {
  const first = { title: 'First night' };
  const listing = table(
    caption,
    [
      ...(withControl ? [{ title: 'Control', kind: 'wide' } as const, first] : [first]),
      { title: 'Last night' },
      { title: 'Stood' },
      { title: 'Since then' },
      { title: 'Whom it was about', kind: 'wide' },
    ],
    listed.map((one) => row(one, withControl)),
  );
  listing.classList.add(withControl ? 'spells' : 'own-spells');
  return listing;
}

function row({ control, spell }: Listed, withControl: boolean): Child[] {
  const own = data.controls[control] as PageControl;
  const first = link(route.control(control, spell.from), nightDay(spell.from));
  const name = [link(route.control(control), own.title), h('small', {}, own.id)];
  const open = spell.recovered === null;
  return [
    ...(withControl ? [name, first] : [first]),
    link(route.control(control, spell.to), nightDay(spell.to)),
    [
      stood(spell, own),
      spell.to - spell.from + 1 > spell.nights &&
        h('small', {}, `shown on ${number(spell.nights)} of ${number(spell.to - spell.from + 1)} nights`),
    ],
    open ? state(spell.kind === 'fail' ? 'F' : 'U', ended(spell)) : state('P', ended(spell)),
    whom(spell),
  ];
}

function whom({ some, subjects, kind }: PageSpell): Child {
  if (subjects === 0)
    return h(
      'span',
      { class: 'dim' },
      kind === 'fail' ? 'no single subject' : 'the evidence itself: see its datasets',
    );
  const [first] = some;
  return [
    some.map(([place, name], at) => [
      at > 0 && ', ',
      h('span', { class: 'whom' }, link(route.subject(place), name)),
    ]),
    subjects > some.length && ` and ${number(subjects - some.length)} more`,
    first?.[2] && h('small', {}, first[2]),
  ];
}
