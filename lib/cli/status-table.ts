import type { ExpectedBesideSeen, Verdict } from '../judging/control.ts';
import type { End } from '../judging/ends.ts';
import type { ControlHistory, History } from '../runs/control-history.ts';
import { exceptions } from '../runs/exceptions.ts';
import type { DueCounts } from '../seal/nights-due.ts';
import { type Terminal, verdictColour, verdictWord } from './terminal.ts';
import { columns, inert, plural, wrap } from './text.ts';

const named = 3;

/** Something that ends soon, and when in words. */
export interface Ending {
  readonly end: End;
  readonly words: string;
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
  const open = controls.filter(({ latest: { verdict } }) => verdict !== 'pass');
  return [
    `${shown.paint('bold', inert(latest.organization))}  last sealed night ${latest.run}, ${latest.status}`,
    ...(overdue ? [shown.paint('red', 'The night after it has not been sealed although it is due.')] : []),
    ...(counts.missing > 0 ? [shown.paint('red', missingLine(counts))] : []),
    '',
    nightTable(history, shown),
    ...open.flatMap((control) => ['', ...openControl(control, path, shown)]),
    ...endingLines(ending, shown),
    ...(latest.notJudged.length > 0
      ? [
          '',
          ...latest.notJudged.map(({ id, reason }) =>
            shown.paint('dim', `– ${id}: not judged. ${inert(reason)}`),
          ),
        ]
      : []),
  ].join('\n');
}

/** As `verify` and packages count them: a rerun makes up for no other night. */
function missingLine({ due, missing }: DueCounts): string {
  return `Of ${plural(due, 'night')} that were due since the first one shown, ${missing} ${missing === 1 ? 'is' : 'are'} missing.`;
}

function endingLines(ending: readonly Ending[], shown: Terminal): string[] {
  if (ending.length === 0) return [];
  const lines = ending.map(({ end: { control, subject, words }, words: when }) =>
    wrap(
      inert(`${[control, subject].filter((part) => part !== null).join(': ')}. ${when} ${words}.`),
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

/** Every control with its verdict on each night, oldest on the left, and the night since which it has the last one. */
function nightTable({ runs, controls }: History, shown: Terminal): string {
  const head = ['', 'control', 'nights', 'since'].map((title) => shown.paint('dim', title));
  return `${columns([head, ...nightRows(controls, shown)])}\n\n${nightLegend(runs.length, shown)}`;
}

/** The same as cells, without the head. */
export function nightRows(controls: readonly ControlHistory[], shown: Terminal): string[][] {
  return controls.map((control) => [
    verdictWord(shown, control.latest.verdict),
    control.latest.id,
    nightLine(control.nights, shown),
    control.latest.since.slice(0, 10),
  ]);
}

export function nightLegend(nights: number, { paint }: Terminal): string {
  return paint('dim', `${plural(nights, 'night')}, oldest left: ${legend}`);
}

/** Height tells as well as colour does: a pass lies low, a failure stands out. */
const bars: Record<Verdict, string> = { pass: '▁', unknown: '▄', fail: '█' };
const legend = '▁ pass  ▄ unknown  █ fail  · not judged';

function nightLine(nights: readonly (Verdict | null)[], { paint }: Terminal): string {
  return nights.map((verdict) => (verdict ? paint(verdictColour(verdict), bars[verdict]) : '·')).join('');
}

/** What was expected beside what was seen, where the two were compared. */
function comparedWords({ expected, seen }: ExpectedBesideSeen): string {
  const words = [
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(seen === undefined ? [] : [`seen: ${seen}`]),
  ];
  return words.length > 0 ? ` (${words.join('; ')})` : '';
}

function openControl({ latest }: ControlHistory, path: string | null, shown: Terminal): string[] {
  const lines = [...latest.obstacles];
  const { fail, unknown, waived } = latest.subjects;
  let shownSubjects = 0;
  for (const finding of exceptions(path, latest)) {
    if (finding.waiver && finding.verdict === 'fail') continue;
    if (shownSubjects++ === named) break;
    const since = finding.since ? ` Since ${finding.since.slice(0, 10)}.` : '';
    lines.push(`${finding.subject}: ${finding.reason}${since}${comparedWords(finding)}`);
  }
  const more = fail + unknown - Math.min(named, shownSubjects);
  if (more > 0) lines.push(`and ${plural(more, 'other')}`);
  if (waived > 0) lines.push(`${plural(waived, 'subject')} waived`);
  return [
    `${verdictWord(shown, latest.verdict)}  ${latest.id}`,
    ...lines.map((line) => wrap(`    ${inert(line)}`, shown.columns, '      ')),
  ];
}
