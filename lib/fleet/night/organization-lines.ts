import { type Fleet, type Organization, standingOf } from '../fleet.ts';
import type { FleetNight, OrganizationLine, Trouble } from './night.ts';
import type { Seen } from './read-organization.ts';

/** An organization that a night's list must hold: one that the file names, or one that it named before. */
export interface Expected {
  readonly id: string;
  readonly standing: OrganizationLine['standing'];
  /** Null for one that is not in the file. */
  readonly organization: Organization | null;
  /** What the list of the night before said of it; null for a new one. */
  readonly before: OrganizationLine | null;
}

/** Everybody whom the file names, and everybody whom the last list named: nobody leaves a list in silence. By id. */
export function expectedIn(fleet: Fleet, last: FleetNight | null, run: string): readonly Expected[] {
  const before = new Map((last?.organizations ?? []).map((line) => [line.id, line]));
  const named = fleet.organizations.map((organization): Expected => {
    const { id } = organization;
    const standing = standingOf(organization, new Date(run), fleet);
    return { id, standing, organization, before: before.get(id) ?? null };
  });
  const ids = new Set(named.map(({ id }) => id));
  const gone = [...before.values()]
    .filter(({ id }) => !ids.has(id))
    .map((line): Expected => ({ id: line.id, standing: 'unlisted', organization: null, before: line }));
  return [...named, ...gone].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether a former organization's locker is its own affair by now: the file says no more where to look for it. */
export function isHandedOver({ standing, organization }: Expected): boolean {
  return standing === 'former' && organization?.file === null;
}

/** Where an organization's locker is: as its own file says, or else as the last list did. */
export function lockerOf({ organization, before }: Expected): string | null {
  return organization?.configuration?.locker ?? before?.locker ?? null;
}

/** The line of an organization whose locker was looked into. What is in the way of a night is said once, the gravest first. */
export function lineOf(expected: Expected, seen: Seen, trouble: Trouble | null): OrganizationLine {
  const { id, standing, organization, before } = expected;
  const own = standing === 'unlisted' ? unlisted : trouble;
  const counts = seen.problem?.code === 'changed' || seen.problem?.code === 'unreadable';
  return {
    id,
    organization: seen.organization ?? before?.organization ?? null,
    standing,
    former: organization?.former ?? null,
    locker: lockerOf(expected),
    outcome: seen.outcome,
    head: seen.head ?? before?.head ?? null,
    night: seen.night,
    problem: counts ? seen.problem : (own ?? seen.problem),
  };
}

/** Nothing was seen of it but what the last list says. */
export const unseen: Seen = { organization: null, outcome: 'none', head: null, night: null, problem: null };

const unlisted: Trouble = {
  code: 'unlisted',
  message:
    'fleet.yaml no longer names it. If it left the fleet, list it under former:, with the day and the reason; else put it back.',
};
