import { canonicalText } from '../canonical.ts';
import { defineDataset } from '../dataset.ts';
import { clausesOf } from './google-policy/query.ts';
import { targetOf } from './google-policy/target.ts';

/**
 * Records of Google Workspace. Field names are Google's. `null` means that the answer did not hold the
 * field, which is never the same as `false`.
 */
export interface GoogleUser {
  readonly aliases: readonly string[];
  readonly archived: boolean | null;
  /** RFC 3339. */
  readonly creationTime: string | null;
  readonly id: string;
  /** Super administrator. */
  readonly isAdmin: boolean | null;
  readonly isDelegatedAdmin: boolean | null;
  /** Google's own resolved answer: is this person under 2-step enforcement now. */
  readonly isEnforcedIn2Sv: boolean | null;
  readonly isEnrolledIn2Sv: boolean | null;
  readonly isGuestUser: boolean | null;
  /** RFC 3339; null both for "never signed in" (Google says 1970) and for a field that did not come: see `signedIn`. */
  readonly lastLoginTime: string | null;
  /**
   * Addresses in domain aliases and the like, which follow from the others. Left out in evidence of version 0.1.0, which
   * did not ask for them.
   */
  readonly nonEditableAliases?: readonly string[];
  readonly orgUnitPath: string | null;
  /** As Google spells it; compare without regard to case. */
  readonly primaryEmail: string;
  /** `false`: Google says never. `null`: Google did not say. */
  readonly signedIn: boolean | null;
  readonly suspended: boolean | null;
}

export interface GoogleOrgUnit {
  readonly name: string | null;
  /** Without the `id:` prefix, so that it compares with a policy's unit. */
  readonly orgUnitId: string;
  readonly orgUnitPath: string;
  readonly parentOrgUnitId: string | null;
  readonly parentOrgUnitPath: string | null;
}

export interface GoogleGroupMember {
  readonly email: string | null;
  readonly id: string | null;
  /** ACTIVE, SUSPENDED, …; null when not given. */
  readonly status: string | null;
  /** USER, GROUP, CUSTOMER or EXTERNAL. */
  readonly type: string;
}

export interface GoogleGroup {
  readonly email: string;
  readonly id: string;
  /** Null: members were not asked for, because neither a policy nor a vault needs them. */
  readonly members: readonly GoogleGroupMember[] | null;
  readonly name: string | null;
}

/** One policy of the Cloud Identity Policy API, for one of the 2-step verification settings. */
export interface GooglePolicy {
  /** Group id without `groups/`, or a literal such as `WORKSPACE_ALL_ADMIN_GROUP`. */
  readonly group: string | null;
  readonly name: string;
  /** Organizational unit id without `orgUnits/`. */
  readonly orgUnit: string | null;
  /** The policy's own query, when given. */
  readonly query: string | null;
  /** The setting without its prefix: `enforcement`, `enrollment`, `grace_period`, `enforcement_factor`, … */
  readonly setting: string;
  readonly sortOrder: number | null;
  /** ADMIN or SYSTEM. */
  readonly type: string | null;
  readonly value: Readonly<Record<string, unknown>>;
}

/**
 * Whom an application was let in by, and with what, as tonight's part of the token log says it. The same pair may stand in
 * the records of many nights; together they say since when.
 */
export interface GoogleAppGrant {
  /** What its author calls it, by the newest event; two applications may have one name, and a name may change. */
  readonly app: string | null;
  /** The newest event that let it in, RFC 3339; null where only an end was seen. */
  readonly authorizedAt: string | null;
  readonly clientId: string;
  /** WEB, NATIVE_ANDROID, …; null when not given. */
  readonly clientType: string | null;
  /** Null where the log gives the person's id alone. */
  readonly email: string | null;
  /** Of the events in tonight's part of the log. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Google's id of the person. */
  readonly profileId: string | null;
  /** The newest event that ended it, RFC 3339. */
  readonly revokedAt: string | null;
  /** All that it was let in with; null where an event did not say. */
  readonly scopes: readonly string[] | null;
}

/** Who signed in to which application through Google by SAML, as tonight's part of the log says it. */
export interface GoogleSamlSignIn {
  /** As the company's own administrator named it. */
  readonly app: string;
  readonly email: string | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly profileId: string | null;
}

/** How many accounts Google's own report of a day counts. Null: the report did not say. */
export interface GoogleUsage {
  readonly archived: number | null;
  /** YYYY-MM-DD, a day of UTC-8. */
  readonly date: string;
  /** Our own list of users of that day; null where no night of that day saw it whole. */
  readonly listing: GoogleListing | null;
  /** The same of the day before and the day after, as far as there are nights. */
  readonly listingsAround: readonly GoogleListing[];
  readonly suspended: number | null;
  /** All of them, those that are suspended among them. */
  readonly users: number | null;
}

/** What an earlier night's evidence says of its list of users. */
export interface GoogleListing {
  readonly archived: number;
  readonly run: string;
  readonly suspended: number;
  readonly users: number;
}

/** Whether a connection's settings turn Google's own totals on. */
function includesUsage(settings: unknown): boolean {
  const { reports } = (settings ?? {}) as { readonly reports?: { readonly usage?: unknown } };
  return reports?.usage === true;
}

/** Whether a connection's settings turn the logs on. */
function includesGrants(settings: unknown): boolean {
  const { reports } = (settings ?? {}) as { readonly reports?: { readonly grants?: unknown } };
  return reports?.grants === true;
}

/** Google keeps these logs for 180 days. Once sealed, they are evidence for longer: what was let in stays so until revoked. */
export const sightingDays = 365;

export const appGrants = defineDataset<GoogleAppGrant>({
  provider: 'google-workspace',
  name: 'app-grants',
  order: 'client and person',
  key: ({ clientId, email, profileId }) => `${clientId} ${profileId ?? email?.toLowerCase() ?? ''}`,
  id: null,
  continues: { retentionDays: sightingDays, adds: true },
  onlyFor: includesGrants,
  strata: ({ authorizedAt, revokedAt }) => [
    ...(authorizedAt === null ? [] : ['authorized']),
    ...(revokedAt === null ? [] : ['revoked']),
  ],
  people: ['email', 'profileId'],
  compared: null,
});

export const samlSignIns = defineDataset<GoogleSamlSignIn>({
  provider: 'google-workspace',
  name: 'saml-sign-ins',
  order: 'application and person',
  key: ({ app, email, profileId }) => `${app} ${profileId ?? email?.toLowerCase() ?? ''}`,
  id: null,
  continues: { retentionDays: sightingDays, adds: true },
  onlyFor: includesGrants,
  strata: () => [],
  people: ['email', 'profileId'],
  compared: null,
});

export const users = defineDataset<GoogleUser>({
  provider: 'google-workspace',
  name: 'users',
  order: 'email',
  key: (user) => user.primaryEmail.toLowerCase(),
  id: (user) => user.id,
  continues: false,
  onlyFor: null,
  strata: userStrata,
  people: ['id', 'primaryEmail', 'aliases[]', 'nonEditableAliases[]'],
  compared: null,
});

/** Google's usage reports are some days late: of so many days back one is looked for. */
export const usageReportDays = 7;

export const usage = defineDataset<GoogleUsage>({
  provider: 'google-workspace',
  name: 'usage',
  order: 'date',
  key: ({ date }) => date,
  id: null,
  continues: false,
  onlyFor: includesUsage,
  strata: () => [],
  people: [],
  // A day more, and one of UTC-8.
  recalls: { dataset: users.name, days: usageReportDays + 2 },
  compared: null,
});

export const orgUnits = defineDataset<GoogleOrgUnit>({
  provider: 'google-workspace',
  name: 'org-units',
  order: 'path',
  key: (unit) => unit.orgUnitPath,
  id: (unit) => unit.orgUnitId,
  continues: false,
  onlyFor: null,
  strata: () => [],
  people: [],
  compared: null,
});

export const policies = defineDataset<GooglePolicy>({
  provider: 'google-workspace',
  name: 'two-step-policies',
  order: 'name',
  key: (policy) => policy.name,
  id: null,
  continues: false,
  onlyFor: null,
  strata: (policy) => [policy.setting],
  people: [],
  // By setting and place rather than by the policy's name, which changes when a policy is made anew. Of its order only
  // the rank means something: Google numbers policies anew without changing what is in effect.
  compared: {
    kind: 'settings',
    setting: (policy) => ({
      place: `2-step verification ${policy.setting} for ${placeOf(policy)}`,
      value: canonicalText(policy.value),
      rank: { among: `2-step verification ${policy.setting}`, order: policy.sortOrder },
    }),
  },
});

export const groups = defineDataset<GoogleGroup>({
  provider: 'google-workspace',
  name: 'groups',
  order: 'email',
  key: (group) => group.email.toLowerCase(),
  id: (group) => group.id,
  continues: false,
  onlyFor: null,
  strata: (group) => (group.members === null ? [] : ['members-read']),
  people: ['members[].id', 'members[].email'],
  compared: null,
});

/** Everybody is in exactly one of the first four; the rest say more about some. */
function userStrata(user: GoogleUser): readonly string[] {
  const strata: string[] = [stateOf(user)];
  if (user.isAdmin) strata.push('admin');
  if (user.isDelegatedAdmin) strata.push('delegated-admin');
  if (user.isGuestUser) strata.push('guest');
  if (user.signedIn === false) strata.push('never-signed-in');
  return strata;
}

function stateOf(user: GoogleUser): 'active' | 'suspended' | 'archived' | 'state-unknown' {
  if (user.suspended) return 'suspended';
  if (user.archived) return 'archived';
  return user.suspended === false && user.archived === false ? 'active' : 'state-unknown';
}

/** The unit and the group, and the query where it says more than they do. */
function placeOf(policy: GooglePolicy): string {
  const { forGroup, query, unclear, units } = targetOf(policy);
  const where = forGroup ? `group ${policy.group ?? 'unknown'}` : `unit ${policy.orgUnit ?? 'unknown'}`;
  const clauses = query ? clausesOf(query) : [];
  const isPlain =
    unclear === null && clauses.every(({ clause, denied }) => !denied && 'id' in clause) && units.size <= 1;
  return isPlain ? where : `${where}, where ${policy.query ?? 'nothing more is said'}`;
}
