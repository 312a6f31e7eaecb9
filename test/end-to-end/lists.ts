import type { Misbehaviour } from '../../demo/stand-ins/serve/misbehaviour.ts';
import { all } from './verdicts.ts';

/** A list that a provider is asked for, and what cannot pass without all of it. */
export interface List {
  readonly provider: 'google' | 'onepassword';
  readonly dataset: string;
  readonly path: string;
  /** Controls that are not what they are in the clean case when the end of the list is missing. */
  readonly controls: Readonly<Record<string, 'fail' | 'unknown'>>;
  /** The page that a trap is set on; absent for a list that comes in one piece. */
  readonly lastPage?: number;
}

const failed = { 'evidence.complete': 'fail' } as const;
const policyControls = {
  ...failed,
  'google-workspace.mfa-enforced': 'unknown',
  'google-workspace.mfa-strong-for-admins': 'unknown',
} as const;
const vaultControls = {
  ...failed,
  'onepassword.shared-vaults-have-a-backup': 'unknown',
  'onepassword.shared-vaults-need-to-know': 'unknown',
} as const;
const directory = '/admin/directory/v1';

export const lists: readonly List[] = [
  {
    provider: 'google',
    dataset: 'google/users',
    path: `${directory}/users`,
    lastPage: 2,
    controls: {
      ...failed,
      ...(all(['google-workspace.', 'people.'], 'unknown') as Record<string, 'unknown'>),
      'onepassword.account-for-every-employee': 'unknown',
    },
  },
  {
    provider: 'google',
    dataset: 'google/two-step-policies',
    path: '/v1/policies',
    lastPage: 2,
    controls: policyControls,
  },
  {
    provider: 'google',
    dataset: 'google/groups',
    path: `${directory}/groups`,
    lastPage: 2,
    controls: policyControls,
  },
  {
    provider: 'google',
    dataset: 'google/groups',
    path: `${directory}/groups/group-field/members`,
    lastPage: 2,
    controls: policyControls,
  },
  {
    provider: 'google',
    dataset: 'google/org-units',
    path: `${directory}/customer/my_customer/orgunits`,
    controls: policyControls,
  },
  {
    provider: 'onepassword',
    dataset: 'onepassword/users',
    path: '/v1beta1/accounts/LARCHACCOUNT/users',
    lastPage: 2,
    controls: {
      // Somebody may have a second account among those that were not seen.
      ...vaultControls,
      ...(all(['people.'], 'unknown') as Record<string, 'unknown'>),
      'onepassword.account-for-every-employee': 'unknown',
    },
  },
  {
    provider: 'onepassword',
    dataset: 'onepassword/events',
    path: '/api/v2/auditevents',
    lastPage: 2,
    controls: vaultControls,
  },
  {
    provider: 'onepassword',
    dataset: 'onepassword/events',
    path: '/api/v2/signinattempts',
    lastPage: 2,
    controls: vaultControls,
  },
];

/** A way of being wrong, with the code that the problem must have. */
export interface Misdeed {
  readonly what: string;
  readonly does: Misbehaviour['do'];
  readonly code: string;
  /** It takes a list of several pages. */
  readonly paged?: true;
}

export const misdeeds: readonly Misdeed[] = [
  { what: 'answers 401', does: 401, code: 'unauthenticated' },
  { what: 'answers 403', does: 403, code: 'denied' },
  { what: 'answers 429', does: 429, code: 'rate-limited' },
  { what: 'answers 500', does: 500, code: 'unavailable' },
  { what: 'closes the connection', does: 'close', code: 'unavailable' },
  { what: 'breaks off in the middle', does: 'cut', code: 'unavailable' },
  { what: 'is not JSON', does: 'not-json', code: 'malformed' },
  { what: 'is JSON of the wrong shape', does: 'wrong-shape', code: 'malformed' },
  { what: 'is an empty object', does: 'empty-object', code: 'malformed' },
  { what: 'names itself as the next', does: 'repeat-token', code: 'truncated', paged: true },
  { what: 'brings a record again', does: 'duplicate-across-pages', code: 'malformed', paged: true },
];

/** The rule that sets the trap on the list's last page, or on any other. */
export function rule(list: List, does: Misbehaviour['do'], onPage = list.lastPage): Misbehaviour {
  return { path: list.path, do: does, ...(onPage ? { onPage } : {}) } as Misbehaviour;
}
