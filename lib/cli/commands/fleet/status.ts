import { lastList } from '../../../fleet/night/lists.ts';
import type { FleetNight, OrganizationLine } from '../../../fleet/night/night.ts';
import type { FleetStatusReport } from '../../../index.ts';
import type { Locker } from '../../../locker/locker.ts';
import { readHistory } from '../../../runs/control-history.ts';
import { missedAfter } from '../../../seal/nights-due.ts';
import type { FleetStatusOptions } from '../../definitions/fleet.ts';
import { countsOf, isOverdue } from '../../due.ts';
import { CommandError, type ExitCode } from '../../exit.ts';
import { ofEach, type Read } from '../../fleet/of-each.ts';
import { openFleet, organizationsNamed } from '../../fleet/open-fleet.ts';
import { fleetStatusText } from '../../fleet/status-text.ts';
import { withExistingLocker } from '../../open.ts';
import { terminal } from '../../terminal.ts';

export type OrganizationStatus = FleetStatusReport['organizations'][number];
type Facts = Pick<OrganizationStatus, 'run' | 'status' | 'overdue' | 'due' | 'controls' | 'notJudged'>;

/** `exhibit fleet status [CONTROL]`: where every organization stands; of one control, how it stands in each. */
export async function fleetStatusCommand(
  control: string | undefined,
  options: FleetStatusOptions,
  now: Date,
): Promise<ExitCode> {
  const shown = terminal(options);
  const fleet = openFleet(options);
  const last = await withExistingLocker(fleet.locker, lastList);
  if (!last)
    throw new CommandError('No night of the fleet has been sealed yet. Run `exhibit fleet run` first.');
  const read = await ofEach(organizationsNamed(fleet, options.only), (locker) =>
    factsOf(locker, control, now),
  );
  const organizations = [
    ...read.map((one) => statusOf(one, last)),
    ...(options.only ? [] : unlistedIn(last, read)),
  ];
  if (control !== undefined && !organizations.some((one) => one.controls.length > 0))
    throw new CommandError(`No organization judges "${control}". \`exhibit controls\` lists what there is.`);
  const schedule = { time: fleet.schedule.time, timezone: fleet.schedule.timezone };
  const report: FleetStatusReport = {
    schema: 'exhibit/fleet-status/v1',
    fleet: fleet.name,
    run: last.run,
    status: last.status,
    overdue: missedAfter({ run: last.run, schedule }, now).length > 0,
    organizations: organizations.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
  const wrong = report.overdue || organizations.some(isWrong);
  if (options.json) shown.out(JSON.stringify(report));
  else if (wrong || !shown.quiet) shown.out(fleetStatusText(report, control ?? null, shown));
  return wrong ? 1 : 0;
}

async function factsOf(locker: Locker, only: string | undefined, now: Date): Promise<Facts> {
  const history = await readHistory(locker);
  if (!history) throw new CommandError('No night of it has been sealed yet.');
  const { latest } = history;
  const judged = latest.controls.filter(({ id }) => only === undefined || id === only);
  return {
    run: latest.run,
    status: latest.status,
    overdue: isOverdue(history, now),
    due: countsOf(history, now),
    controls: judged.map(({ id, since, subjects, verdict }) => ({ id, verdict, since, subjects })),
    notJudged: latest.notJudged.length,
  };
}

const nothing: Facts = { run: null, status: null, overdue: null, due: null, controls: [], notJudged: null };

/** Where it stands now by its own locker, and what the fleet's last night had to say of it. */
function statusOf({ found, organization, trouble }: Read<Facts>, last: FleetNight): OrganizationStatus {
  const { configuration, former, id } = organization;
  const line = last.organizations.find((one) => one.id === id);
  const isNewer = found?.run != null && Date.parse(found.run) > Date.parse(last.run);
  return {
    id,
    organization: configuration?.organization ?? line?.organization ?? null,
    standing: former === null ? 'present' : 'former',
    former,
    locker: configuration?.locker ?? line?.locker ?? null,
    ...(found ?? nothing),
    problem: trouble ?? (isNewer ? null : troubleIn(line)),
  };
}

/** Not to be asked is no trouble: whether its own night is overdue, its locker tells. */
function troubleIn(line: OrganizationLine | undefined): string | null {
  return line?.problem && line.problem.code !== 'not-asked' ? line.problem.message : null;
}

function unlistedIn(last: FleetNight, read: readonly Read<Facts>[]): OrganizationStatus[] {
  const named = new Set(read.map(({ organization }) => organization.id));
  const gone = last.organizations.filter(({ id }) => !named.has(id));
  return gone.map(({ id, locker, organization }) => ({
    id,
    organization,
    standing: 'unlisted',
    former: null,
    locker,
    ...nothing,
    problem: 'fleet.yaml does not name it any more. If it was let go, say so under former:.',
  }));
}

/** A former one has no nights any more, and that is as it should be. */
export function isWrong({ controls, overdue, problem, standing, status }: OrganizationStatus): boolean {
  if (standing === 'former') return false;
  return (
    problem !== null ||
    overdue !== false ||
    status !== 'complete' ||
    controls.some(({ verdict }) => verdict !== 'pass')
  );
}
