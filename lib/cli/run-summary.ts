import type { Alert } from '../alerts/alert.ts';
import type { DriftEvent } from '../drift/event.ts';
import { isObjection } from '../drift/event.ts';
import type { Finding } from '../judging/finding.ts';
import type { Locker } from '../locker/locker.ts';
import type { RunResult } from '../nightly/run.ts';
import { exceptions, findingsPath } from '../runs/exceptions.ts';
import type { ControlResult, DatasetResult } from '../runs/findings-document.ts';
import { alertLines } from './alert-lines.ts';
import { type Terminal, verdictWord } from './terminal.ts';
import { columns, inert, plural, wrap } from './text.ts';

/** So many subjects of a control are named; the locker holds the rest. */
const named = 5;

/** What a person reads after a night: what was collected, what holds, what changed, where it lies. */
export async function runSummary(
  result: RunResult,
  alert: Alert | null,
  locker: Locker,
  shown: Terminal,
): Promise<string> {
  const { findings, seal } = result;
  const path = await findingsPath(locker, findings.run, findings.findings.path);
  return [
    '',
    `${shown.paint('bold', findings.organization)}  ${findings.run}  ${findings.status}`,
    '',
    datasetTable(findings.datasets, shown),
    '',
    ...findings.controls.map((control) => controlLines(control, path, shown)),
    ...(findings.notJudged.length > 0 ? ['', notJudgedLine(findings.notJudged, shown)] : []),
    ...alertLines(alert, shown),
    '',
    `Sealed as ${plural(seal.sequence, 'night').replace(/^[\d,]+ nights?/, `number ${seal.sequence}`)}: ${seal.path} ${shown.paint('dim', seal.sha256)}`,
    `Locker: ${locker.location}`,
  ].join('\n');
}

function datasetTable(datasets: readonly DatasetResult[], shown: Terminal): string {
  return columns(
    datasets.map(({ connection, dataset, completeness, records, problem }) => [
      `${connection}/${dataset}`,
      completeness === 'complete'
        ? plural(records, 'record')
        : shown.paint('yellow', `${completeness}, ${plural(records, 'record')}`),
      problem ? inert(problem.message) : '',
    ]),
  );
}

function controlLines(control: ControlResult, path: string | null, shown: Terminal): string {
  const { subjects } = control;
  const counts = (['fail', 'unknown', 'waived'] as const)
    .filter((standing) => subjects[standing] > 0)
    .map(
      (standing) =>
        `${subjects[standing].toLocaleString('en')} ${standing === 'fail' ? 'failing' : standing}`,
    );
  const head = `${verdictWord(shown, control.verdict)}  ${control.id}${counts.length > 0 ? `  ${counts.join(', ')}` : ''}`;
  const detail = [...control.obstacles, ...subjectLines(path, control)];
  return [
    head,
    ...detail.map((line) =>
      shown.paint('dim', wrap(`    ${inert(line)}`.padStart(4), shown.columns, '      ')),
    ),
  ].join('\n');
}

function subjectLines(path: string | null, control: ControlResult): string[] {
  const lines: string[] = [];
  const { fail, unknown, waived } = control.subjects;
  for (const finding of exceptions(path, control)) {
    if (lines.length === named) break;
    lines.push(subjectLine(finding));
  }
  const more = fail + unknown + waived - lines.length;
  return more > 0 ? [...lines, `and ${plural(more, 'other')}`] : lines;
}

function subjectLine({ subject, reason, since, waiver }: Finding): string {
  const until = waiver ? ` (waived until ${waiver.expires} by ${waiver.approvedBy}: ${waiver.reason})` : '';
  return `${subject}: ${reason}${since ? ` Since ${since.slice(0, 10)}.` : ''}${until}`;
}

function notJudgedLine(notJudged: readonly { id: string; reason: string }[], shown: Terminal): string {
  return shown.paint('dim', notJudged.map(({ id, reason }) => `– ${id}: not judged. ${reason}`).join('\n'));
}

export function driftLine(event: DriftEvent, shown: Terminal): string {
  const mark = isObjection(event) ? shown.paint('red', '▲') : shown.paint('green', '▽');
  const where = [event.control, event.subject]
    .filter((part) => part !== null)
    .map(inert)
    .join('  ');
  return wrap(
    `${mark} ${event.type}  ${where}${where ? '  ' : ''}${shown.paint('dim', inert(event.message))}`,
    shown.columns,
    '    ',
  );
}
