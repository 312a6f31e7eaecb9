import { companyAt, type World } from '../../../demo/company/company.ts';
import { googleId } from '../../../demo/company/identifiers.ts';
import { before, nightTime, timeText } from '../../../demo/company/nights.ts';
import type {
  CloudIdentityPolicy,
  DirectoryMember,
  DirectoryUser,
} from '../../../demo/stand-ins/google/world.ts';
import type { OnePasswordEventItem } from '../../../demo/stand-ins/onepassword/world.ts';

/** A night on which the made-up company has nothing to object to. */
export const night = 16;

const own = companyAt(night);
const created = '2024-03-04T09:00:00Z';

/** So many that the largest page of every list is full and another follows. */
const more = { crew: 505, admins: 105, outside: 105, former: 205, policies: 105, groups: 205, tokens: 105 };

/** Deckhands beyond number, each with an account everywhere and nothing to object to. */
const crew = Array.from({ length: more.crew }, (_, index) => `hand${String(index).padStart(4, '0')}`);
const former = Array.from({ length: more.former }, (_, index) => `gone${String(index).padStart(4, '0')}`);
const admins = crew.slice(0, more.admins);
const outside = crew.slice(more.admins, more.admins + more.outside);
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => String(index).padStart(4, '0'));

export const mail = (name: string): string => `${name}@fathom.example`;

/** Whose accounts at GitHub these are. */
export const identities = [...admins, ...outside].map((name) => ({ person: mail(name), github: name }));

/** Fathom Ferries, grown until each of its lists has two pages; all is well in it. */
export const company: World = {
  ...own,
  google: {
    ...own.google,
    users: [
      ...own.google.users,
      ...crew.map((name) => user(name, {})),
      ...former.map((name) =>
        user(name, { suspended: true, isEnrolledIn2Sv: false, isEnforcedIn2Sv: false }),
      ),
    ],
    groups: [
      ...own.google.groups.map((group) =>
        group.id === googleId('group', '2sv-exempt')
          ? { ...group, members: [...group.members, ...former.map(formerMember)] }
          : group,
      ),
      ...numbered(more.groups).map((id) => ({ id: `z${id}`, email: mail(`z${id}`), name: id, members: [] })),
    ],
    policies: [...own.google.policies, ...numbered(more.policies).map(policy)],
    activities: (own.google.activities ?? []).filter(
      ({ parameters: { app_name } }) => app_name !== 'PDF Helper' && app_name !== 'Minutes AI',
    ),
  },
  onepassword: {
    ...own.onepassword,
    users: [
      ...own.onepassword.users,
      ...crew.map((name) => ({ ...account(name), state: 'ACTIVE' })),
      ...numbered(more.crew).map((id) => ({ ...account(`left${id}`), state: 'SUSPENDED' })),
    ],
    auditEvents: [
      ...own.onepassword.auditEvents,
      ...events(own.onepassword.auditEvents, { action: 'create', object_type: 'item' }),
    ],
    signInAttempts: [...own.onepassword.signInAttempts, ...events(own.onepassword.signInAttempts, {})],
  },
  github: {
    ...own.github,
    people: [
      ...own.github.people,
      ...admins.map((login, index) => ({
        id: 5_000 + index,
        login,
        role: 'admin' as const,
        twoFactor: 'secure' as const,
      })),
      ...outside.map((login, index) => ({
        id: 7_000 + index,
        login,
        role: 'outside' as const,
        twoFactor: 'secure' as const,
      })),
    ],
  },
  slack: {
    ...own.slack,
    members: [
      ...own.slack.members,
      ...crew.map((name) => ({
        id: `U${name.toUpperCase()}`,
        name,
        deleted: false,
        is_bot: false,
        is_app_user: false,
        is_restricted: false,
        has_2fa: true,
        profile: { real_name: name, email: mail(name) },
      })),
    ],
  },
  npm: {
    ...own.npm,
    account: {
      ...own.npm.account,
      tokens: [
        ...own.npm.account.tokens,
        ...numbered(more.tokens).map((id) => ({
          key: `read${id}`,
          name: `read ${id}`,
          readonly: true,
          bypass_2fa: false,
          created,
          expiry: null,
        })),
      ],
    },
  },
  cloudflare: {
    ...own.cloudflare,
    members: [
      ...own.cloudflare.members,
      ...crew.slice(0, 60).map((name) => ({
        id: `m-${name}`,
        email: mail(name),
        status: 'accepted' as const,
        user: { id: `u-${name}`, two_factor_authentication_enabled: true },
        roles: ['Analytics'],
      })),
    ],
  },
  bitwarden: {
    ...own.bitwarden,
    events: [...own.bitwarden.events, ...happenings()],
  },
};

/** Sign-ins of the last hour, so many that the stand-in's page is full and another follows. */
function happenings(): World['bitwarden']['events'] {
  const hourAgo = nightTime(night).getTime() - 3_600_000;
  return numbered(55).map((id) => ({ type: 1000, date: timeText(hourAgo + Number(id) * 1_000) }));
}

function user(name: string, traits: Partial<DirectoryUser>): DirectoryUser {
  return {
    id: `2-${name}`,
    primaryEmail: mail(name),
    isAdmin: false,
    isDelegatedAdmin: false,
    suspended: false,
    archived: false,
    isEnrolledIn2Sv: true,
    isEnforcedIn2Sv: true,
    creationTime: created,
    lastLoginTime: timeText(before(night, 20)),
    orgUnitPath: '/Crew/Deck',
    ...traits,
  };
}

function formerMember(name: string): DirectoryMember {
  return { id: `2-${name}`, email: mail(name), role: 'MEMBER', type: 'USER', status: 'SUSPENDED' };
}

/** One more of a kind that decides nothing. */
function policy(id: string): CloudIdentityPolicy {
  return {
    name: `policies/z${id}`,
    policyQuery: { orgUnit: `orgUnits/${googleId('unit', '/Crew/Deck')}`, sortOrder: 1_000 + Number(id) },
    setting: {
      type: 'settings/security.two_step_verification_device_trust',
      value: { allowTrustingDevice: false },
    },
    type: 'ADMIN',
  };
}

function account(name: string) {
  return { id: `OP${name.toUpperCase()}`, email: mail(name), name, createdAt: created };
}

/** So many like the last one of a feed that two pages are full, all of the last hour. */
function events(like: readonly OnePasswordEventItem[], traits: object): readonly OnePasswordEventItem[] {
  const [first] = like;
  if (!first) throw new Error('The company has no events.');
  const hourAgo = nightTime(night).getTime() - 3_600_000;
  return numbered(1_005).map((id) => ({
    ...first,
    ...traits,
    uuid: `Z${id}`,
    timestamp: timeText(hourAgo + Number(id) * 1_000),
  }));
}
