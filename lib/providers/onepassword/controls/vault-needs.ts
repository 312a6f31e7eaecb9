import type { Need } from '../../../judging/control.ts';

/**
 * What the controls of shared vaults read. Users tell states and addresses (an export carries them too), events
 * contradict an export, Google tells aliases and the people of provisioned groups: the controls say `unknown` for a
 * vault where one of these is configured, needed and not whole.
 */
export const vaultNeeds: readonly Need[] = [
  { provider: 'onepassword', dataset: 'vaults' },
  { provider: 'onepassword', dataset: 'vault-access' },
  { provider: 'onepassword', dataset: 'users', optional: true },
  { provider: 'onepassword', dataset: 'events', optional: true },
  { provider: 'google-workspace', dataset: 'users', optional: true },
  { provider: 'google-workspace', dataset: 'groups', optional: true },
];

/** These controls apply wherever 1Password is connected, whatever else is. */
export function onePasswordApplies(connected: readonly string[]): string | null {
  return connected.includes('onepassword') ? null : 'No 1Password account is connected.';
}
