import { defineDataset } from '../dataset.ts';

/** How an account of an organization stands: each is in exactly one of these. */
export type AwsAccountStanding =
  /** The role was taken on in it, and it is the account that answers. */
  | 'entered'
  /** It ought to be asked, and could not be entered: nothing is known of it. */
  | 'unreachable'
  /** The configuration leaves it out, for a reason, until a day. */
  | 'excluded'
  | 'suspended'
  /** Being closed (`PENDING_CLOSURE`). */
  | 'closing'
  | 'closed';

/** An account of an organization. Columns are those of Organizations, and what came of entering it. */
export interface AwsOrganizationAccount {
  /** Twelve digits. */
  readonly id: string;
  /** Why nothing is known of it, in a sentence; null where it was entered or is not to be. */
  readonly hindrance: string | null;
  /** `CREATED` in the organization or `INVITED`; a role that AWS makes is only in the former. Null where it is not told. */
  readonly joinedMethod: string | null;
  /** RFC 3339; null where it is not told. */
  readonly joinedAt: string | null;
  /** Whether it manages the organization. */
  readonly management: boolean;
  readonly name: string | null;
  readonly standing: AwsAccountStanding;
  /** AWS's own word: `State`, else `Status`; null where it gave neither. */
  readonly state: string | null;
}

/** What an organization has turned on for root users: one record. */
export interface AwsOrganizationFeatures {
  /** `o-` and a name. */
  readonly id: string;
  /** AWS's own words, sorted. */
  readonly enabledFeatures: readonly string[];
  /** Whether root's credentials are managed, and so can be taken away, from one place. */
  readonly rootCredentialsManagement: boolean;
  /** Whether a session as a member's root can be had (`sts:AssumeRoot`). */
  readonly rootSessions: boolean;
}

/** A user of IAM Identity Center. */
export interface AwsIdentityCenterUser {
  readonly id: string;
  /** As written; of a user that came by an identity provider mostly the address. */
  readonly userName: string;
  readonly displayName: string | null;
  /** The primary address, else the only one; null without. */
  readonly email: string | null;
  /** Whether it may sign in (`UserStatus`); null where AWS does not say. */
  readonly enabled: boolean | null;
}

/** A group of IAM Identity Center. */
export interface AwsIdentityCenterGroup {
  readonly id: string;
  readonly displayName: string | null;
  /** Ids of users. */
  readonly members: readonly string[];
}

/** That a user or a group may take on a permission set in an account. */
export interface AwsIdentityCenterAssignment {
  readonly account: string;
  /** ARN. */
  readonly permissionSet: string;
  readonly permissionSetName: string | null;
  /** Whether the set gives every right; null where that cannot be told, such as from a policy that lies in the account. */
  readonly administrator: boolean | null;
  /** AWS's own word: `USER` or `GROUP`. */
  readonly principalType: string;
  readonly principalId: string;
}

type Settings = { readonly organization?: { readonly identityCenter?: unknown } };

function ofOrganization(settings: unknown): boolean {
  return organizationIn(settings) !== undefined;
}

function ofIdentityCenter(settings: unknown): boolean {
  const organization = organizationIn(settings);
  return organization !== undefined && organization.identityCenter !== 'none';
}

function organizationIn(settings: unknown): Settings['organization'] {
  return typeof settings === 'object' && settings !== null ? (settings as Settings).organization : undefined;
}

const common = { provider: 'aws', id: null, continues: false, compared: null } as const;

/** Every account that an organization has, by two ways that do not come from each other. */
export const organizationAccounts = defineDataset<AwsOrganizationAccount>({
  ...common,
  name: 'accounts',
  order: 'id',
  key: ({ id }) => id,
  onlyFor: ofOrganization,
  strata: ({ standing }) => [standing],
  people: [],
  population: {
    confirmedBy:
      'The walk over all units of the organization (ListAccountsForParent) is a second way to the same accounts: where it and the list do not agree twice over, the list is incomplete.',
  },
});

/** How the organization keeps the root users of its members. */
export const organizationFeatures = defineDataset<AwsOrganizationFeatures>({
  ...common,
  name: 'organization-features',
  order: 'id',
  key: ({ id }) => id,
  onlyFor: ofOrganization,
  strata: () => ['organization'],
  people: [],
});

/** Whoever may sign in through IAM Identity Center. */
export const identityCenterUsers = defineDataset<AwsIdentityCenterUser>({
  ...common,
  name: 'identity-center-users',
  order: 'id',
  key: ({ id }) => id,
  onlyFor: ofIdentityCenter,
  strata: ({ enabled }) => [enabled === null ? 'unclear' : enabled ? 'enabled' : 'disabled'],
  people: ['userName', 'displayName', 'email'],
});

export const identityCenterGroups = defineDataset<AwsIdentityCenterGroup>({
  ...common,
  name: 'identity-center-groups',
  order: 'id',
  key: ({ id }) => id,
  onlyFor: ofIdentityCenter,
  strata: () => ['group'],
  people: [],
});

/** Who may do what in which account. */
export const identityCenterAssignments = defineDataset<AwsIdentityCenterAssignment>({
  ...common,
  name: 'identity-center-assignments',
  order: 'account, permission set, principal',
  key: ({ account, permissionSet, principalId, principalType }) =>
    [account, permissionSet, principalType, principalId].join(' '),
  onlyFor: ofIdentityCenter,
  strata: ({ administrator, principalType }) => [
    principalType.toLowerCase(),
    ...(administrator === false ? [] : [administrator ? 'administrator' : 'unclear']),
  ],
  people: [],
});
