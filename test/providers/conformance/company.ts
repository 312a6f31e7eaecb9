import { companyAt, type World } from '../../../demo/company/company.ts';
import { googleId } from '../../../demo/company/identifiers.ts';
import { before, nightTime, timeText } from '../../../demo/company/nights.ts';
import type {
  CloudIdentityPolicy,
  DirectoryMember,
  DirectoryUser,
  LoggedActivity,
} from '../../../demo/stand-ins/google/world.ts';
import type { OnePasswordEventItem } from '../../../demo/stand-ins/onepassword/world.ts';

/** A night on which the made-up company has nothing to object to. */
export const night = 16;

const own = companyAt(night);
const created = '2024-03-04T09:00:00Z';

/** So many that the largest page of every list is full and another follows. */
const more = {
  crew: 505,
  admins: 105,
  outside: 105,
  former: 205,
  policies: 105,
  groups: 205,
  tokens: 105,
  cloud: 60,
};

/** Deckhands beyond number, each with an account everywhere and nothing to object to. */
const crew = Array.from({ length: more.crew }, (_, index) => `hand${String(index).padStart(4, '0')}`);
const former = Array.from({ length: more.former }, (_, index) => `gone${String(index).padStart(4, '0')}`);
const admins = crew.slice(0, more.admins);
const outside = crew.slice(more.admins, more.admins + more.outside);
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => String(index).padStart(4, '0'));

const mail = (name: string): string => `${name}@fathom.example`;

/** Whose accounts at GitHub those of the crew are. */
export function identitiesIn({
  github,
}: World): readonly { readonly person: string; readonly github: string }[] {
  const logins = new Set(github.people.map(({ login }) => login));
  return [...admins, ...outside]
    .filter((name) => logins.has(name))
    .map((name) => ({ person: mail(name), github: name }));
}

type Growing = 'google' | 'onepassword' | 'github' | 'slack' | 'npm' | 'cloudflare' | 'bitwarden';

/** Of each connection, what it has where its lists have two pages. */
const grown: { readonly [One in Growing]: () => World[One] } = {
  google: () => ({
    ...own.google,
    users: [...own.google.users, ...former.map(formerUser)],
    groups: [
      ...own.google.groups.map((group) =>
        group.id === googleId('group', '2sv-exempt')
          ? { ...group, members: [...group.members, ...former.map(formerMember)] }
          : group,
      ),
      ...numbered(more.groups).map((id) => ({ id: `z${id}`, email: mail(`z${id}`), name: id, members: [] })),
    ],
    policies: [...own.google.policies, ...numbered(more.policies).map(policy)],
  }),
  onepassword: () => ({
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
  }),
  github: () => ({
    ...own.github,
    people: [
      ...own.github.people,
      ...admins.map((login, index) => githubPerson(5_000 + index, login, 'admin')),
      ...outside.map((login, index) => githubPerson(7_000 + index, login, 'outside')),
    ],
  }),
  slack: () => ({ ...own.slack, members: [...own.slack.members, ...crew.map(slackMember)] }),
  npm: () => ({
    ...own.npm,
    account: {
      ...own.npm.account,
      tokens: [...own.npm.account.tokens, ...numbered(more.tokens).map(npmToken)],
    },
  }),
  cloudflare: () => ({
    ...own.cloudflare,
    members: [...own.cloudflare.members, ...crew.slice(0, more.cloud).map(cloudflareMember)],
  }),
  bitwarden: () => ({ ...own.bitwarden, events: [...own.bitwarden.events, ...happenings()] }),
};

/** How many of the crew have an account where a connection has grown. */
const aboard: Readonly<Record<Growing, number>> = {
  google: more.crew,
  onepassword: more.crew,
  github: more.admins + more.outside,
  slack: more.crew,
  npm: 0,
  cloudflare: more.cloud,
  bitwarden: 0,
};

const growing = Object.keys(grown) as readonly Growing[];

/**
 * Fathom Ferries, grown until each list of these connections has two pages; all is well in it. Whoever has an account in one
 * of them has one in the directory.
 */
export function companyGrownIn(connections: readonly string[] = growing): World {
  const chosen = growing.filter((name) => connections.includes(name));
  const world: World = { ...own, ...Object.fromEntries(chosen.map((name) => [name, grown[name]()])) };
  const crowd = crew.slice(0, Math.max(0, ...chosen.map((name) => aboard[name])));
  return {
    ...world,
    google: {
      ...world.google,
      users: [...world.google.users, ...crowd.map((name) => user(name, {}))],
      activities: (own.google.activities ?? []).filter(isAllowed),
    },
  };
}

/** Not what the company's standard objects to. */
function isAllowed({ parameters: { app_name } }: LoggedActivity): boolean {
  return app_name !== 'PDF Helper' && app_name !== 'Minutes AI';
}

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

function formerUser(name: string): DirectoryUser {
  return user(name, { suspended: true, isEnrolledIn2Sv: false, isEnforcedIn2Sv: false });
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

function githubPerson(id: number, login: string, role: 'admin' | 'outside') {
  return { id, login, role, twoFactor: 'secure' as const };
}

function slackMember(name: string) {
  return {
    id: `U${name.toUpperCase()}`,
    name,
    deleted: false,
    is_bot: false,
    is_app_user: false,
    is_restricted: false,
    has_2fa: true,
    profile: { real_name: name, email: mail(name) },
  };
}

function npmToken(id: string) {
  return { key: `read${id}`, name: `read ${id}`, readonly: true, bypass_2fa: false, created, expiry: null };
}

function cloudflareMember(name: string) {
  return {
    id: `m-${name}`,
    email: mail(name),
    status: 'accepted' as const,
    user: { id: `u-${name}`, two_factor_authentication_enabled: true },
    roles: ['Analytics'],
  };
}
