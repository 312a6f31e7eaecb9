import type { Control } from '../judging/control.ts';
import type { Finding } from '../judging/finding.ts';
import type { History } from '../runs/control-history.ts';
import { exceptions, passing } from '../runs/exceptions.ts';
import { findingLine, nightLegend, nightRows } from './status-table.ts';
import { type Terminal, verdictMark } from './terminal.ts';
import { columns, inert, plural, wrap } from './text.ts';
import { worstOf } from './worst-first.ts';

/** One control: its runs, how to mend it, what bars a pass, and every subject, worst first. */
export function* controlStatus(
  control: Control,
  { controls, latest, runs }: History,
  path: string | null,
  shown: Terminal,
): Generator<string> {
  const [found] = controls;
  if (!found) {
    const [not] = latest.notJudged;
    yield wrap(
      `– ${control.id} is not judged. ${inert(not?.reason ?? 'It is new since the last run.')}`,
      shown.columns,
      '  ',
    );
    return;
  }
  const { subjects, verdict, obstacles } = found.latest;
  const nights = Math.max(7, shown.columns - control.id.length - 25);
  yield columns(nightRows([found], shown, nights));
  if (shown.quiet && verdict === 'pass') return;
  yield wrap(`  ${control.title}`, shown.columns, '  ');
  if (verdict !== 'pass') yield wrap(`  To fix it: ${control.fix}`, shown.columns, '  ');
  yield nightLegend(Math.min(runs.length, found.nights.length, nights), shown);
  yield '';
  yield countsLine(subjects);
  for (const obstacle of obstacles) yield wrap(`  ${inert(obstacle)}`, shown.columns, '    ');
  for (const finding of worstOf(exceptions(path, found.latest), Number.POSITIVE_INFINITY))
    yield subjectLine(finding, shown);
  if (!shown.quiet) for (const finding of passing(path, found.latest)) yield subjectLine(finding, shown);
}

function countsLine({
  fail,
  unknown,
  waived,
  pass,
}: Record<'fail' | 'unknown' | 'waived' | 'pass', number>): string {
  const parts = [`${fail} fail`, `${unknown} unknown`, `${waived} waived`, `${pass} pass`];
  const all = fail + unknown + waived + pass;
  return `${plural(all, 'subject')}: ${parts.filter((part) => !part.startsWith('0 ')).join(', ') || 'nobody to judge'}`;
}

function subjectLine(finding: Finding, shown: Terminal): string {
  const { verdict, waiver, subject, reason } = finding;
  const waived = waiver && verdict === 'fail';
  const mark = waived ? shown.paint('cyan', '~') : verdictMark(shown, verdict);
  const until = waiver ? ` Waived until ${waiver.expires} by ${waiver.approvedBy}: ${waiver.reason}` : '';
  const text = verdict === 'pass' && reason === '' ? subject : `${findingLine(finding)}${until}`;
  return wrap(`${mark} ${inert(text)}`, shown.columns, '    ');
}
