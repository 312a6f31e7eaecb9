import type { GoogleWorld } from '../stand-ins/google/world.ts';
import type { OnePasswordWorld } from '../stand-ins/onepassword/world.ts';
import { directoryAt } from './directory.ts';
import { nights } from './nights.ts';
import { passwordsAt } from './passwords.ts';

/** Fathom Ferries as its providers know it at one moment. Plain data. */
export interface World {
  readonly night: number;
  readonly google: GoogleWorld;
  readonly onepassword: OnePasswordWorld;
  /** A path of 1Password's that answers 503 all night; null when all is up. */
  readonly outage: RegExp | null;
}

/** The company on a night, 1 to 30. Always the same for the same night; `demo/README.md` tells the story. */
export function companyAt(night: number): World {
  if (!Number.isInteger(night) || night < 1 || night > nights)
    throw new RangeError(`There is no night ${night}: the history has nights 1 to ${nights}.`);
  return {
    night,
    google: directoryAt(night),
    onepassword: passwordsAt(night),
    outage: night === 22 ? /^\/v1beta1\/accounts\// : null,
  };
}
