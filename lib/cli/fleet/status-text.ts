import type { FleetStatusReport } from '../../index.ts';
import type { Verdict } from '../../judging/control.ts';
import { type Terminal, verdictMark } from '../terminal.ts';
import { columns, inert, plural, wrap } from '../text.ts';
import { worstFirst } from '../worst-first.ts';

type One = FleetStatusReport['organizations'][number];

/** Every organization as a line, worst first; of one control, how it stands in each. */
export function fleetStatusText(report: FleetStatusReport, control: string | null, shown: Terminal): string {
  // Of one that does not judge the control nothing is known.
  const standing = (one: One): Verdict =>
    control !== null && one.standing !== 'former' && one.controls.length === 0 && verdictOf(one) === 'pass'
      ? 'unknown'
      : verdictOf(one);
  const rows = worstFirst(report.organizations, standing)
    .filter((one) => !shown.quiet || standing(one) !== 'pass')
    .map((one) => [
      `${verdictMark(shown, standing(one))} ${one.id}`,
      one.run?.slice(0, 10) ?? 'never',
      control === null ? countsOf(one) : subjectsOf(one),
      shown.paint('dim', inert(one.problem ?? overdueText(one))),
    ]);
  const { fleet, organizations, overdue, run, status } = report;
  const whole = organizations.filter((one) => standing(one) === 'pass').length;
  const head = `${inert(fleet)}, ${run}: ${whole} of ${plural(organizations.length, 'organization')} as they should be (${status})`;
  return [
    shown.paint('bold', wrap(head, shown.columns, '  ')),
    ...(overdue ? [shown.paint('red', 'The fleet’s next night is due and not sealed.')] : []),
    ...(control === null ? [] : [control]),
    '',
    columns(rows),
  ].join('\n');
}

/** All of it in one word: what is not known to be right is not. */
function verdictOf({ controls, overdue, problem, standing, status }: One): Verdict {
  if (standing === 'former') return problem === null ? 'pass' : 'unknown';
  if (controls.some(({ verdict }) => verdict === 'fail')) return 'fail';
  const isKnown = problem === null && overdue === false && status === 'complete';
  return isKnown && controls.every(({ verdict }) => verdict === 'pass') ? 'pass' : 'unknown';
}

function countsOf({ controls, former }: One): string {
  if (former !== null) return `left the fleet on ${former.until}`;
  const count = (wanted: Verdict) => controls.filter(({ verdict }) => verdict === wanted).length;
  const parts = (['fail', 'unknown', 'pass'] as const).map((verdict) => [count(verdict), verdict] as const);
  return parts
    .filter(([many]) => many > 0)
    .map(([many, verdict]) => `${many} ${verdict}`)
    .join(', ');
}

function subjectsOf({ controls: [control] }: One): string {
  if (!control) return 'not judged';
  const { fail, pass, unknown, waived } = control.subjects;
  return `${control.verdict}: ${fail} fail, ${unknown} unknown, ${waived} waived, ${pass} pass`;
}

function overdueText({ overdue, standing }: One): string {
  return overdue && standing === 'present' ? 'Its next night is overdue.' : '';
}
