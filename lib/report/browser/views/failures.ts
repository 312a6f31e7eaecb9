import type { PageControl, PageFailurePeriod } from '../../page-data.ts';
import { link, route, state, table } from '../components.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { count, ended, nightDay, number, stood } from '../texts.ts';

export interface Listed {
  readonly control: number;
  readonly period: PageFailurePeriod;
}

/** Every failure period of a kind, those that have not ended first, then by their first night. */
export function failurePeriods(kind: PageFailurePeriod['kind'], only?: number): Listed[] {
  return data.controls
    .flatMap(({ spells: own }, control) => own.map((period) => ({ control, period })))
    .filter(({ period, control }) => period.kind === kind && (only === undefined || control === only))
    .sort(
      (a, b) =>
        Number(a.period.over !== null) - Number(b.period.over !== null) ||
        a.period.firstBad - b.period.firstBad,
    );
}

/** So many controls with the very same nights are told in one row: an outage is one story. */
const together = 4;

/** A table of failure periods in which those that many controls share are joined. */
export function groupedTable(caption: string, listed: readonly Listed[]): HTMLElement {
  const groups = new Map<string, Listed[]>();
  for (const one of listed) {
    const { firstBad, lastBad, over } = one.period;
    const key = `${firstBad} ${lastBad} ${over?.how} ${over?.night}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const joined = [...groups.values()].flatMap((group) =>
    group.length < together ? group.map((one) => [one]) : [group],
  );
  return tableOf(caption, joined, true);
}

/** A table of one control’s failure periods. */
export function ownTable(caption: string, listed: readonly Listed[]): HTMLElement {
  return tableOf(
    caption,
    listed.map((one) => [one]),
    false,
  );
}

function tableOf(caption: string, groups: readonly (readonly Listed[])[], withControl: boolean): HTMLElement {
  const first = { title: 'Last good night', kind: 'date' } as const;
  const listing = table(
    caption,
    [
      ...(withControl ? [{ title: 'Control', kind: 'wide' } as const, first] : [first]),
      { title: 'First night', kind: 'date' },
      { title: 'Last night', kind: 'date' },
      { title: 'Duration' },
      { title: 'Since then' },
      { title: 'Subject', kind: 'wide' },
    ],
    groups.flatMap(([first, ...rest]) => (first ? [row(first, rest, withControl)] : [])),
  );
  listing.classList.add(withControl ? 'spells' : 'own-spells');
  return listing;
}

function row(one: Listed, rest: readonly Listed[], withControl: boolean): Child[] {
  const { control, period } = one;
  const own = data.controls[control] as PageControl;
  const group = [one, ...rest];
  const night = (at: number): Child =>
    rest.length > 0 ? link(route.night(at), nightDay(at)) : link(route.control(control, at), nightDay(at));
  const nights = period.lastBad - period.firstBad + 1;
  return [
    ...(withControl ? [rest.length > 0 ? several(group) : named(one)] : []),
    period.lastGood === null ? h('span', { class: 'dim' }, '–') : night(period.lastGood),
    night(period.firstBad),
    night(period.lastBad),
    [
      stood(period, own),
      nights > period.nights &&
        h('small', {}, `shown on ${number(period.nights)} of ${number(nights)} nights`),
    ],
    state(signOf(period), ended(period)),
    rest.length > 0
      ? h('span', { class: 'dim' }, 'see each control, and that night’s datasets')
      : whom(period),
  ];
}

/** What it came to. */
function signOf({ kind, over }: PageFailurePeriod): string {
  if (over) return over.how === 'failed' ? 'F' : 'P';
  return kind === 'fail' ? 'F' : 'U';
}

function named({ control }: Listed): Child {
  const own = data.controls[control];
  return [link(route.control(control), own?.title ?? ''), h('small', {}, own?.id)];
}

function several(group: readonly Listed[]): HTMLElement {
  const list = h('ul', { class: 'plain' }, ...group.map((one) => h('li', {}, named(one))));
  return h('details', { 'data-print': 'open' }, h('summary', {}, count(group.length, 'control')), list);
}

function whom({ some, subjects, kind }: PageFailurePeriod): Child {
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
