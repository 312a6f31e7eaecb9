import { isObjection } from '../../../drift/event.ts';
import { changesBetween, type FleetChange } from '../../../fleet/changes.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import { expectList, lastList } from '../../../fleet/night/lists.ts';
import type { Locker } from '../../../locker/locker.ts';
import { driftBetween } from '../../../runs/drift-between.ts';
import type { FleetDriftOptions } from '../../definitions/fleet.ts';
import { CommandError, type ExitCode } from '../../exit.ts';
import { type FleetDrift, fleetDriftText } from '../../fleet/drift-text.ts';
import { type NewestSeal, newestSeal, tellOfSeal } from '../../fleet/newest-seal.ts';
import { ofEach } from '../../fleet/of-each.ts';
import { firstNight, openFleet, organizationsNamed } from '../../fleet/open-fleet.ts';
import { withExistingLocker } from '../../open.ts';
import { terminal } from '../../terminal.ts';

/** `exhibit fleet drift`: what changed in every organization, and in who is looked after. */
export async function fleetDriftCommand(options: FleetDriftOptions): Promise<ExitCode> {
  const shown = terminal(options);
  const fleet = openFleet(options);
  const { changes, night, seal } = await withExistingLocker(
    fleet.locker,
    (locker) => changesIn(fleet, locker),
    firstNight,
  );
  const present = organizationsNamed(fleet, options.only).filter(({ former }) => former === null);
  const read = await ofEach(present, async (locker) => {
    const found = await driftBetween(locker, options.from ?? null, options.to ?? null);
    if ('missing' in found) throw new CommandError(found.missing);
    return found;
  });
  const report: FleetDrift = {
    schema: 'exhibit/fleet-drift/v1',
    changes,
    organizations: read.map(({ found, organization: { id }, trouble }) => ({
      id,
      run: found?.to ?? null,
      since: found?.from ?? null,
      events: found?.events ?? [],
      problem: trouble ?? (options.to === undefined && found ? behind(found.to, night) : null),
    })),
  };
  shown.out(options.json ? JSON.stringify(report) : fleetDriftText(report, shown));
  return tellOfSeal(seal, shown) || isWrong(report) ? 1 : 0;
}

interface Changes {
  readonly changes: readonly FleetChange[];
  readonly night: string;
  readonly seal: NewestSeal;
}

/** Between the last two nights of the fleet, both of which have to be what its key sealed. */
async function changesIn(fleet: Fleet, locker: Locker): Promise<Changes> {
  const last = await lastList(locker);
  if (!last)
    throw new CommandError('No night of the fleet has been sealed yet. Run `exhibit fleet run` first.');
  const before = last.previous === null ? null : await expectList(locker, last.previous);
  const seal = await newestSeal(fleet, last.previous ?? last.run, locker);
  return { changes: changesBetween(before, last), night: last.run, seal };
}

/** Of a night that is not there nothing is known: also not that nothing changed. */
function behind(newest: string, night: string): string | null {
  if (Date.parse(newest) >= Date.parse(night)) return null;
  return `Its newest sealed night is ${newest}: what changed between that and the fleet’s night of ${night} is not known.`;
}

function isWrong({ changes, organizations }: FleetDrift): boolean {
  if (changes.some(({ type }) => type === 'unlisted')) return true;
  return organizations.some(({ events, problem }) => problem !== null || events.some(isObjection));
}
