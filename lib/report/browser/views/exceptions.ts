import { plainName } from '../../person-name.ts';
import { fileLink, link, nothing, route, section, state } from '../components.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { allExceptions } from '../listed.ts';
import type { ListedException } from '../numbered.ts';
import { segmentsOf, strip } from '../strip.ts';
import { count, day, nightDay, number } from '../texts.ts';
import { virtualTable } from '../virtual-table.ts';
import type { View } from './view.ts';

/** What failed, when, for whom, and since: the rows of the tables, of OSCAL and of the mails. */
export async function exceptions(): Promise<View> {
  const { failures, undecided, waived, more } = await allExceptions();
  const open = failures.filter(({ exception }) => exception.over === null).length;
  const lists = [list('Exceptions', failures), list('Undetermined', undecided), list('Waived', waived)];
  const body = h(
    'div',
    {},
    section(
      `Exceptions: ${number(failures.length)}`,
      lists[0]?.element ??
        nothing('No exception.', 'No subject failed on a night of this period that was judged.'),
    ),
    section(
      `Undetermined: ${number(undecided.length)}`,
      lists[1]?.element ??
        nothing('Nothing undetermined.', 'Every subject was decided on every night that was judged.'),
    ),
    section(
      `Waived: ${number(waived.length)}`,
      lists[2]?.element ?? nothing('No failure was waived when it was last seen.'),
    ),
    more > 0 &&
      h(
        'p',
        { class: 'hint' },
        `and ${number(more)} more: `,
        fileLink('failures.csv'),
        ' has every failure.',
      ),
  );
  return {
    title: 'Exceptions',
    lead: `${count(failures.length, 'exception')}, ${number(open)} open when the period ended. One exception is one subject that failed one control, from its first bad night to its last.`,
    body,
    ready: () => {
      for (const one of lists) one?.ready();
    },
  };
}

function list(
  label: string,
  rows: readonly ListedException[],
): { element: HTMLElement; ready: () => void } | null {
  if (rows.length === 0) return null;
  const table = virtualTable(
    label,
    [
      'No.',
      'Control',
      'Subject and reason',
      'Nights',
      'Last good',
      'First bad',
      'Last bad',
      'First good',
      'Status',
    ],
    '3.5rem minmax(8rem, 1.2fr) minmax(10rem, 2fr) minmax(5rem, 0.8fr) repeat(4, 3.8rem) minmax(7rem, 0.8fr)',
  );
  return {
    element: table.element,
    ready: () => table.show(rows.length, (at) => row(rows[at] as ListedException)),
  };
}

function row({ control, exception, no }: ListedException): Child[] {
  const own = data.controls[control];
  const { firstBad, lastBad, lastGood, over, reason, since, subject, waivers, cause } = exception;
  const night = (at: number | null): Child =>
    at === null ? h('span', { class: 'dim' }, '–') : link(route.control(control, at), nightDay(at));
  return [
    no,
    link(route.control(control), own?.title ?? ''),
    [
      link(`#/person/${encodeURIComponent(plainName(subject))}`, subject),
      h('small', {}, reason),
      since && h('small', {}, `since ${day(since)}, before the period`),
      cause === 'standard' && h('small', {}, 'began by a change of the standard'),
      waivers
        .slice(-1)
        .map(({ approvedBy, expires, reason: why }) =>
          h('small', {}, `accepted by ${approvedBy} until ${day(expires)}: ${why}`),
        ),
    ],
    strip(segmentsOf(lettersOf(exception)), inertText(subject)),
    night(lastGood),
    night(firstBad),
    night(lastBad),
    night(over && over.how !== 'gone' ? over.night : null),
    status(exception),
  ];
}

function lettersOf({ firstBad, kind, lastBad, nights, waivers }: ListedException['exception']): string {
  const letters = new Array<string>(data.nights.length).fill('-');
  // One that failed when last seen, before the period, was seen failing on no night of it.
  letters.fill(kind === 'fail' && nights > 0 ? 'F' : 'U', firstBad, lastBad + 1);
  for (const { from, to } of waivers) letters.fill('W', from, to + 1);
  return letters.join('');
}

/** What it came to: one that was put right is closed, and never a plain pass. */
export function status({
  firstBad,
  kind,
  nights,
  over,
  waivers,
  lastBad,
}: ListedException['exception']): Child {
  const between = lastBad - firstBad + 1;
  const stood = h(
    'small',
    {},
    nights === between ? count(nights, 'night') : `shown on ${number(nights)} of ${count(between, 'night')}`,
  );
  if (over?.how === 'gone') return [state('N', 'No longer there'), stood];
  if (over?.how === 'failed') return [state('F', `Failed ${nightDay(over.night)}`), stood];
  if (over) return [state('N', 'Closed'), stood];
  if (kind === 'unknown') return [state('U', 'Undetermined'), stood];
  if (waivers.some(({ from, to }) => from <= lastBad && lastBad <= to)) return [state('W', 'Waived'), stood];
  return [state('F', 'Open'), stood];
}
