import { ExhibitError } from '../../error.ts';
import { eachAtOnce } from '../../fleet/at-once.ts';
import type { Organization, OrganizationFacts } from '../../fleet/fleet.ts';
import type { Locker } from '../../locker/locker.ts';
import { withExistingLocker } from '../open.ts';

/** What was read of one organization, or why nothing was. */
export interface Read<Result> {
  readonly organization: Organization;
  readonly found: Result | null;
  readonly trouble: string | null;
}

/** Lockers that are read at a time. */
const readAtOnce = 4;

/** Reads something from the locker of every organization. One that cannot be read keeps no other from being read. */
export function ofEach<Result>(
  organizations: readonly Organization[],
  use: (locker: Locker, configuration: OrganizationFacts, organization: Organization) => Promise<Result>,
): Promise<readonly Read<Result>[]> {
  return eachAtOnce(organizations, readAtOnce, async (organization): Promise<Read<Result>> => {
    const { configuration, fault, former } = organization;
    const trouble = (text: string) => ({ organization, found: null, trouble: text });
    if (configuration === null)
      return trouble(
        fault ?? `It left the fleet on ${former?.until}, and fleet.yaml does not name its file.`,
      );
    try {
      return {
        organization,
        found: await withExistingLocker(configuration.locker, (locker) =>
          use(locker, configuration, organization),
        ),
        trouble: null,
      };
    } catch (error) {
      if (error instanceof ExhibitError) return trouble(error.message);
      return trouble(`Its locker cannot be read (${error instanceof Error ? error.name : 'unknown'}).`);
    }
  });
}
