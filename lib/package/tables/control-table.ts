import { findingStatus } from '../../judging/finding.ts';
import type { ControlHistory, Interval, SubjectHistory } from '../../report/model.ts';
import { csvHead, csvRow } from '../../text/csv.ts';
import type { PackagedNight } from '../period/period-evidence.ts';

const statuses = ['pass', 'fail', 'unknown', 'waived'] as const;

/** The head of a control's table: one column for each night, and the control's own line. */
export function controlTableHead(
  control: Pick<ControlHistory, 'id' | 'states'>,
  nights: readonly PackagedNight[],
): string {
  const counts = statuses.map((status) => `nights ${status}`);
  const head = csvHead(['row', 'name', ...counts, 'nights absent', ...nights.map(({ run }) => run)]);
  const totals = statuses.map((status) => control.states.filter((state) => state === status).length);
  const states = control.states.map((state, at) =>
    nights[at]?.outcome === 'missing' ? 'missing night' : stateText(state),
  );
  const said = control.states.filter((state) => state !== 'none' && state !== 'not-judged').length;
  const outcomes = csvRow([
    'night',
    '',
    ...statuses.map(() => ''),
    '',
    ...nights.map(({ outcome }) => outcome),
  ]);
  return `${head}${outcomes}${csvRow(['control', control.id, ...totals, nights.length - said, ...states])}`;
}

function stateText(state: ControlHistory['states'][number]): string {
  if (state === 'none') return 'no findings';
  return state === 'not-judged' ? 'not judged' : state;
}

/**
 * Writes subjects' lines: a verdict for each night; empty where the subject was not in the population. A year of them is
 * millions of cells, and mostly the same word over and over.
 */
export function subjectRows({ states }: Pick<ControlHistory, 'states'>): (history: SubjectHistory) => string {
  const judged = states.map((state) => state !== 'none' && state !== 'not-judged');
  let count = 0;
  const judgedBefore = judged.map((is) => (is ? count++ : count));
  const judgedWithin = (from: number, to: number): number =>
    (judgedBefore[to + 1] ?? count) - (judgedBefore[from] ?? count);

  const cellsOf = ({ from, to }: Interval, status: string): string => {
    const nights = to - from + 1;
    if (judgedWithin(from, to) === nights) return `${status},`.repeat(nights);
    return judged
      .slice(from, to + 1)
      .map((is) => (is ? `${status},` : ','))
      .join('');
  };
  return ({ subject, intervals }) => {
    const counts = { pass: 0, fail: 0, unknown: 0, waived: 0 };
    let [cells, at, present] = ['', 0, 0];
    for (const interval of intervals) {
      const status = findingStatus(interval);
      const nights = judgedWithin(interval.from, interval.to);
      counts[status] += nights;
      present += nights;
      cells += ','.repeat(interval.from - at) + cellsOf(interval, status);
      at = interval.to + 1;
    }
    cells += ','.repeat(states.length - at);
    const totals = statuses.map((status) => counts[status]);
    // Words and numbers of ours: they need no quotes.
    return `${csvRow(['subject', subject, ...totals, count - present]).slice(0, -2)},${cells.slice(0, -1)}\r\n`;
  };
}
