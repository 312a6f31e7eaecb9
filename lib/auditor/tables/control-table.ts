import { standingOf } from '../../controls/finding.ts';
import { csvRow } from '../csv.ts';
import type { GatheredNight } from '../gather/gathered.ts';
import type { ControlHistory, SubjectHistory } from '../report/model.ts';

const standings = ['pass', 'fail', 'unknown', 'waived'] as const;

/** The head of a control's table: one column for each night, and the control's own line. */
export function controlTableHead(control: ControlHistory, nights: readonly GatheredNight[]): string {
  const counts = standings.map((standing) => `nights ${standing}`);
  const head = csvRow(['row', 'name', ...counts, 'nights absent', ...nights.map(({ run }) => run)]);
  const totals = standings.map((standing) => control.states.filter((state) => state === standing).length);
  const states = control.states.map((state, at) =>
    nights[at]?.outcome === 'missing' ? 'missing night' : wordOf(state),
  );
  const said = control.states.filter((state) => state !== 'none' && state !== 'not-judged').length;
  const outcomes = csvRow([
    'night',
    '',
    ...standings.map(() => ''),
    '',
    ...nights.map(({ outcome }) => outcome),
  ]);
  return `${head}${outcomes}${csvRow(['control', control.id, ...totals, nights.length - said, ...states])}`;
}

function wordOf(state: ControlHistory['states'][number]): string {
  if (state === 'none') return 'no findings';
  return state === 'not-judged' ? 'not judged' : state;
}

/** A subject's line: its verdict on each night; empty where it was not in the population. */
export function subjectRow({ subject, spans }: SubjectHistory, control: ControlHistory): string {
  const cells: string[] = new Array(control.states.length).fill('');
  const counts = { pass: 0, fail: 0, unknown: 0, waived: 0 };
  let judged = 0;
  for (const state of control.states) if (state !== 'none' && state !== 'not-judged') judged++;
  let present = 0;
  for (const span of spans) {
    const standing = standingOf(span);
    for (let at = span.from; at <= span.to; at++) {
      const state = control.states[at];
      if (state === 'none' || state === 'not-judged') continue;
      cells[at] = standing;
      counts[standing]++;
      present++;
    }
  }
  const totals = standings.map((standing) => counts[standing]);
  // Words and numbers of ours: they need no quotes.
  return `${csvRow(['subject', subject, ...totals, judged - present]).slice(0, -2)},${cells.join(',')}\r\n`;
}
