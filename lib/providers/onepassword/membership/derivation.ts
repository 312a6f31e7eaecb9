import type { Facts, Moment } from './register.ts';
import type { Roster } from './roster.ts';
import type { Baseline } from './state.ts';

/** Everything that the records of one night are made of. */
export interface Derivation {
  readonly baseline: Baseline;
  readonly facts: Facts;
  readonly roster: Roster;
  readonly moment: Moment;
}
