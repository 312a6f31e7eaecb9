import type { Mappings } from '../../../judging/control.ts';
import type { PageControl } from '../../page-data.ts';
import { link, nightsText, route, state } from '../components.ts';
import { data, lastJudged } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { segmentsOf, strip } from '../strip.ts';
import { nightDay, number, stateText } from '../texts.ts';
import { letterAt, lettersOf } from './grid.ts';
import type { Query, View } from './view.ts';

export const frameworks: readonly { readonly key: keyof Mappings; readonly name: string }[] = [
  { key: 'soc2', name: 'SOC 2' },
  { key: 'iso27001', name: 'ISO/IEC 27001:2022' },
  { key: 'nist80053', name: 'NIST SP 800-53 r5' },
  { key: 'cis', name: 'CIS Controls 8.1' },
];

/** Controls under the clauses of a framework. */
export function framework({ rest }: Query): View {
  const chosen = frameworks.find(({ key }) => key === rest) ?? frameworks[0];
  if (!chosen) throw new RangeError('There is no framework.');
  const clauses = byClause(chosen.key);
  const unmapped = data.controls.flatMap((control, at) =>
    control.mappings[chosen.key].length === 0 ? [at] : [],
  );
  const tabs = h(
    'nav',
    { class: 'tabs', 'aria-label': 'Frameworks' },
    ...frameworks.map(({ key, name }) =>
      h('a', { href: `#/frameworks/${key}`, 'aria-current': key === chosen.key ? 'page' : null }, name),
    ),
  );
  const body = h(
    'div',
    {},
    tabs,
    ...[...clauses].map(([clause, controls]) => group(clause, controls)),
    unmapped.length > 0 && group('Not mapped', unmapped),
  );
  return {
    title: chosen.name,
    lead: 'Where an auditor would file each control. A company can override it, and it is not legal advice.',
    body,
  };
}

function byClause(key: keyof Mappings): ReadonlyMap<string, readonly number[]> {
  const clauses = new Map<string, number[]>();
  for (const [at, { mappings }] of data.controls.entries())
    for (const clause of mappings[key]) clauses.set(clause, [...(clauses.get(clause) ?? []), at]);
  return new Map([...clauses].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })));
}

function group(clause: string, controls: readonly number[]): HTMLElement {
  return h(
    'section',
    { class: 'clause' },
    h('h2', {}, clause),
    h(
      'table',
      { class: 'clauses' },
      h('caption', { class: 'hidden' }, `Controls under ${clause}`),
      h(
        'thead',
        { class: 'hidden' },
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Control'),
          h('th', { scope: 'col' }, 'Over the period'),
          h('th', { scope: 'col' }, 'Result'),
        ),
      ),
      h('tbody', {}, ...controls.map((at) => h('tr', {}, ...cells(at)))),
    ),
  );
}

function cells(at: number): Child[] {
  const control = data.controls[at];
  if (!control) return [];
  return [
    h('th', { scope: 'row' }, link(route.control(at), control.title), h('small', {}, control.id)),
    h('td', { class: 'strip' }, strip(segmentsOf(lettersOf(control)), inertText(control.title))),
    h('td', {}, overPeriod(control), h('small', {}, lastText(control))),
  ];
}

/** What a control came to over all nights that were due: a pass is one on every night. */
function overPeriod({ states }: Pick<PageControl, 'states'>): HTMLElement {
  const of = (letter: string): number => [...states].filter((one) => one === letter).length;
  const [passed, failed, nights] = [of('P'), of('F'), states.length];
  if (nights > 0 && passed === nights) return state('P', `passed on all ${nightsText(nights)}`);
  if (failed > 0) return state('F', `failed on ${number(failed)} of ${nightsText(nights)}`);
  if (passed === 0) return state(of('U') > 0 ? 'U' : 'N', of('U') > 0 ? 'never decided' : 'never judged');
  return state('A', `passed on ${number(passed)} of ${nightsText(nights)}`);
}

function lastText(control: PageControl): string {
  const last = lastJudged(control);
  return last < 0 ? '' : `${stateText[letterAt(control, last)]} when last judged, ${nightDay(last)}`;
}
