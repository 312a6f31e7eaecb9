import type { AnyDataset } from '../../../evidence/dataset.ts';
import { groups as googleGroups } from '../../../evidence/datasets/google-workspace.ts';
import { events, users, vaultAccess, vaults } from '../../../evidence/datasets/onepassword.ts';
import { type Need, optional } from '../../../judging/need.ts';
import { peopleIfAny } from '../../../judging/people/directories.ts';

/**
 * What the controls of shared vaults read. Users tell states and addresses (an export carries them too), events
 * contradict an export, Google tells aliases and the people of provisioned groups: the controls say `unknown` for a
 * vault where one of these is configured, needed and not whole.
 */
export const vaultNeeds: readonly (AnyDataset | Need)[] = [
  vaults,
  vaultAccess,
  optional(users),
  optional(events),
  ...peopleIfAny,
  optional(googleGroups),
];

/** These controls apply wherever 1Password is connected, whatever else is. */
export function onePasswordApplies(connected: readonly string[]): string | null {
  return connected.includes('onepassword') ? null : 'No 1Password account is connected.';
}
