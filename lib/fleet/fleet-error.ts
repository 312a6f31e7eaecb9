import { ExhibitError } from '../error.ts';

/** A fleet's night that may not be begun. `damaged`: what its last night sealed is not there. */
export class FleetError extends ExhibitError<'damaged'> {
  override readonly name = 'FleetError';
}
