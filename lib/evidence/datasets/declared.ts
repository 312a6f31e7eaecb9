import { type Dataset, defineDataset } from '../dataset.ts';

/** Records of providers that are declared. `null` means that the answer did not say, which is never the same as "no". */
export interface Organization {
  readonly id: string;
  /** Whether everybody must have a second factor. */
  readonly mfaEnforced: boolean | null;
  readonly name: string | null;
  /** Whether everybody must come in through single sign-on. */
  readonly singleSignOn: boolean | null;
}

/** Somebody or something that has access, had it, or was invited. */
export interface Member {
  /** The person's own account, where `id` is that of the membership. */
  readonly accountId: string | null;
  /** All further addresses that they answer to, of a directory that tells them. */
  readonly aliases?: readonly string[];
  readonly email: string | null;
  /** Of a directory: whether they are at home elsewhere. */
  readonly guest?: boolean | null;
  readonly id: string;
  /** RFC 3339, or `never` where the provider says that they never came. */
  readonly lastActiveAt: string | null;
  readonly login: string | null;
  /** Whether this person must have a second factor, where that is a setting of each. */
  readonly mfaEnforced: boolean | null;
  readonly mfaEnrolled: boolean | null;
  /** Whether they may change what others may do. */
  readonly privileged: boolean | null;
  /** As the provider names them, sorted. */
  readonly roles: readonly string[] | null;
  /** Whether nobody signs in with it. */
  readonly service: boolean | null;
  /** Whether this person comes in through single sign-on. */
  readonly singleSignOn: boolean | null;
  readonly state: MemberState | null;
}

/** How many accounts the provider itself counts: one record. Asked before they are listed, so that whoever comes in between is on the list as well. */
export interface MemberCount {
  readonly counted: number;
  /** What is counted. */
  readonly of: 'members';
}

export type MemberState = 'active' | 'invited' | 'disabled';

/** The organization: one record. The same dataset for the same provider, because a control is held to those that it named. */
export const organizationOf = oncePer((provider) =>
  defineDataset<Organization>({
    provider,
    name: 'organization',
    order: 'id',
    key: ({ id }) => id,
    id: null,
    continues: false,
    onlyFor: null,
    strata: () => [],
    people: [],
    compared: null,
  }),
);

/** Everybody on the list, with the state that each is in. The same dataset for the same provider. */
export const membersOf = oncePer((provider) =>
  defineDataset<Member>({
    provider,
    name: 'members',
    order: 'id',
    key: ({ id }) => id,
    id: null,
    continues: false,
    onlyFor: null,
    strata: ({ mfaEnrolled, service, state }) => [
      service === true ? 'service' : (state ?? 'state-unknown'),
      `second-factor-${mfaEnrolled === null ? 'unknown' : mfaEnrolled ? 'set-up' : 'missing'}`,
    ],
    people: ['accountId', 'aliases[]', 'email', 'id', 'login'],
    compared: null,
  }),
);

/** The provider's own count of them. The same dataset for the same provider. */
export const memberCountOf = oncePer((provider) =>
  defineDataset<MemberCount>({
    provider,
    name: 'member-count',
    order: 'of',
    key: ({ of }) => of,
    id: null,
    continues: false,
    onlyFor: null,
    strata: () => [],
    people: [],
    compared: null,
  }),
);

function oncePer<Row extends object>(make: (provider: string) => Dataset<Row>): typeof make {
  const made = new Map<string, Dataset<Row>>();
  return (provider) => {
    const dataset = made.get(provider) ?? make(provider);
    made.set(provider, dataset);
    return dataset;
  };
}
