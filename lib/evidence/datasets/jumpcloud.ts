import { defineDataset } from '../dataset.ts';

/** A conditional access policy of JumpCloud. `null` means that the answer did not say, which is never the same as "no". */
export interface JumpCloudPolicy {
  /** `allow` or `deny`. */
  readonly access: string | null;
  readonly id: string;
  /** Whether it decides about sign-ins: neither off nor only watching. */
  readonly inForce: boolean | null;
  readonly name: string | null;
  /** Whether whoever it lets in needs a second factor. */
  readonly secondFactor: boolean | null;
  /** Whether it is for the User Portal. */
  readonly userPortal: boolean | null;
}

export const policies = defineDataset<JumpCloudPolicy>({
  provider: 'jumpcloud',
  name: 'policies',
  order: 'id',
  key: ({ id }) => id,
  id: null,
  continues: false,
  onlyFor: null,
  strata: ({ inForce }) => [inForce === null ? 'state-unknown' : inForce ? 'in-force' : 'idle'],
  people: [],
  compared: null,
});
