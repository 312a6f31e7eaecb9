import { ExhibitError } from '../error.ts';

/** A fleet's night that may not be begun. `damaged`: what its last night sealed is not there. `missing`: no such organization. */
export class FleetError extends ExhibitError<'damaged' | 'missing'> {
  override readonly name = 'FleetError';
}
