import type { AwsWorld } from '../../../../demo/stand-ins/aws/world.ts';
import type { BitwardenWorld } from '../../../../demo/stand-ins/bitwarden/world.ts';
import type { CloudflareWorld } from '../../../../demo/stand-ins/cloudflare/world.ts';
import type { GitHubWorld } from '../../../../demo/stand-ins/github/world.ts';
import type { GoogleWorld } from '../../../../demo/stand-ins/google/world.ts';
import type { NpmWorld } from '../../../../demo/stand-ins/npm/world.ts';
import type { SlackWorld } from '../../../../demo/stand-ins/slack/world.ts';

/** A world in which nothing is left out that a world can hold, so that no test's world has a field that is not here. */
type Widest<World> = World extends readonly (infer Entry)[]
  ? readonly Widest<Entry>[]
  : World extends object
    ? { readonly [Key in keyof World]-?: Widest<Exclude<World[Key], undefined>> }
    : World;

const at = '2026-11-20T10:00:00Z';
const email = 'ana@acme.example';

const unit = {
  name: 'A',
  orgUnitPath: '/A',
  orgUnitId: 'id:a',
  parentOrgUnitPath: '/',
  parentOrgUnitId: 'id:root',
};

export const google: Widest<GoogleWorld> = {
  customerId: 'C0acme',
  users: [
    {
      id: '1',
      primaryEmail: email,
      name: { givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz' },
      isAdmin: true,
      isDelegatedAdmin: true,
      lastLoginTime: at,
      creationTime: at,
      agreedToTerms: true,
      suspended: false,
      suspensionReason: 'ADMIN',
      archived: false,
      aliases: ['boss@acme.example'],
      orgUnitPath: '/',
      isMailboxSetup: true,
      isEnrolledIn2Sv: true,
      isEnforcedIn2Sv: true,
      isGuestUser: false,
    },
  ],
  domainAliases: [{ domain: 'acme.test', of: 'acme.example' }],
  orgUnits: [unit],
  groups: [
    {
      id: 'g',
      email: 'all@acme.example',
      name: 'All',
      members: [{ id: '1', email, role: 'OWNER', type: 'USER', status: 'ACTIVE' }],
    },
  ],
  policies: [
    {
      name: 'policies/p',
      policyQuery: { query: 'true', orgUnit: 'orgUnits/root', group: 'groups/g', sortOrder: 1 },
      setting: {
        type: 'settings/security.two_step_verification_enrollment',
        value: { allowEnrollment: true },
      },
      type: 'ADMIN',
    },
  ],
  activities: [
    {
      application: 'token',
      id: '-1',
      at: 0,
      lag: 0,
      name: 'authorize',
      who: { id: '1', email },
      parameters: { client_id: '1.apps.googleusercontent.com', scope: ['openid'] },
    },
  ],
};

export const slack: Widest<SlackWorld> = {
  team: {
    id: 'T1',
    name: 'Acme',
    domain: 'acme',
    email_domain: 'acme.example',
    sso_provider: { type: 'google', name: 'Google', label: 'Google' },
  },
  members: [
    {
      id: 'U1',
      name: 'ana',
      deleted: false,
      is_admin: true,
      is_owner: true,
      is_primary_owner: true,
      is_restricted: false,
      is_ultra_restricted: false,
      is_bot: false,
      is_app_user: false,
      has_2fa: true,
      two_factor_type: 'app',
      is_invited_user: false,
      is_stranger: false,
      team_id: 'T1',
      enterprise_user: { id: 'W1', teams: ['T1'] },
      profile: { real_name: 'Ana Ruiz', email },
    },
  ],
};

export const cloudflare: Widest<CloudflareWorld> = {
  account: {
    id: 'a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0',
    name: 'Acme',
    type: 'standard',
    settings: { enforce_twofactor: true },
  },
  members: [
    {
      id: 'b0',
      email,
      status: 'accepted',
      user: { id: 'c0', two_factor_authentication_enabled: true },
      roles: ['Administrator'],
      permissionGroups: ['Workers Platform Admin'],
    },
  ],
};

const assignment = { id: 'c0', readOnly: true, hidePasswords: true, manage: false };

export const bitwarden: Widest<BitwardenWorld> = {
  organization: '0f0e0d0c-0000-4000-8000-000000000001',
  members: [
    {
      id: 'm0',
      userId: 'u0',
      name: 'Ana Ruiz',
      email,
      twoFactorEnabled: true,
      status: 2,
      type: 4,
      permissions: { manageUsers: true },
      externalId: 'ana',
      collections: [assignment],
    },
  ],
  groups: [{ id: 'g0', name: 'Ops', externalId: 'ops', collections: [assignment], members: ['m0'] }],
  collections: [{ id: 'c0', externalId: 'web' }],
  policies: [{ id: 'p0', type: 0, enabled: true }],
  events: [
    {
      type: 1504,
      date: at,
      memberId: 'm0',
      groupId: 'g0',
      collectionId: 'c0',
      policyId: 'p0',
      itemId: 'i0',
      actingUserId: 'u0',
    },
  ],
};

export const npm: Widest<NpmWorld> = {
  org: 'acme',
  members: { ana: 'owner' },
  packages: { '@acme/sdk': 'write' },
  account: {
    name: 'ana',
    tokens: Array.from({ length: 11 }, (_, index) => ({
      key: `k${index}`,
      name: 'collector',
      readonly: true,
      bypass_2fa: false,
      created: at,
      expiry: at,
      accessed: at,
      revoked: at,
    })),
  },
};

/** When something was written and committed, and that only its rights changed. */
const commit = { date: at, committed: at, modes: ['policies/a.md'] };

export const github: Widest<GitHubWorld> = {
  organization: { id: 1, login: 'acme', twoFactorRequired: true },
  people: (['admin', 'outside'] as const).map((role, id) => ({
    id,
    login: `ana-${role}`,
    role,
    twoFactor: 'secure',
    type: 'User',
    public: true,
  })),
  repositories: [
    {
      name: 'handbook',
      branch: 'main',
      commits: [
        { ...commit, moves: {}, files: { 'policies/a.md': '# A' } },
        { ...commit, moves: { 'policies/a.md': 'policies/b.md' }, files: { 'policies/c.md': '# C' } },
        { ...commit, moves: {}, files: { 'policies/c.md': null } },
      ],
    },
  ],
};

const key = { active: true, createdAt: at, lastUsed: at };

export const aws: Widest<AwsWorld> = {
  account: '111122223333',
  root: { createdAt: at, mfa: true, keys: [key], lastUsed: at },
  users: [
    {
      name: 'ana',
      path: '/people/',
      createdAt: at,
      password: { changedAt: at, lastUsed: at },
      sinceReport: false,
      mfa: true,
      keys: [key, key],
    },
  ],
};
