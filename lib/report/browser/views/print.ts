import { data } from '../data.ts';
import { h } from '../dom.ts';
import { facts, section } from '../parts.ts';
import { day, json } from '../words.ts';
import { datasets } from './datasets.ts';
import { ownTable, spells } from './failures.ts';
import { frameworks } from './frameworks.ts';
import { grid } from './grid.ts';
import { nightList } from './night-list.ts';
import { overview } from './overview.ts';
import { verify } from './verify.ts';
import type { View } from './view.ts';
import { attestations, notJudged, standardChanges, waivers } from './waivers.ts';

/** Everything essential in one document, to be printed or kept as PDF. */
export function print(): View {
  const body = h(
    'div',
    { class: 'whole' },
    h(
      'p',
      { class: 'no-print' },
      h('button', { type: 'button', on: { click: () => window.print() } }, 'Print, or keep as PDF'),
    ),
    overview().body,
    part('Controls by nights', grid({ rest: '', search: new URLSearchParams() }).body),
    part('Nights', nightList()),
    part('Controls', h('div', {}, ...data.controls.map((_, at) => oneControl(at)))),
    part('Datasets', datasets().body),
    part(
      'Waivers, attestations, not judged',
      h(
        'div',
        {},
        section('Waivers', waivers()),
        section('Attestations', attestations()),
        section('Not judged', notJudged()),
        section('Changes of the standard', standardChanges()),
      ),
    ),
    part('Verify', verify().body),
  );
  return {
    title: `Evidence of ${data.organization}`,
    lead: `${day(data.period.from)} to ${day(data.period.to)}. The whole report on paper; subjects one by one are in the CSV files.`,
    body,
  };
}

function part(title: string, ...body: HTMLElement[]): HTMLElement {
  return h('section', { class: 'part' }, h('h2', { class: 'part-title' }, title), ...body);
}

function oneControl(at: number): HTMLElement {
  const own = data.controls[at];
  if (!own) return h('div');
  const failed = spells('fail', at);
  const unknown = spells('unknown', at);
  const mapped = frameworks
    .map(({ key, name }) => `${name} ${own.mappings[key].join(', ') || '–'}`)
    .join('; ');
  return h(
    'article',
    {},
    h('h3', {}, own.title, ' ', h('code', {}, own.id)),
    facts([
      ['Means', own.meaning],
      ['Mapped to', mapped],
      ['Parameters', h('code', {}, json(own.parameters))],
    ]),
    failed.length > 0
      ? [h('h4', {}, 'When it failed'), ownTable(`Failures of ${own.id}`, failed)]
      : h('p', {}, 'It did not fail.'),
    unknown.length > 0 && [
      h('h4', {}, 'When it could not be decided'),
      ownTable(`Not decided: ${own.id}`, unknown),
    ],
  );
}
