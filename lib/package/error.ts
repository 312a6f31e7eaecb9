import { ExhibitError } from '../error.ts';

/**
 * `period`: the dates are none, or the wrong way round. `empty`: there is nothing in the period to speak of.
 * `malformed`: a file of a package or a locker is not what it should be. `unknown`: no such control or dataset.
 * `key`: the key of pseudonyms is missing, exposed or none.
 */
export type AuditorErrorCode = 'period' | 'empty' | 'malformed' | 'unknown' | 'key';

export class AuditorError extends ExhibitError<AuditorErrorCode> {
  override readonly name = 'AuditorError';
}
