import type { PageControl } from '../../page-data.ts';
import {
  controlState,
  facts,
  fileLink,
  intervalText,
  link,
  periodEnds,
  route,
  section,
  table,
} from '../components.ts';
import { allSubjects, controlNamed, data, lastJudged, nameOf, nightOf } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { segmentsOf, strip } from '../strip.ts';
import { count, json, nightDay, number } from '../texts.ts';
import { failurePeriods, ownTable } from './failures.ts';
import { frameworks } from './frameworks.ts';
import { letterAt, lettersOf } from './grid.ts';
import { missing } from './missing.ts';
import { subjectList } from './subject-list.ts';
import { besideOf, type Query, type View } from './view.ts';

/** One control over the period, or with `?night=…` on one night: what it means, when it failed, and for whom. */
export async function control({ rest, search }: Query): Promise<View> {
  const at = controlNamed(rest);
  const own = data.controls[at];
  if (!own) return missing(`There is no control “${rest}” in this package.`);
  const night = search.has('night') ? nightOf(search.get('night')) : -1;
  const list = await subjectList(at, night, await allSubjects());
  const failed = failurePeriods('fail', at);
  const unknown = failurePeriods('unknown', at);
  const body = h(
    'div',
    {},
    section('Over the period', timeline(own)),
    night >= 0 && onNight(own, at, night),
    failed.length > 0 && section('When it failed', ownTable('Failures of this control', failed)),
    unknown.length > 0 &&
      section('When it could not be decided', ownTable('Nights without a decision', unknown)),
    own.obstacles.length > 0 &&
      section(
        'What barred a pass',
        table(
          'What barred a pass',
          [
            { title: 'Nights', kind: 'date' },
            { title: 'Why', kind: 'wide' },
          ],
          own.obstacles.map(({ from, to, text }) => [intervalText(from, to), text]),
        ),
      ),
    section(night >= 0 ? `Subjects on ${nightDay(night)}` : 'Subjects', list.element),
    section('What it is', definition(own)),
  );
  return {
    title: own.title,
    lead: [h('code', {}, own.id), ' · ', own.meaning],
    body,
    beside: besideOf(at, data.controls.length, (one) => route.control(one)),
    ready: list.ready,
  };
}

function timeline(own: PageControl): HTMLElement {
  const last = lastJudged(own);
  const text = last < 0 ? 'never judged' : `${nightDay(last)}, when last judged`;
  return h(
    'div',
    { class: 'timeline' },
    strip(segmentsOf(lettersOf(own)), inertText(own.title), 1 / 240),
    periodEnds(),
    h('p', {}, controlState(last < 0 ? 'N' : letterAt(own, last)), ` ${text}`),
  );
}

function onNight(own: PageControl, at: number, night: number): HTMLElement {
  const counts = own.counts[night];
  const to = (other: number, text: string) =>
    other >= 0 && other < data.nights.length
      ? link(route.control(at, other), text)
      : h('span', { class: 'dim' }, text);
  return section(
    `The night of ${nightDay(night)}`,
    h(
      'p',
      { class: 'picker' },
      controlState(letterAt(own, night)),
      to(night - 1, 'Night before'),
      to(night + 1, 'Night after'),
      link(route.control(at), 'Whole period'),
      link(route.night(night), 'This night’s seal and datasets'),
    ),
    counts
      ? facts([
          ['Pass', number(counts[0])],
          ['Fail', number(counts[1])],
          ['Unknown', number(counts[2])],
          ['Waived', number(counts[3])],
        ])
      : h('p', {}, 'It was not judged on this night.'),
  );
}

function definition(own: PageControl): HTMLElement {
  const mapped = frameworks.map(({ key, name }): [string, Child] => [
    name,
    own.mappings[key].length > 0 ? own.mappings[key].join(', ') : 'none',
  ]);
  return facts([
    ['Means', own.meaning],
    ['When it fails', own.fix],
    ['Version', `${own.version}`],
    ['Parameters', h('code', {}, json(own.parameters))],
    ...(own.revisions.length > 0
      ? [
          [
            'Earlier in the period',
            own.revisions.map(({ from, version, parameters }) =>
              h('div', {}, `from ${nightDay(from)}: version ${version}, `, h('code', {}, json(parameters))),
            ),
          ] as [string, Child],
        ]
      : []),
    [
      'Reads',
      own.datasets.length > 0
        ? own.datasets.map((dataset, i) => [
            i > 0 && ', ',
            link(route.dataset(dataset), nameOf(data.datasets[dataset] ?? { connection: '', dataset: '' })),
          ])
        : 'no dataset: an attestation',
    ],
    ...mapped,
    ['All subjects and nights', own.csv ? fileLink(own.csv) : 'no CSV file in this package'],
    ['Nights judged', count([...own.states].filter((letter) => 'PFU'.includes(letter)).length, 'night')],
  ]);
}
