import type { ExpectedBesideSeen, Verdict } from '../judging/control.ts';
import type { End } from '../judging/expirations.ts';
import type { Finding } from '../judging/finding.ts';
import type { ControlHistory, History } from '../runs/control-history.ts';
import { exceptions } from '../runs/exceptions.ts';
import type { DueCounts } from '../seal/nights-due.ts';
import { moreLines, notJudgedLines, outcomeLine } from './run-summary.ts';
import { type Terminal, verdictColour, verdictText } from './terminal.ts';
import { columns, inert, plural, wrap } from './text.ts';
import { worstFirst, worstOf } from './worst-first.ts';

const named = 3;

/** Something that ends soon, and when in words. */
export interface Ending {
  readonly end: End;
  readonly text: string;
}

export interface StatusFacts {
  readonly overdue: boolean;
  readonly counts: DueCounts;
  readonly ending: readonly Ending[];
  /** Local path of the last night's findings. */
  readonly path: string | null;
}

/** Every control with its nights as a line, oldest on the left; then what is open, by control; then what ends soon. */
export function statusTable(
  history: History,
  { overdue, counts, ending, path }: StatusFacts,
  shown: Terminal,
): string {
  const { latest, controls } = history;
  const open = worstFirst(
    controls.filter(({ latest: { verdict } }) => verdict !== 'pass'),
    ({ latest: { verdict } }) => verdict,
  );
  return [
    outcomeLine(latest, shown),
    ...(overdue ? [shown.paint('red', 'The next night is due and not sealed.')] : []),
    ...(counts.missing > 0 ? [shown.paint('red', missingLine(counts))] : []),
    ...(shown.quiet ? [] : ['', nightTable(history, shown)]),
    ...open.flatMap((control) => ['', ...openControl(control, path, shown)]),
    ...endingLines(ending, shown),
    ...(latest.notJudged.length > 0 ? ['', ...notJudgedLines(latest.notJudged, shown)] : []),
  ].join('\n');
}

/** As `verify` and packages count them: a rerun makes up for no other night. */
function missingLine({ due, missing }: DueCounts): string {
  return `Of ${plural(due, 'night')} that were due since the first one shown, ${missing} ${missing === 1 ? 'is' : 'are'} missing.`;
}

function endingLines(ending: readonly Ending[], shown: Terminal): string[] {
  if (ending.length === 0) return [];
  const lines = ending.map(({ end: { control, subject, text }, text: when }) =>
    wrap(
      inert(`${[control, subject].filter((part) => part !== null).join(': ')}. ${when} ${text}.`),
      shown.columns - 4,
      '  ',
    ),
  );
  return [
    '',
    shown.paint('yellow', 'Ends soon'),
    ...lines.map((line) => `  ▲ ${line.replaceAll('\n', '\n    ')}`),
  ];
}

/** Every control with its verdict on each night, worst first, and the night since which it has the last one. */
function nightTable({ runs, controls }: History, shown: Terminal): string {
  const nights = nightsThatFit(controls, shown);
  const head = ['', 'control', 'runs', 'since'].map((title) => shown.paint('dim', title));
  const rows = nightRows(
    worstFirst(controls, ({ latest }) => latest.verdict),
    shown,
    nights,
  );
  return `${columns([head, ...rows])}\n\n${nightLegend(Math.min(runs.length, nights), shown)}`;
}

/** A mark and a word, the longest id, a date and the blanks between: what is left is for nights. */
export function nightsThatFit(controls: readonly ControlHistory[], shown: Pick<Terminal, 'columns'>): number {
  const longest = Math.max(0, ...controls.map(({ latest }) => latest.id.length));
  return Math.max(7, shown.columns - (9 + longest + 10 + 3 * 2));
}

/** The same as cells, without the head; of the nights, the last ones. */
export function nightRows(controls: readonly ControlHistory[], shown: Terminal, nights: number): string[][] {
  return controls.map((control) => [
    verdictText(shown, control.latest.verdict),
    control.latest.id,
    nightLine(control.nights.slice(-nights), shown),
    control.latest.since.slice(0, 10),
  ]);
}

export function nightLegend(nights: number, { columns, paint }: Terminal): string {
  return paint('dim', wrap(`${plural(nights, 'run')}, oldest left: ${legend}`, columns, '  '));
}

/** Height tells as well as colour does: a pass lies low, a failure stands out. */
const bars: Record<Verdict, string> = { pass: '▁', unknown: '▄', fail: '█' };
const legend = '▁ pass  ▄ unknown  █ fail  · not judged';

function nightLine(nights: readonly (Verdict | null)[], { paint }: Terminal): string {
  return nights.map((verdict) => (verdict ? paint(verdictColour(verdict), bars[verdict]) : '·')).join('');
}

/** What was expected beside what was seen, where the two were compared. */
function comparedText({ expected, seen }: ExpectedBesideSeen): string {
  const text = [
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(seen === undefined ? [] : [`seen: ${seen}`]),
  ];
  return text.length > 0 ? ` (${text.join('; ')})` : '';
}

function openControl({ latest }: ControlHistory, path: string | null, shown: Terminal): string[] {
  const { fail, unknown, waived } = latest.subjects;
  const worst = worstOf(exceptions(path, latest), named).filter(
    ({ verdict, waiver }) => !waiver || verdict !== 'fail',
  );
  const more = fail + unknown - worst.length;
  const lines = [...latest.obstacles, ...worst.map(findingLine)];
  return [
    `${verdictText(shown, latest.verdict)}  ${latest.id}`,
    ...lines.map((line) => wrap(`    ${inert(line)}`, shown.columns, '      ')),
    ...(more > 0 ? moreLines(more, latest.id, shown) : []),
    ...(waived > 0 ? [`    ${plural(waived, 'subject')} waived`] : []),
  ];
}

/** A subject with its reason, since when, and what was compared. */
export function findingLine(finding: Finding): string {
  const since = finding.since ? ` Since ${finding.since.slice(0, 10)}.` : '';
  return `${finding.subject}: ${finding.reason}${since}${comparedText(finding)}`;
}
