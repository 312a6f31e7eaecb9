import type { Locker } from '../../locker/locker.ts';
import { openLocker } from '../../locker/open.ts';
import { eachAtOnce } from '../at-once.ts';
import type { Fleet, Organization } from '../fleet.ts';
import { type Ended, troubleOf } from './ended.ts';
import { type FleetNight, fleetStatus, type OrganizationLine, type Trouble } from './night.ts';
import { type Expected, expectedIn, isHandedOver, lineOf, lockerOf, unseen } from './organization-lines.ts';
import { readOrganization, type Seen } from './read-organization.ts';

/** Runs one organization's night in a process of its own, to its end. Never throws for what becomes of it. */
export type StartNight = (organization: Organization, file: string, run: string) => Promise<Ended>;

export interface FleetRun {
  readonly fleet: Fleet;
  readonly run: string;
  /** The list of the last sealed night of the fleet. */
  readonly last: FleetNight | null;
  /** Ids of those that are asked; null for all. */
  readonly only: readonly string[] | null;
  readonly atOnce: number;
  readonly start: StartNight;
  /** Whether another living process has the locker in this place. */
  readonly isBusy: (location: string) => Promise<boolean>;
  /** Told of every organization as its night ends, with what its process said last. */
  readonly onLine: (line: OrganizationLine, said: string) => Promise<void>;
}

/**
 * The nights of all organizations, each in a process of its own, side by side. Whatever becomes of one, the others go on, and
 * each ends with a line: what its own locker says of it.
 */
export async function runOrganizations(fleetRun: FleetRun): Promise<FleetNight> {
  return await listFleet(fleetRun, async (expected) => {
    const { trouble, said } = await nightOf(expected, fleetRun);
    const line = await readLine(expected, fleetRun.run, trouble);
    await fleetRun.onLine(line, said);
    return line;
  });
}

/** The list of a night: a line for everybody whom it must hold. */
export async function listFleet(
  { fleet, run, last, atOnce }: Pick<FleetRun, 'fleet' | 'run' | 'last' | 'atOnce'>,
  lineFor: (expected: Expected) => Promise<OrganizationLine>,
): Promise<FleetNight> {
  const organizations = await eachAtOnce(expectedIn(fleet, last, run), atOnce, lineFor);
  return {
    schema: 'exhibit/fleet-night/v1',
    run,
    fleet: fleet.name,
    timezone: fleet.schedule.timezone,
    status: fleetStatus(organizations),
    previous: last?.run ?? null,
    configuration: { sha256: fleet.sha256 },
    organizations,
  };
}

interface Come {
  readonly trouble: Trouble | null;
  readonly said: string;
}

/** Starts an organization's night and waits for its end, where there is one to start. */
async function nightOf({ id, standing, organization }: Expected, fleetRun: FleetRun): Promise<Come> {
  if (standing !== 'present' || organization === null) return { trouble: null, said: '' };
  if (fleetRun.only !== null && !fleetRun.only.includes(id)) return { trouble: notAsked, said: '' };
  const { configuration, fault, file } = organization;
  if (configuration === null || file === null) return { trouble: faulty, said: fault ?? '' };
  const ended = await fleetRun.start(organization, file, fleetRun.run);
  const trouble = troubleOf(ended, fleetRun.fleet.limits);
  const isBusy = trouble.code === 'refused' && (await fleetRun.isBusy(configuration.locker));
  return { trouble: isBusy ? busy : trouble, said: ended.said };
}

/** What its locker says. A night that is sealed is one, however its process ended. */
export async function readLine(
  expected: Expected,
  run: string,
  trouble: Trouble | null,
  open = openLocker,
): Promise<OrganizationLine> {
  const location = lockerOf(expected);
  if (isHandedOver(expected)) return lineOf(expected, unseen, trouble);
  // A file that is named and cannot be read says nothing of where its chain is, be it a former one's.
  if (location === null) return lineOf(expected, unseen, trouble ?? faulty);
  try {
    const seen = await withLocker(open(location), (locker) =>
      readOrganization(locker, run, expected.before?.head ?? null),
    );
    return lineOf(expected, seen, isOver(seen) ? null : trouble);
  } catch {
    // Whatever is wrong in its locker is its own affair, and its words may hold anything.
    return lineOf(expected, { ...unseen, problem: unreadable }, trouble);
  }
}

function isOver({ outcome, problem }: Seen): boolean {
  return outcome !== 'none' || problem !== null;
}

async function withLocker<Result>(locker: Locker, use: (locker: Locker) => Promise<Result>): Promise<Result> {
  try {
    return await use(locker);
  } finally {
    await locker.close();
  }
}

const notAsked: Trouble = {
  code: 'not-asked',
  message: 'It was not collected: --only names other organizations.',
};
const faulty: Trouble = {
  code: 'configuration',
  message: 'Its exhibit.yaml is not there, or has faults: `exhibit doctor` with that file names them.',
};
const busy: Trouble = { code: 'busy', message: 'Another run has its locker.' };
const unreadable: Trouble = { code: 'unreadable', message: 'Its locker cannot be read.' };
