import { defineDataset } from '../dataset.ts';

/** A policy of Okta. `null` means that the answer did not say, which is never the same as "none". */
export interface OktaPolicy {
  /** Of enrolment: which authenticators, in Classic factors, are `REQUIRED`, `OPTIONAL` or `NOT_ALLOWED`. */
  readonly authenticators: readonly OktaAuthenticator[] | null;
  readonly id: string;
  readonly name: string | null;
  /** Of signing in: sorted by id. */
  readonly rules: readonly OktaRule[] | null;
  readonly status: string | null;
  /** Whether it is Okta's own, for whomever no other one is for. */
  readonly system: boolean | null;
  /** `MFA_ENROLL`, `OKTA_SIGN_ON` for the session, `ACCESS_POLICY` for applications. */
  readonly type: string;
}

export interface OktaAuthenticator {
  readonly enroll: string | null;
  readonly key: string;
}

export interface OktaRule {
  /** `ALLOW` or `DENY`. */
  readonly access: string | null;
  readonly id: string;
  readonly name: string | null;
  /** The least comes first, and the first that fits decides. */
  readonly priority: number | null;
  readonly secondFactor: boolean | null;
  readonly status: string | null;
  /** Whether it holds for whomever its policy is for, wherever they are. */
  readonly unconditional: boolean;
}

export const policies = defineDataset<OktaPolicy>({
  provider: 'okta',
  name: 'policies',
  order: 'id',
  key: ({ id }) => id,
  id: null,
  continues: false,
  onlyFor: null,
  strata: ({ status, type }) => [type, status ?? 'status-unknown'],
  people: [],
  compared: null,
});
