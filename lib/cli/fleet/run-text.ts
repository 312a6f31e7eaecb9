import type { Alert } from '../../alerts/alert.ts';
import type { FleetResult } from '../../fleet/night/fleet-night.ts';
import { isObjectionable, isWholeNight, type OrganizationLine } from '../../fleet/night/night.ts';
import type { FleetRunReport } from '../../index.ts';
import type { AlertResult } from '../../nightly/alert/alert-result.ts';
import { alertLines } from '../alert-lines.ts';
import { type Terminal, verdictMark } from '../terminal.ts';
import { inert, plural, wrap } from '../text.ts';

/** What came of one organization's night, in a line; and below it what its process said, where something is wrong. */
export function lineText(line: OrganizationLine, said: string, shown: Terminal): string {
  const head = wrap(`${markOf(line, shown)} ${line.id}: ${inert(textOf(line))}`, shown.columns, '    ');
  if (line.problem === null || said === '') return head;
  const text = said.split('\n').map((one) => shown.paint('dim', wrap(`    ${one}`, shown.columns, '      ')));
  return [head, ...text].join('\n');
}

function markOf(line: OrganizationLine, shown: Terminal): string {
  if (!isObjectionable(line)) return verdictMark(shown, 'pass');
  return verdictMark(shown, line.outcome === 'complete' ? 'fail' : 'unknown');
}

function textOf({ standing, former, night, problem }: OrganizationLine): string {
  if (standing === 'former' && problem === null)
    return `left the fleet on ${former?.until}. ${former?.reason ?? ''}`.trim();
  if (night === null) return problem?.message ?? 'no night.';
  const { pass, fail, unknown } = night.controls;
  const counts = [
    fail > 0 ? `${fail} fail` : null,
    unknown > 0 ? `${unknown} unknown` : null,
    pass > 0 ? `${pass} pass` : null,
  ].filter((part) => part !== null);
  return `${problem ? `${problem.message} ` : ''}${counts.join(', ') || 'nothing was judged'}.`;
}

/** What the night came to, for a person who did not watch. */
export function fleetRunText(
  { night, seal }: FleetResult,
  digest: Alert | null,
  locker: string,
  shown: Terminal,
): string {
  const present = night.organizations.filter(({ standing }) => standing === 'present');
  const complete = present.filter(isWholeNight).length;
  const line = `${inert(night.fleet)}, ${night.run}: ${complete} of ${plural(present.length, 'night')} complete (${night.status})`;
  const mark = verdictMark(shown, night.organizations.some(isObjectionable) ? 'unknown' : 'pass');
  return [
    wrap(`${mark} ${shown.paint('bold', line)}`, shown.columns, '  '),
    ...(digest ? alertLines({ ...digest, first: false }, shown) : []),
    '',
    `Sealed as number ${seal.sequence} in ${locker}: ${seal.path}`,
    shown.paint('dim', `  ${seal.sha256}`),
    wrap('The status of every organization: `exhibit fleet status`', shown.columns, '  '),
  ].join('\n');
}

/** `exhibit fleet run --json`. */
export function fleetRunReport(
  { already, night, recovered, seal }: FleetResult,
  alerted: AlertResult,
  said: ReadonlyMap<string, string>,
): FleetRunReport {
  const { run, status, organizations } = night;
  return {
    schema: 'exhibit/fleet-run/v1',
    run,
    fleet: night.fleet,
    sequence: seal.sequence,
    status,
    already,
    recovered,
    organizations: organizations.map((line) => ({ ...line, said: said.get(line.id) ?? null })),
    alert: {
      id: alerted.alert?.id ?? null,
      urgency: alerted.alert?.urgency ?? null,
      headline: alerted.alert?.headline ?? null,
      sent: alerted.sent,
      problems: alerted.problems.map(({ message }) => message),
    },
    seal: { path: seal.path, sha256: seal.sha256 },
  };
}
