import type { PageControl } from '../../page-data.ts';
import { nothing, section, table } from '../components.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { allExceptions } from '../listed.ts';
import type { AllExceptions, ListedException } from '../numbered.ts';
import { pagesOf } from '../paper.ts';
import { sectionNo } from '../places.ts';
import { count, day, json, nightDay, number } from '../texts.ts';
import { datasets } from './datasets.ts';
import { status } from './exceptions.ts';
import { failurePeriods, ownTable } from './failures.ts';
import { frameworks } from './frameworks.ts';
import { grid } from './grid.ts';
import { nightList } from './night-list.ts';
import { overview } from './overview.ts';
import { populations } from './populations.ts';
import { verify } from './verify.ts';
import type { Query, View } from './view.ts';
import { attestations, notJudged, standardChanges, waivers } from './waivers.ts';

const plain: Query = { rest: '', search: new URLSearchParams() };

/** Everything essential in one document, to be printed or kept as PDF, with contents and the pages that they are on. */
export async function print({ rest }: Query): Promise<View> {
  const [all, moved] = await Promise.all([allExceptions(), populations(plain)]);
  const chapters: readonly (readonly [string, ...Child[]])[] = [
    [`${sectionNo('#/exceptions')} Exceptions`, ...exceptionChapter(all)],
    [`${sectionNo('#/grid')} Controls by nights`, grid(plain).body],
    [
      `${sectionNo('#/grid')}.1 Controls one by one`,
      contents(
        'Contents: controls one by one',
        data.controls.map(({ title }, at) => [`c${at}`, title]),
      ),
      ...data.controls.map((_, at) => oneControl(at)),
    ],
    [`${sectionNo('#/populations')} Joiners, leavers, changes`, moved.body],
    [`${sectionNo('#/datasets')} Datasets`, datasets().body],
    [`${sectionNo('#/waivers')} Waivers, attestations, not judged`, decisions()],
    [`${sectionNo('#/nights')} Nights`, nightList()],
    [`${sectionNo('#/verify')} Verify`, verify().body],
  ];
  const first = overview().body;
  first.querySelector('.say')?.after(
    contents(
      'Contents of the document',
      chapters.map(([title], at) => [`p${at + 1}`, title]),
    ),
  );
  const body = h(
    'div',
    { class: 'whole' },
    h(
      'p',
      { class: 'no-print' },
      h('button', { type: 'button', on: { click: () => window.print() } }, 'Print, or keep as PDF'),
    ),
    first,
    ...chapters.map(([title, ...children], at) => part(`p${at + 1}`, title, children)),
  );
  return {
    title: `Evidence of ${data.organization}`,
    lead: `${day(data.period.from)} to ${day(data.period.to)}. The whole report on paper; subjects one by one are in the CSV files.`,
    body,
    ready: () => {
      moved.ready?.();
      if (rest !== '') document.getElementById(placeOf(rest))?.scrollIntoView();
    },
  };
}

/** Failures, what was accepted, and what could not be decided. */
function exceptionChapter({ failures, more, undecided, waived }: AllExceptions): HTMLElement[] {
  return [
    section('Not waived', exceptionTable('Not waived', failures)),
    section('Waived', exceptionTable('Waived', waived)),
    section(`Undetermined: ${number(undecided.length)}`, undeterminedTable(undecided)),
    h('p', { class: 'hint' }, more > 0 && `${count(more, 'exception')} more: see failures.csv.`),
  ];
}

function exceptionTable(caption: string, all: readonly ListedException[]): HTMLElement {
  if (all.length === 0) return nothing('None.');
  return table(
    caption,
    [
      { title: 'No.', kind: 'date' },
      { title: 'Control', kind: 'wide' },
      { title: 'Subject and reason', kind: 'wide' },
      { title: 'First bad', kind: 'date' },
      { title: 'Last bad', kind: 'date' },
      { title: 'Status' },
    ],
    all.map(({ control, exception, no }): Child[] => [
      no,
      data.controls[control]?.title ?? '',
      [exception.subject, h('small', {}, exception.reason)],
      nightDay(exception.firstBad),
      nightDay(exception.lastBad),
      status(exception),
    ]),
  );
}

/** So many names stand in one row; the table of the control has every subject. */
const mostNames = 200;

/** A row for those whom one control could not decide on the same nights, for the same reason: all their names. */
function undeterminedTable(all: readonly ListedException[]): HTMLElement {
  if (all.length === 0) return nothing('None.');
  const alike = Map.groupBy(all, ({ control, exception: { firstBad, lastBad, over, reason } }) =>
    JSON.stringify([control, firstBad, lastBad, over, reason]),
  );
  return table(
    'Undetermined',
    [
      { title: 'Control', kind: 'wide' },
      { title: 'Subjects and reason', kind: 'wide' },
      { title: 'First', kind: 'date' },
      { title: 'Last', kind: 'date' },
      { title: 'Status' },
    ],
    [...alike.values()].flatMap((own): Child[][] => {
      const [first] = own;
      if (!first) return [];
      const { control, exception } = first;
      const names = own.slice(0, mostNames).map((one) => `${one.exception.subject} (${one.no})`);
      const left = own.length - names.length;
      return [
        [
          data.controls[control]?.title ?? '',
          [
            names.join(', '),
            left > 0 && ` and ${number(left)} more, in ${data.controls[control]?.csv ?? 'its table'}`,
            h('small', {}, exception.reason),
          ],
          nightDay(exception.firstBad),
          nightDay(exception.lastBad),
          status(exception),
        ],
      ];
    }),
  );
}

const placeOf = (id: string): string => `/print/${id}`;

/** Entries that lead to their places, in the page and in a PDF; the numbers of their pages come when it is printed. */
function contents(label: string, entries: readonly (readonly [id: string, title: string])[]): HTMLElement {
  return h(
    'nav',
    { class: 'toc', 'aria-label': label },
    h(
      'ol',
      {},
      entries.map(([id, title]) =>
        h(
          'li',
          {},
          h('a', { href: `#${placeOf(id)}` }, title),
          h('span', { class: 'page-no', 'data-place': placeOf(id), 'aria-hidden': 'true' }),
        ),
      ),
    ),
  );
}

/** Writes the page of each entry, just before the document is printed. */
export function numberPages(): void {
  const root = document.querySelector<HTMLElement>('.page:has(.whole)');
  if (!root) return;
  const entries = [...root.querySelectorAll<HTMLElement>('.page-no')];
  const places = entries.map(({ dataset }) => document.getElementById(dataset.place ?? '') ?? root);
  const pages = pagesOf(root, places);
  for (const [at, entry] of entries.entries()) entry.textContent = String(pages[at] ?? '');
}

function part(id: string, title: string, children: readonly Child[]): HTMLElement {
  return h(
    'section',
    { class: 'part' },
    h('h2', { class: 'part-title', id: placeOf(id) }, title),
    ...children,
  );
}

function decisions(): HTMLElement {
  return h(
    'div',
    {},
    section('Waivers', waivers()),
    section('Attestations', attestations()),
    section('Not judged', notJudged()),
    section('Changes of the standard', standardChanges()),
  );
}

/** A control that no night decided is not said to have held. */
function neverFailed({ states }: PageControl): string {
  return /[PF]/.test(states) ? 'It did not fail on a night that decided it.' : 'No night decided it.';
}

function oneControl(at: number): HTMLElement {
  const own = data.controls[at];
  if (!own) return h('div');
  const failed = failurePeriods('fail', at);
  const unknown = failurePeriods('unknown', at);
  const mapped = frameworks
    .map(({ key, name }) => `${name} ${own.mappings[key].join(', ') || '–'}`)
    .join('; ');
  return h(
    'article',
    {},
    // A heading stays with what it is about.
    h(
      'div',
      { class: 'together' },
      h('h3', { id: placeOf(`c${at}`) }, own.title, ' ', h('code', {}, own.id)),
      h('p', { class: 'means' }, own.meaning),
      h('p', { class: 'means hint' }, `${mapped}; parameters `, h('code', {}, json(own.parameters))),
      failed.length === 0 && h('p', {}, neverFailed(own)),
    ),
    failed.length > 0 && [h('h4', {}, 'When it failed'), ownTable(`Failures of ${own.id}`, failed)],
    unknown.length > 0 && [
      h('h4', {}, 'When it could not be decided'),
      ownTable(`Not decided: ${own.id}`, unknown),
    ],
  );
}
