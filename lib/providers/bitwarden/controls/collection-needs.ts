import type { AnyDataset } from '../../../evidence/dataset.ts';
import { collectionAccess, collections, members } from '../../../evidence/datasets/bitwarden.ts';
import type { Need } from '../../../judging/need.ts';
import { peopleIfAny } from '../../../judging/people/directories.ts';

/** What the controls of shared collections read. Google tells who is active, and aliases. */
export const collectionNeeds: readonly (AnyDataset | Need)[] = [
  collections,
  collectionAccess,
  members,
  ...peopleIfAny,
];

/** These controls apply wherever Bitwarden is connected, whatever else is. */
export function bitwardenApplies(connected: readonly string[]): string | null {
  return connected.includes(collections.provider) ? null : 'No Bitwarden organization is connected.';
}
