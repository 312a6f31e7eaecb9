import { plainName } from '../../person-name.ts';
import { facts, link, nothing, route, section, state, table } from '../components.ts';
import { data, lastJudged } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { type Ending, endings, soonDays } from '../endings.ts';
import { allExceptions } from '../listed.ts';
import type { ListedException } from '../numbered.ts';
import { count, day, daysFrom, moment, nightDay, number } from '../texts.ts';
import { completeness } from './datasets.ts';
import { status } from './exceptions.ts';
import { letterAt } from './grid.ts';
import { missing } from './missing.ts';
import type { View } from './view.ts';

/** Without a new night for longer than this, something keeps it from running. */
const mostHours = 26;

/** How a running locker stands, for whoever keeps it: verdicts, what is open and since when, what to do, what ends. */
export async function today(): Promise<View> {
  const last = data.nights.findLastIndex(({ seal }) => seal !== null);
  const night = data.nights[last];
  if (!data.opened || !night) return missing('This page was not opened on a running locker.');
  const { failures, more, undecided, waived } = await allExceptions();
  const open = [...failures, ...undecided, ...waived]
    .filter(({ exception }) => exception.over === null)
    .sort((a, b) => ageOf(b) - ageOf(a));
  const soon = endings(data.opened);
  return {
    title: 'Today',
    lead: `How it stood on the night of ${nightDay(last)}, looked at on ${moment(data.opened)}.`,
    body: h(
      'div',
      {},
      h('p', { class: 'say' }, conclusion(open.length, soon.length)),
      facts([
        ['Last night', [link(route.night(last), nightDay(last)), freshness(night.run, data.opened)]],
        ['Result', [night.outcome, night.reason && h('small', {}, night.reason)]],
        ['Open exceptions', number(open.length)],
        ['Ends soon', number(soon.length)],
      ]),
      section('What to do', verdicts('FU')),
      section(
        'Open exceptions, the oldest first',
        exceptions(open),
        more > 0 &&
          h(
            'p',
            { class: 'hint' },
            `and ${number(more)} more that this page leaves out: exhibit status has all.`,
          ),
      ),
      section(`What ends within ${soonDays} days`, ending(soon)),
      section('Lists that were incomplete', lists(last)),
      section(
        'Every other verdict',
        h('details', { 'data-print': 'open' }, h('summary', {}, others()), verdicts('WPN-')),
      ),
    ),
  };
}

function of(letters: string): readonly number[] {
  return data.controls.flatMap((control, at) =>
    letters.includes(letterAt(control, lastJudged(control))) ? [at] : [],
  );
}

function conclusion(open: number, soon: number): string {
  const [fails, unknown] = [of('F').length, of('U').length];
  return `${number(fails)} of ${count(data.controls.length, 'control')} ${fails === 1 ? 'fails' : 'fail'} and ${number(unknown)} cannot be decided. ${count(open, 'exception')} ${open === 1 ? 'is' : 'are'} open; ${count(soon, 'thing')} ${soon === 1 ? 'ends' : 'end'} soon.`;
}

function freshness(run: string, opened: string): Child {
  const hours = Math.floor((Date.parse(opened) - Date.parse(run)) / 3_600_000);
  const age = hours < 48 ? count(Math.max(0, hours), 'hour') : count(Math.floor(hours / 24), 'day');
  return hours > mostHours
    ? h('small', { class: 'fault' }, `${age} ago: no night was sealed since`)
    : h('small', {}, `${age} ago`);
}

function verdicts(letters: string): HTMLElement {
  const rows = [...letters].flatMap((letter) => of(letter)).map(verdict);
  if (rows.length === 0) return nothing('Nothing.', 'Every control passed when it was last judged.');
  return table(
    'Verdicts',
    [
      { title: 'Verdict' },
      { title: 'Control', kind: 'wide' },
      { title: 'Since', kind: 'date' },
      { title: 'Subjects', kind: 'date' },
      { title: 'What to do', kind: 'wide' },
    ],
    rows,
  );
}

function verdict(at: number): Child[] {
  const control = data.controls[at];
  if (!control) return [];
  const last = lastJudged(control);
  const letter = letterAt(control, last);
  const counts = control.counts[last] || [0, 0, 0, 0];
  const obstacles = control.obstacles.filter(({ to }) => to === last);
  return [
    [state(letter), last < data.nights.length - 1 && h('small', {}, `when last judged, ${nightDay(last)}`)],
    [link(route.control(at), control.title), h('small', {}, control.id)],
    since(at, last),
    (['failing', 'unknown', 'waived'] as const).flatMap((kind, place) => {
      const many = counts[place + 1] ?? 0;
      return many > 0 ? [h('div', {}, `${number(many)} ${kind}`)] : [];
    }),
    'FU'.includes(letter)
      ? [
          control.fix,
          obstacles.map(({ text }) => h('small', {}, text)),
          h('small', {}, h('code', {}, `exhibit status ${control.id}`)),
        ]
      : '',
  ];
}

/** The first night, without a break, of the verdict that it had last. */
function since(at: number, last: number): string {
  const { sinceBefore, states = '' } = data.controls[at] ?? {};
  const letter = states[last];
  let first = last;
  for (let night = last; night >= 0; night--)
    if (states[night] === letter) first = night;
    else if ('PFU'.includes(states[night] ?? '-')) return nightDay(first);
  return first < 0 ? '–' : sinceBefore ? day(sinceBefore) : nightDay(first);
}

/** Since when, as a moment: an exception may have begun before the first night of the page. */
function beganAt({ exception }: ListedException): string {
  return exception.since ?? data.nights[exception.firstBad]?.run ?? '';
}

function ageOf(one: ListedException): number {
  return Math.floor(daysFrom(beganAt(one), data.opened ?? ''));
}

function exceptions(open: readonly ListedException[]): HTMLElement {
  if (open.length === 0) return nothing('None is open.', 'Every subject passed when it was last judged.');
  return table(
    'Open exceptions',
    [
      { title: 'No.', kind: 'date' },
      { title: 'Days', kind: 'number' },
      { title: 'Since', kind: 'date' },
      { title: 'Control' },
      { title: 'Subject and reason', kind: 'wide' },
      { title: 'Status' },
    ],
    open.map((one): Child[] => [
      one.no,
      number(ageOf(one)),
      day(beganAt(one)),
      link(route.control(one.control), data.controls[one.control]?.title ?? ''),
      [
        link(`#/person/${encodeURIComponent(plainName(one.exception.subject))}`, one.exception.subject),
        h('small', {}, one.exception.reason),
      ],
      status(one.exception),
    ]),
  );
}

function ending(soon: readonly Ending[]): HTMLElement {
  if (soon.length === 0)
    return nothing('Nothing.', 'No waiver, attestation, credential or export that nights depend on.');
  return table(
    'What ends soon',
    [
      { title: 'Ends', kind: 'date' },
      { title: 'In days', kind: 'number' },
      { title: 'What', kind: 'wide' },
      { title: 'What to do', kind: 'wide' },
    ],
    soon.map(({ days, ends, fix, what }): Child[] => [
      day(ends),
      days < 0 ? h('span', { class: 'fault' }, 'ended') : number(days),
      what,
      fix,
    ]),
  );
}

function lists(last: number): HTMLElement {
  const rows = data.datasets.flatMap((dataset, at): Child[][] => {
    const night = dataset.nights[last];
    if (!night || 'CE'.includes(night.c)) return [];
    const { code, message } = dataset.problems[night.problem ?? -1] ?? {};
    return [
      [
        link(route.dataset(at, last), `${dataset.connection}/${dataset.dataset}`),
        completeness(night.c),
        [message ?? '', code && h('small', {}, code)],
      ],
    ];
  });
  if (rows.length === 0) return nothing('Every list was complete.');
  return table(
    'Lists that were incomplete',
    [{ title: 'List' }, { title: 'What it was' }, { title: 'Why', kind: 'wide' }],
    rows,
  );
}

function others(): string {
  return `${count(of('WP').length, 'control')} passed, ${number(of('N-').length)} were not judged`;
}
