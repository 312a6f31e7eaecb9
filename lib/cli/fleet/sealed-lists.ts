import type { Fleet } from '../../fleet/fleet.ts';
import { listsOf } from '../../fleet/night/lists.ts';
import { type FleetNight, listName } from '../../fleet/night/night.ts';
import { runFolder } from '../../locker/keys.ts';
import { sealedRuns } from '../../runs/run-history.ts';
import { withExistingLocker } from '../open.ts';
import { firstNight } from './open-fleet.ts';

/**
 * Lets `use` read every list of the fleet, or so many of the newest, that is what was sealed: oldest first, one after the other. A list of
 * many organizations is long, and a year has many. Once it has read them, `leftOut` holds the nights whose lists are not.
 */
export function withSealedLists<Result>(
  { locker: location }: Pick<Fleet, 'locker'>,
  use: (lists: AsyncIterable<FleetNight>, leftOut: ReadonlySet<string>) => Promise<Result>,
  last?: number,
): Promise<Result> {
  return withExistingLocker(
    location,
    async (locker) => {
      const runs = await sealedRuns(locker, last === undefined ? {} : { last });
      const leftOut = new Set(runs);
      const noted = async function* (): AsyncGenerator<FleetNight> {
        for await (const list of listsOf(locker, runs)) {
          leftOut.delete(list.run);
          yield list;
        }
      };
      return await use(noted(), leftOut);
    },
    firstNight,
  );
}

/** What is said of the list of a night that is left out. */
export function leftOutText(run: string): string {
  return `${runFolder(run)}/${listName} of the fleet's locker is not what was sealed, or is not there, and is left out. \`exhibit fleet verify\` says what else is wrong; bring it back from a backup.`;
}
