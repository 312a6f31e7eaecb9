import type { Fleet } from '../../fleet/fleet.ts';
import { sealedList } from '../../fleet/night/lists.ts';
import type { FleetNight } from '../../fleet/night/night.ts';
import { nullWhenDamaged } from '../../locker/null-when-damaged.ts';
import { sealedRuns } from '../../runs/run-history.ts';
import { withExistingLocker } from '../open.ts';

/**
 * Every list of the fleet, or so many of the newest, that is what was sealed, oldest first. One that is not is left out, and is a
 * problem of the fleet's own locker.
 */
export function sealedLists({ locker: location }: Fleet, last?: number): Promise<readonly FleetNight[]> {
  return withExistingLocker(location, async (locker) => {
    const lists: FleetNight[] = [];
    for (const run of await sealedRuns(locker, last === undefined ? {} : { last })) {
      const list = await sealedList(locker, run).catch(nullWhenDamaged);
      if (list) lists.push(list);
    }
    return lists;
  });
}
