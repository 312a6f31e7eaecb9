import { ExhibitError } from '../error.ts';

/**
 * `in-the-past`: a later run is sealed. `in-the-future`: the run's time is still to come. `clock`: this machine's clock is
 * behind the last seal. `busy`: another run may still be going on. `damaged`: the run was closed, and what it concluded is
 * gone: it is neither collected nor judged again. `own-failure`: what ended a collection was our own store or deployment,
 * and no provider. `waiver-too-long`: a waiver would count for longer than a year. `not-deployed`: the configuration needs a
 * function or a right that was not deployed. `configuration-gone`: what the run goes by is not there, or is not what its plan names.
 */
export type RunErrorCode =
  | 'in-the-past'
  | 'in-the-future'
  | 'clock'
  | 'busy'
  | 'damaged'
  | 'own-failure'
  | 'waiver-too-long'
  | 'not-deployed'
  | 'configuration-gone';

/** A run that may not be started. */
export class RunError extends ExhibitError<RunErrorCode> {
  override readonly name = 'RunError';
}
