import type { Fleet } from '../../fleet/fleet.ts';
import { listsOf } from '../../fleet/night/lists.ts';
import type { FleetNight } from '../../fleet/night/night.ts';
import { sealedRuns } from '../../runs/run-history.ts';
import { withExistingLocker } from '../open.ts';

/**
 * Lets `use` read every list of the fleet, or so many of the newest, that is what was sealed: oldest first, one after the other. A list of
 * many organizations is long, and a year has many.
 */
export function withSealedLists<Result>(
  { locker: location }: Pick<Fleet, 'locker'>,
  use: (lists: AsyncIterable<FleetNight>) => Promise<Result>,
  last?: number,
): Promise<Result> {
  return withExistingLocker(location, async (locker) => {
    const runs = await sealedRuns(locker, last === undefined ? {} : { last });
    return await use(listsOf(locker, runs));
  });
}
