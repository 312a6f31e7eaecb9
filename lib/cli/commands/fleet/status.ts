import { meant } from '../../../config/suggestions.ts';
import { catalog } from '../../../controls/catalog.ts';
import { type Fleet, standingOf } from '../../../fleet/fleet.ts';
import { lastList } from '../../../fleet/night/lists.ts';
import type { FleetNight, OrganizationLine, Trouble } from '../../../fleet/night/night.ts';
import { chainProblem } from '../../../fleet/night/read-organization.ts';
import type { FleetStatusReport } from '../../../index.ts';
import type { Locker } from '../../../locker/locker.ts';
import { readHistory } from '../../../runs/control-history.ts';
import { chainHead } from '../../../seal/chain.ts';
import { missedAfter } from '../../../seal/nights-due.ts';
import type { FleetStatusOptions } from '../../definitions/fleet.ts';
import { countsOf, isOverdue } from '../../due.ts';
import { CommandError, type ExitCode } from '../../exit.ts';
import { newestSeal, tellOfSeal } from '../../fleet/newest-seal.ts';
import { ofEach, type Read } from '../../fleet/of-each.ts';
import { firstNight, openFleet, organizationsNamed } from '../../fleet/open-fleet.ts';
import { fleetStatusText } from '../../fleet/status-text.ts';
import { withExistingLocker } from '../../open.ts';
import { terminal } from '../../terminal.ts';

export type OrganizationStatus = FleetStatusReport['organizations'][number];
type Facts = Pick<OrganizationStatus, 'run' | 'status' | 'overdue' | 'due' | 'controls' | 'notJudged'>;

/** `exhibit fleet status [CONTROL]`: the status of every organization; with a control, its status in each. */
export async function fleetStatusCommand(
  control: string | undefined,
  options: FleetStatusOptions,
  now: Date,
): Promise<ExitCode> {
  const shown = terminal(options);
  const fleet = openFleet(options);
  const { last, seal } = await withExistingLocker(
    fleet.locker,
    (locker) => lastNight(fleet, locker),
    firstNight,
  );
  const read = await ofEach(organizationsNamed(fleet, options.only), async (locker, _, { id }) => ({
    facts: await factsOf(locker, control, now),
    changed: await chainProblem(locker, lineOf(last, id)?.head ?? null, await chainHead(locker)),
  }));
  const organizations = [
    ...read.map((one) => statusOf(one, last, standingOf(one.organization, now, fleet))),
    ...(options.only ? [] : unlistedIn(last, read)),
  ];
  if (control !== undefined && !organizations.some((one) => one.controls.length > 0))
    throw new CommandError(`No organization judges "${control}"${whyNot(control)}`);
  const schedule = { time: fleet.schedule.time, timezone: fleet.schedule.timezone };
  const report: FleetStatusReport = {
    schema: 'exhibit/fleet-status/v1',
    fleet: fleet.name,
    run: last.run,
    status: last.status,
    overdue: missedAfter({ run: last.run, schedule }, now).length > 0,
    seal,
    organizations: organizations.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
  const wrong = tellOfSeal(seal, shown) || report.overdue || organizations.some(isWrong);
  if (options.json) shown.out(JSON.stringify(report));
  else if (wrong || !shown.quiet) shown.out(fleetStatusText(report, control ?? null, shown));
  return wrong ? 1 : 0;
}

async function lastNight(fleet: Fleet, locker: Locker) {
  const last = await lastList(locker);
  if (!last)
    throw new CommandError('No night of the fleet has been sealed yet. Run `exhibit fleet run` first.');
  return { last, seal: await newestSeal(fleet, last.run, locker) };
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

interface Found {
  readonly facts: Facts;
  /** What is wrong with the chain that the fleet sealed, as it is now. */
  readonly changed: Trouble | null;
}

function lineOf(last: FleetNight, id: string): OrganizationLine | undefined {
  return last.organizations.find((one) => one.id === id);
}

/** Where it stands now by its own locker, and what the fleet's last night had to say of it. */
function statusOf(
  { found, organization, trouble }: Read<Found>,
  last: FleetNight,
  standing: 'present' | 'former',
): OrganizationStatus {
  const { configuration, file, former, id } = organization;
  const line = lineOf(last, id);
  const facts = found?.facts ?? nothing;
  const isNewer = facts.run !== null && Date.parse(facts.run) > Date.parse(last.run);
  // Nothing is left to look at of one that was handed over, and of one that never had a seal.
  const isOver = standing === 'former' && (file === null || (trouble !== null && !line?.head));
  const problem =
    trouble ?? found?.changed?.message ?? troubleIn(line, isNewer ? outlasting : (_: Trouble) => true);
  return {
    id,
    organization: configuration?.organization ?? line?.organization ?? null,
    standing,
    former,
    locker: configuration?.locker ?? line?.locker ?? null,
    ...facts,
    problem: isOver ? null : problem,
  };
}

/** Not to be asked is no trouble: whether its own night is overdue, its locker tells. */
function troubleIn(
  line: OrganizationLine | undefined,
  counts: (trouble: Trouble, line: OrganizationLine) => boolean,
): string | null {
  if (!line?.problem || line.problem.code === 'not-asked') return null;
  return counts(line.problem, line) ? line.problem.message : null;
}

/** A newer night makes up for one that was missing, and not for a sealed one that is not what was sealed. */
function outlasting({ code }: Trouble, { outcome }: OrganizationLine): boolean {
  return code === 'unreadable' && outcome !== 'none';
}

function unlistedIn(
  last: FleetNight,
  read: readonly Pick<Read<Found>, 'organization'>[],
): OrganizationStatus[] {
  const named = new Set(read.map(({ organization }) => organization.id));
  const gone = last.organizations.filter(({ id }) => !named.has(id));
  return gone.map(({ id, locker, organization }) => ({
    id,
    organization,
    standing: 'unlisted',
    former: null,
    locker,
    ...nothing,
    problem: 'fleet.yaml no longer names it. If it left the fleet, list it under former:.',
  }));
}

/** A former one has no nights any more, and that is as it should be; its chain stays what it was. */
export function isWrong({ controls, overdue, problem, standing, status }: OrganizationStatus): boolean {
  if (standing === 'former') return problem !== null;
  return (
    problem !== null ||
    overdue !== false ||
    status !== 'complete' ||
    controls.some(({ verdict }) => verdict !== 'pass')
  );
}

function whyNot(control: string): string {
  const ids = catalog.map(({ id }) => id);
  if (ids.includes(control)) return ': it is off, or its provider is not connected.';
  return `. ${meant(control, ids, '`exhibit controls` lists what there is.')}`;
}
