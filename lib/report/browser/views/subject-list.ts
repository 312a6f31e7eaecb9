import type { PageControl } from '../../page-data.ts';
import { announce } from '../announce.ts';
import { link, route, state } from '../components.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { comparison, linesOf, nightsOf, on, type SubjectLine } from '../findings.ts';
import { inertText } from '../inert.ts';
import { segmentsOf, strip } from '../strip.ts';
import { count, number } from '../texts.ts';
import { virtualTable } from '../virtual-table.ts';

const choices = [
  ['wrong', 'Everything but a plain pass'],
  ['all', 'All'],
  ['F', 'Fail'],
  ['U', 'Unknown'],
  ['W', 'Waived'],
  ['P', 'Pass'],
] as const;

interface Listed {
  readonly line: SubjectLine;
  readonly name: string;
  /** Letters that it had; on one night, the one of that night. */
  readonly letters: string;
}

/** A control's subjects over the period, or on one night, to be filtered and searched. */
export async function subjectList(
  control: number,
  night: number,
  names: readonly string[],
): Promise<{ element: HTMLElement; ready: () => void }> {
  const own = data.controls[control] as PageControl;
  const all = (await linesOf(control))
    .flatMap((line) => listed(line, own, night, names[line.place] ?? ''))
    .sort(worstFirst);
  const wrong = all.some(({ letters }) => /[FUW]/.test(letters));
  const heard = h('output', { class: 'dim' });
  const list = virtualTable(
    'Subjects',
    ['Subject', night < 0 ? 'Over the period' : 'That night', 'Last', 'Failing', 'Why'],
    'minmax(16rem, 1.6fr) minmax(6rem, 0.9fr) 6rem 4.5rem minmax(12rem, 3fr)',
  );
  const choose = h(
    'select',
    { id: 'state' },
    ...choices.map(([value, text]) =>
      h('option', { value, selected: value === (wrong ? 'wrong' : 'all') }, text),
    ),
  );
  const search = h('input', { id: 'search', type: 'search', autocomplete: 'off', spellcheck: 'false' });
  const draw = (say: boolean): void => {
    const sought = search.value.trim().toLowerCase();
    const shown = all.filter(
      ({ letters, name }) =>
        fits(letters, choose.value) && (sought === '' || name.toLowerCase().includes(sought)),
    );
    list.show(shown.length, (at) => rowOf(shown[at] as Listed, own, night));
    heard.textContent = `${number(shown.length)} of ${count(all.length, 'subject')}`;
    if (say) announce(heard.textContent);
  };
  for (const control of [choose, search]) control.addEventListener('input', () => draw(true));
  const element = h(
    'div',
    {},
    h(
      'div',
      { class: 'filters' },
      h('label', { for: 'state' }, 'Show'),
      choose,
      h('label', { for: 'search' }, 'Search'),
      search,
      heard,
    ),
    list.element,
  );
  return { element, ready: () => draw(false) };
}

function listed(line: SubjectLine, { states }: PageControl, night: number, name: string): Listed[] {
  if (night < 0) return [{ line, name, letters: line.intervals.map(({ letter }) => letter).join('') }];
  const letter = nightsOf(line, states)[night] ?? '-';
  return letter === '-' ? [] : [{ line, name, letters: letter }];
}

function fits(letters: string, choice: string): boolean {
  if (choice === 'all') return true;
  return choice === 'wrong' ? /[FUW]/.test(letters) : letters.includes(choice);
}

function worstFirst(a: Listed, b: Listed): number {
  return rank(a) - rank(b) || a.line.place - b.line.place;
}

/** Those that end in a failure first, then those that ever failed, were unknown, are waived. */
function rank({ letters }: Listed): number {
  if (letters.endsWith('F')) return 0;
  const at = ['F', 'U', 'W'].findIndex((letter) => letters.includes(letter));
  return at < 0 ? 9 : at + 1;
}

function rowOf({ line, name }: Listed, { states }: PageControl, night: number): Child[] {
  const shown =
    night < 0 ? line.intervals.findLast(({ letter }) => letter !== 'P') : on(line.intervals, night);
  const last = line.intervals.at(-1);
  const nights = nightsOf(line, states);
  const why = shown
    ? [shown.reason, shown.waiver && ` (waived by ${shown.waiver.approvedBy}: ${shown.waiver.reason})`]
    : '';
  const compared = night < 0 ? (shown ?? last) : shown;
  return [
    link(route.subject(line.place), name),
    night < 0 ? strip(segmentsOf(nights), inertText(name)) : state(nights[night] ?? '-'),
    last ? state(last.letter) : '–',
    h('span', { class: 'number' }, number(nights.split('F').length - 1)),
    h('span', { title: inertText(shown?.reason ?? '') }, why, compared ? comparison(compared) : ''),
  ];
}
