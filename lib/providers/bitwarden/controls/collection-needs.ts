import type { AnyDataset } from '../../../evidence/dataset.ts';
import { collectionAccess, collections, members } from '../../../evidence/datasets/bitwarden.ts';
import { users as googleUsers } from '../../../evidence/datasets/google-workspace.ts';
import { type Need, optional } from '../../../judging/need.ts';

/** What the controls of shared collections read. Google tells who is active, and aliases. */
export const collectionNeeds: readonly (AnyDataset | Need)[] = [
  collections,
  collectionAccess,
  members,
  optional(googleUsers),
];

/** These controls apply wherever Bitwarden is connected, whatever else is. */
export function bitwardenApplies(connected: readonly string[]): string | null {
  return connected.includes(collections.provider) ? null : 'No Bitwarden organization is connected.';
}
