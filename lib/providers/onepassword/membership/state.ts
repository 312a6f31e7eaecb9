import type {
  OnePasswordAccess,
  OnePasswordEvent,
  OnePasswordMember,
  OnePasswordUser,
  OnePasswordVault,
} from '../../../evidence/datasets/onepassword.ts';
import type { Returned } from './returned.ts';
import type { SdkLists } from './sdk-lists.ts';

/** A group of the account with everybody in it. */
export interface BaselineGroup {
  readonly id: string;
  readonly name: string | null;
  /** As `op` spells it: `USER_DEFINED`, `TEAM_MEMBERS`, …; null when not told. */
  readonly type: string | null;
  readonly state: string | null;
  /** Null where they could not be read. */
  readonly members: readonly OnePasswordMember[] | null;
}

/** Who had what at one moment, as somebody saw it. */
export interface Baseline {
  /** When the looking began: what happened from then on may not be in it. RFC 3339. */
  readonly at: string;
  readonly by: string | null;
  readonly vaults: readonly OnePasswordVault[];
  readonly access: readonly OnePasswordAccess[];
  /** All groups, those that have no vault too. */
  readonly groups: readonly BaselineGroup[];
}

/** What happened since a baseline, and what else is known of the account. */
export interface Since {
  /** Audit events in any order, doubles among them, from an hour before the baseline was begun on. */
  readonly events: readonly OnePasswordEvent[];
  /** Clauses: why events may be missing. Then nothing is known. */
  readonly losses: readonly string[];
  /** Everybody who has an account tonight, or had one when the list was last read whole; null where it never was. */
  readonly users: readonly OnePasswordUser[] | null;
  /** When that list was read, where it is an earlier night's; RFC 3339. */
  readonly listedAt?: string | undefined;
  /** Accounts that a list of users had out of use, and a later one in use again. */
  readonly returned?: readonly Returned[];
  /** Tonight's access lists of the vaults that a service account sees, where one is configured. */
  readonly sdk?: SdkLists | undefined;
  /** Set where the baseline holds no more than what records tell, so that what it lacks proves nothing. */
  readonly isPart?: true;
}

/** What a baseline and events come to. */
export interface Derived {
  readonly vaults: readonly OnePasswordVault[];
  readonly access: readonly OnePasswordAccess[];
  /** Sentences: why nothing of it is certain. Empty when it is, but for what its records say of themselves. */
  readonly doubts: readonly string[];
}
