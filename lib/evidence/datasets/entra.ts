import { defineDataset } from '../dataset.ts';

/**
 * What decides in Microsoft Entra ID who is asked for a second factor: security defaults, and each policy of conditional
 * access. `null` means that the answer did not say, which is never the same as "none".
 */
export interface EntraPolicy {
  readonly applications: 'all' | 'some' | 'none' | null;
  /** Names of the conditions under which alone it is in force, such as `locations`. */
  readonly conditions: readonly string[] | null;
  /** What it demands, in Graph's words; a strength of authentication as `strength:mfa`, or `strength:other`. */
  readonly demands: readonly string[] | null;
  /** What it leaves out besides users who are known: `groups` that were not read, `roles`, `guests`, `applications`. */
  readonly excludes: readonly string[] | null;
  /** Ids, of members of its groups too. */
  readonly excludesUsers: readonly string[] | null;
  readonly id: string;
  /** Whom it is for besides users who are known: `everybody`, `groups` that were not read, `roles`, `guests`. */
  readonly includes: readonly string[] | null;
  /** Ids, of members of its groups too. */
  readonly includesUsers: readonly string[] | null;
  readonly kind: 'conditional-access' | 'security-defaults';
  readonly name: string | null;
  /** How its demands go together: `AND` or `OR`. */
  readonly operator: string | null;
  /** In Graph's words; of security defaults `enabled` or `disabled`. */
  readonly state: string | null;
}

export const policies = defineDataset<EntraPolicy>({
  provider: 'entra',
  name: 'policies',
  order: 'id',
  key: ({ id }) => id,
  id: null,
  continues: false,
  onlyFor: null,
  strata: ({ kind, state }) => [kind, state ?? 'state-unknown'],
  people: ['excludesUsers[]', 'includesUsers[]'],
  compared: null,
});
