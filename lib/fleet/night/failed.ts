import type { Locker } from '../../locker/locker.ts';
import { expectList } from './lists.ts';
import type { FleetNight, OrganizationLine } from './night.ts';

/**
 * The present organizations that had no whole night when they were asked last: a night on which one was not asked says nothing
 * of it, so that the list before is looked at.
 */
export async function failedLast(locker: Locker, last: FleetNight): Promise<readonly string[]> {
  const present = last.organizations.filter(({ standing }) => standing === 'present');
  const failed: string[] = [];
  let open = present.map(({ id }) => id);
  for (let list: FleetNight | null = last; list && open.length > 0; list = await before(locker, list)) {
    const lines = new Map(list.organizations.map((line) => [line.id, line]));
    const notAsked = (id: string) => lines.get(id)?.problem?.code === 'not-asked';
    failed.push(...open.filter((id) => !notAsked(id) && isFailed(lines.get(id))));
    open = open.filter(notAsked);
  }
  // Nobody ever asked these.
  return [...failed, ...open].sort();
}

async function before(locker: Locker, { previous }: FleetNight): Promise<FleetNight | null> {
  return previous === null ? null : await expectList(locker, previous);
}

function isFailed(line: OrganizationLine | undefined): boolean {
  return line?.outcome !== 'complete' || line.problem !== null;
}
