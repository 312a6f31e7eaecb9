import type { FleetRotateKeyOptions } from '../../definitions/fleet.ts';
import type { ExitCode } from '../../exit.ts';
import { openFleet } from '../../fleet/open-fleet.ts';
import { rotate, rotationText } from '../../rotate.ts';
import { terminal } from '../../terminal.ts';

/** `exhibit fleet rotate-key`: a new key for the fleet's own seals. Organizations keep theirs. */
export async function fleetRotateKeyCommand(options: FleetRotateKeyOptions): Promise<ExitCode> {
  const fleet = openFleet(options);
  const rotation = await rotate(fleet, { lost: options.lost === true });
  terminal(options).out(rotationText(rotation, fleet));
  return 0;
}
