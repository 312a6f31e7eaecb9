import type { PageControl } from '../../page-data.ts';
import { glyph, link, route, section } from '../components.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { rove } from '../roving-focus.ts';
import { classes, segmentsOf, strip } from '../strip.ts';
import { count, monthName, nightDay, number, stateText } from '../texts.ts';
import type { Query, View } from './view.ts';

/** Up to so many nights are shown at once; a longer period goes by months. */
const wide = 62;

export function grid({ search }: Query): View {
  const months = [...new Set(data.nights.map(({ day }) => day.slice(0, 7)))];
  const long = data.nights.length > wide;
  const wanted = search.get('month');
  const month = long ? (wanted && months.includes(wanted) ? wanted : (months.at(-1) ?? '')) : '';
  const nights = data.nights.flatMap(({ day }, night) => (day.startsWith(month) ? [night] : []));
  const body = h(
    'div',
    {},
    legend(long),
    long && wholePeriod(months),
    long && h('h2', { class: 'no-print' }, 'Night by night'),
    long && monthPicker(months, month),
    h('div', { class: long ? 'no-print' : null }, nightByNight(nights)),
    h(
      'p',
      { class: 'hint no-print' },
      'Arrow keys move in the grid, Home and End go to a row’s ends, Enter opens the subjects of that night.',
    ),
  );
  return { title: 'Controls by nights', body };
}

/** What a cell shows: a control that passes only since failures are waived is shown as such. */
export function letterAt(control: PageControl, night: number): string {
  const letter = control.states[night] ?? '-';
  const counts = control.counts[night];
  return letter === 'P' && counts && counts[3] > 0 ? 'W' : letter;
}

export function lettersOf(control: PageControl): string {
  return [...control.states].map((_, night) => letterAt(control, night)).join('');
}

function legend(long: boolean): HTMLElement {
  const legend = [
    ['P', 'pass'],
    ['W', 'pass, with failures waived'],
    ['F', 'fail'],
    ['U', 'unknown: the evidence does not decide'],
    ['N', 'not judged'],
    ['-', 'no findings: a missing or failed night'],
  ] as const;
  return h(
    'ul',
    { class: 'legend', 'aria-label': 'Signs' },
    ...legend.map(([letter, text]) =>
      h(
        'li',
        {},
        h('span', { class: `cell ${classes[letter]}`, 'aria-hidden': 'true' }, glyph(letter)),
        text,
      ),
    ),
    long && h('li', {}, 'In strips, the taller the worse.'),
  );
}

/** Every night of a long period at once, each control a strip. */
function wholePeriod(months: readonly string[]): HTMLElement {
  const rows = data.controls.map((control, at) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, link(route.control(at), control.title)),
      h('td', { class: 'strip' }, strip(segmentsOf(lettersOf(control)), inertText(control.title), 1 / 240)),
    ),
  );
  const head = h(
    'tr',
    {},
    h('th', { scope: 'col' }, 'Control'),
    h('th', { scope: 'col' }, monthLinks(months)),
  );
  const whole = h('table', { class: 'period' }, h('thead', {}, head), h('tbody', {}, ...rows));
  return section(
    'The whole period',
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'The whole period' }, whole),
  );
}

/** A month's link is as wide as its nights, above the strips. */
function monthLinks(months: readonly string[]): HTMLElement {
  const links = months.map((month) => {
    const nights = data.nights.filter(({ day }) => day.startsWith(month)).length;
    const element = h('a', { href: `#/grid?month=${month}` }, monthName(month));
    element.style.flexGrow = String(nights);
    return element;
  });
  return h('span', { class: 'months' }, ...links);
}

function monthPicker(months: readonly string[], month: string): HTMLElement {
  const at = months.indexOf(month);
  const to = (other: string | undefined, legend: string) =>
    other ? link(`#/grid?month=${other}`, legend) : h('span', { class: 'dim' }, legend);
  const choose = h(
    'select',
    {
      id: 'month',
      on: {
        change: (event) => {
          location.hash = `#/grid?month=${(event.target as HTMLSelectElement).value}`;
        },
      },
    },
    ...months.map((one) => h('option', { value: one, selected: one === month }, one)),
  );
  return h(
    'p',
    { class: 'picker no-print' },
    h('label', { for: 'month' }, 'Month'),
    choose,
    to(months[at - 1], 'Earlier'),
    to(months[at + 1], 'Later'),
  );
}

function isMonday(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
}

function nightByNight(nights: readonly number[]): HTMLElement {
  const heads = nights.map((night) => {
    const { day, outcome } = data.nights[night] ?? { day: '', outcome: 'missing' };
    return h(
      'div',
      { role: 'columnheader', class: `night ${outcome}` },
      h(
        'a',
        { href: route.night(night), tabindex: '-1', 'aria-label': `${nightDay(night)}, ${outcome}` },
        // Where nights are narrow, only Mondays have room for their number.
        nights.length <= 31 || isMonday(day) ? Number(day.slice(8, 10)) : '\u00a0',
        h('i', { 'aria-hidden': 'true' }, outcomeSign(outcome)),
      ),
    );
  });
  const element = h(
    'div',
    {
      role: 'grid',
      class: 'grid',
      'aria-label': 'Controls by nights',
      'aria-colcount': nights.length + 1,
      'aria-rowcount': data.controls.length + 1,
    },
    h(
      'div',
      { role: 'row', class: 'row head' },
      h('div', { role: 'columnheader', class: 'name' }, intervalOf(nights)),
      ...heads,
    ),
    ...data.controls.map((control, at) =>
      h(
        'div',
        { role: 'row', class: 'row' },
        h(
          'div',
          { role: 'rowheader', class: 'name' },
          h('a', { href: route.control(at), tabindex: '-1' }, control.title),
        ),
        ...nights.map((night) => cell(control, at, night)),
      ),
    ),
  );
  element.style.setProperty('--nights', String(nights.length));
  rove(element);
  return h('div', { class: 'scroll' }, element);
}

function intervalOf(nights: readonly number[]): Child {
  const [first, last] = [nights[0], nights.at(-1)];
  return first === undefined || last === undefined ? 'No night' : `${nightDay(first)} – ${nightDay(last)}`;
}

export function outcomeSign(outcome: string): string {
  return { complete: '', partial: '◐', failed: '✕', missing: '∅' }[outcome] ?? '';
}

function cell(control: PageControl, at: number, night: number): HTMLElement {
  const letter = letterAt(control, night);
  return h(
    'div',
    { role: 'gridcell' },
    h(
      'a',
      {
        class: `cell ${classes[letter]}`,
        href: letter === '-' || letter === 'N' ? route.night(night) : route.control(at, night),
        tabindex: '-1',
        'aria-label': `${inertText(control.title)}, ${nightDay(night)}: ${cellText(control, night, letter)}`,
        title: `${nightDay(night)}: ${cellText(control, night, letter)}`,
      },
      glyph(letter),
    ),
  );
}

function cellText(control: PageControl, night: number, letter: string): string {
  const counts = control.counts[night];
  if (!counts) return stateText[letter] ?? '';
  const [pass, fail, unknown, waived] = counts;
  const parts = [
    [fail, 'fail'],
    [unknown, 'unknown'],
    [waived, 'waived'],
    [pass, 'pass'],
  ] as const;
  return `${letter === 'W' ? 'pass, with failures waived' : stateText[letter]}; ${
    parts
      .filter(([of]) => of > 0)
      .map(([of, what]) => `${number(of)} ${what}`)
      .join(', ') || count(0, 'subject')
  }`;
}
