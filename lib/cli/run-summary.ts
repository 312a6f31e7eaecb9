import type { Alert } from '../alerts/alert.ts';
import type { DriftEvent } from '../drift/event.ts';
import { isObjection } from '../drift/event.ts';
import { isWhole } from '../evidence/document.ts';
import type { Verdict } from '../judging/control.ts';
import type { Finding } from '../judging/finding.ts';
import { notConnected } from '../judging/out-of-scope.ts';
import type { Locker } from '../locker/locker.ts';
import type { NightShown } from '../nightly/run-json.ts';
import { exceptions, findingsPath } from '../runs/exceptions.ts';
import type { ControlResult, DatasetResult, FindingsDocument } from '../runs/findings-document.ts';
import { alertLines } from './alert-lines.ts';
import { causeLines } from './causes.ts';
import { type Terminal, verdictMark, verdictText } from './terminal.ts';
import { inert, plural, wrap } from './text.ts';
import { worstFirst, worstOf } from './worst-first.ts';

/** So many subjects of a control are named; the locker holds the rest. */
const named = 5;

/** What a person reads after a night: what it came to, what is wrong, what changed, and where to look. */
export async function runSummary(
  result: NightShown,
  alert: Alert | null,
  locker: Locker,
  shown: Terminal,
): Promise<string> {
  const { findings } = result;
  const path = await findingsPath(locker, findings.run, findings.findings.path);
  const wrong = worstFirst(
    findings.controls.filter(({ verdict }) => verdict !== 'pass'),
    ({ verdict }) => verdict,
  );
  const blocks = [
    [outcomeLine(findings, shown), ...notSealed(result, shown)],
    ...wrong.map((control) => controlLines(control, path, shown)),
    missingLines(findings.datasets, shown),
    ...(shown.quiet ? [] : [changeLines(alert, findings, shown), whereToLook(result, locker, shown)]),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** All of it in one line: whether the evidence is whole, and whether the controls hold. */
export function outcomeLine(
  { organization, run, status, controls, datasets }: FindingsDocument,
  shown: Terminal,
): string {
  const count = (wanted: Verdict) => controls.filter(({ verdict }) => verdict === wanted).length;
  const [fail, unknown] = [count('fail'), count('unknown')];
  const verdict: Verdict = fail > 0 ? 'fail' : unknown > 0 || status !== 'complete' ? 'unknown' : 'pass';
  const whole = datasets.filter(({ completeness }) => isWhole({ completeness })).length;
  const all = plural(controls.length, 'control');
  const text = [
    fail > 0 ? `${fail} of ${all} ${fail === 1 ? 'fails' : 'fail'}` : null,
    unknown > 0
      ? `${fail > 0 ? unknown : `${unknown} of ${all}`} ${unknown === 1 ? 'is' : 'are'} unknown`
      : null,
    fail + unknown === 0 ? `${all} pass` : null,
    status === 'complete' ? null : `${whole} of ${plural(datasets.length, 'dataset')} complete (${status})`,
  ].filter((part) => part !== null);
  const line = `${organization}, ${run}: ${text.join(', ')}`;
  return wrap(`${verdictMark(shown, verdict)} ${shown.paint('bold', inert(line))}`, shown.columns, '  ');
}

function notSealed(result: NightShown, shown: Terminal): string[] {
  return 'seal' in result ? [] : [shown.paint('dim', 'Nothing was stored (--dry-run).')];
}

/** Subjects of a control, worst first, and the command that shows the rest. */
function controlLines(control: ControlResult, path: string | null, shown: Terminal): string[] {
  const { subjects, id } = control;
  const counts = (['fail', 'unknown', 'waived'] as const)
    .filter((status) => subjects[status] > 0)
    .map((status) => `${subjects[status].toLocaleString('en')} ${status === 'fail' ? 'failing' : status}`);
  const worst = worstOf(exceptions(path, control), named);
  const more = subjects.fail + subjects.unknown + subjects.waived - worst.length;
  const indented = (line: string) => wrap(`    ${inert(line)}`, shown.columns, '      ');
  return [
    `${verdictText(shown, control.verdict)}  ${id}${counts.length > 0 ? `  ${counts.join(', ')}` : ''}`,
    ...[...control.obstacles, ...worst.map(subjectLine)].map((line) => shown.paint('dim', indented(line))),
    ...(more > 0 ? moreLines(more, id, shown) : []),
  ];
}

/** How many there are besides, and how to see them. */
export function moreLines(more: number, control: string, shown: Pick<Terminal, 'columns'>): string[] {
  return [wrap(`    and ${plural(more, 'other')}: \`exhibit status ${control}\``, shown.columns, '      ')];
}

function subjectLine({ subject, reason, since, waiver }: Finding): string {
  const until = waiver ? ` (waived until ${waiver.expires} by ${waiver.approvedBy}: ${waiver.reason})` : '';
  return `${subject}: ${reason}${since ? ` Since ${since.slice(0, 10)}.` : ''}${until}`;
}

/** What was not collected completely, by cause. */
function missingLines(datasets: readonly DatasetResult[], shown: Terminal): string[] {
  const troubles = datasets
    .filter((one) => !isWhole(one))
    .map(({ connection, dataset, completeness, problem }) => ({
      connection,
      dataset,
      message: problem?.message ?? completeness,
    }));
  if (troubles.length === 0) return [];
  return [shown.paint('yellow', 'Not collected completely'), ...causeLines(troubles, shown.columns, '  ')];
}

/** A first night is all new, and stands above. */
function changeLines(alert: Alert | null, { previous }: FindingsDocument, shown: Terminal): string[] {
  if (previous === null) return alert === null ? [] : alert.notes.map((note) => wrap(note, shown.columns));
  return alertLines(alert, shown).slice(1);
}

function whereToLook(result: NightShown, locker: Locker, shown: Terminal): string[] {
  const { datasets, notJudged } = result.findings;
  const records = datasets.reduce((sum, one) => sum + one.records, 0);
  return [
    ...notJudgedLines(notJudged, shown),
    wrap(
      `${plural(datasets.length, 'dataset')}, ${plural(records, 'record')}, in ${locker.location}`,
      shown.columns,
      '  ',
    ),
    ...('seal' in result
      ? [
          `Sealed as number ${result.seal.sequence}: ${result.seal.path}`,
          shown.paint('dim', `  ${result.seal.sha256}`),
          wrap('The status of every control: `exhibit status`', shown.columns, '  '),
        ]
      : []),
  ];
}

/** What is not judged, with why, each reason once. */
export function notJudgedLines(
  notJudged: readonly { readonly id: string; readonly reason: string }[],
  { columns, paint }: Pick<Terminal, 'columns' | 'paint'>,
): string[] {
  const line = (text: string) => paint('dim', wrap(`– Not judged: ${text}`, columns, '  '));
  const [absent, others] = [
    notJudged.filter(lacksConnection),
    notJudged.filter((one) => !lacksConnection(one)),
  ];
  const providers = new Set(absent.map(({ reason }) => notConnected(reason)));
  return [
    ...[...Map.groupBy(others, ({ reason }) => reason)].map(([reason, controls]) =>
      line(`${controls.map(({ id }) => id).join(', ')}. ${inert(reason)}`),
    ),
    ...(absent.length > 0
      ? [
          line(
            `${plural(absent.length, 'control')}, because these are not connected: ${[...providers].join(', ')}.`,
          ),
        ]
      : []),
  ];
}

const lacksConnection = ({ reason }: { readonly reason: string }): boolean => notConnected(reason) !== null;

export function driftLine(event: DriftEvent, shown: Terminal): string {
  const mark = isObjection(event) ? shown.paint('red', '▲') : shown.paint('green', '▽');
  const named = [event.control, event.subject].filter((part) => part !== null);
  const where = named.map(inert).join('  ');
  return wrap(
    `${mark} ${event.type}  ${where}${where ? '  ' : ''}${shown.paint('dim', inert(textBehind(named, event.message)))}`,
    shown.columns,
    '    ',
  );
}

/** A message without the name that it begins with, where that stands before it already. */
function textBehind(named: readonly string[], message: string): string {
  const name = named.find((one) => message.startsWith(`${one} `));
  return name === undefined ? message : message.slice(name.length + 1);
}
