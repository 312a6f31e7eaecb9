import type { CloudIdentityPolicy, DirectoryUser, GoogleWorld } from '../../demo/stand-ins/google/world.ts';
import type { OnePasswordWorld } from '../../demo/stand-ins/onepassword/world.ts';

/** What lets somebody see items and their passwords. */
const seeing = ['view_items', 'view_and_copy_passwords'];

/** The night that the tests are about: a Monday, 03:00 in the company's time zone. */
export const night = new Date('2026-11-23T02:00:00Z');

const dayMs = 86_400_000;

/** RFC 3339, so many days before the night. */
export function daysBefore(days: number): string {
  return new Date(night.getTime() - days * dayMs).toISOString();
}

/** `ana` → `ana@larch.example`. */
export function mail(name: string): string {
  return `${name}@larch.example`;
}

/** Everything that the providers, the export and the configuration say. Tests change parts of it. */
export interface Company {
  readonly google: GoogleWorld;
  readonly onepassword: OnePasswordWorld;
  readonly exportedAt: string;
  /** What becomes of the export's JSON before it is written. */
  readonly exported: (content: Json) => unknown;
  /** `exhibit.yaml` but for addresses, as the object it reads as. */
  readonly configuration: Json;
}

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of any shape
export type Json = any;

/**
 * Larch Carpentry, twelve accounts, with nothing to object to: one super admin beside another, groups in groups, an
 * empty one, somebody in a group twice, mixed case, an alias, a newcomer, suspended and archived accounts, and a
 * waived break-glass account.
 */
export const larch: Company = {
  google: {
    customerId: 'C0larch',
    users: [
      user('ana', { isAdmin: true, orgUnitPath: '/' }),
      user('ben', { isAdmin: true }),
      user('carla', { isDelegatedAdmin: true, orgUnitPath: '/Office/Books' }),
      user('dan'),
      user('eva', { orgUnitPath: '/Office/Books' }),
      user('finn', { orgUnitPath: '/Field' }),
      { ...user('gita', { orgUnitPath: '/Field' }), primaryEmail: 'Gita.Rao@Larch.example' },
      user('hal', { aliases: ['h.olsen@larch.example'], orgUnitPath: '/Field' }),
      user('lou', { creationTime: daysBefore(12), lastLoginTime: '1970-01-01T00:00:00.000Z' }),
      user('jon', { suspended: true, isEnrolledIn2Sv: false, isEnforcedIn2Sv: false }),
      user('kim', { archived: true, isEnrolledIn2Sv: false, isEnforcedIn2Sv: false }),
      user('breakglass', { isEnforcedIn2Sv: false, lastLoginTime: daysBefore(200), orgUnitPath: '/' }),
    ],
    orgUnits: [unit('/', 'root'), unit('/Office'), unit('/Office/Books'), unit('/Field')],
    groups: [
      group('staff', [inner('office'), inner('field'), member('gita')]),
      group('office', [member('ana'), member('ben'), member('carla'), member('dan'), inner('field')]),
      group('field', [
        member('finn'),
        member('gita'),
        member('hal'),
        member('gita', 'Gita.Rao@Larch.example'),
      ]),
      group('exempt', [member('breakglass')]),
      group('nobody', []),
    ],
    policies: [
      policy('enrollment', { allowEnrollment: true }, { sortOrder: 1 }),
      policy('enforcement', { enforcedFrom: '2024-02-16T22:00:00Z' }),
      policy('grace_period', { enrollmentGracePeriod: '604800s' }),
      policy('enforcement_factor', { allowedSignInFactorSet: 'NO_TELEPHONY' }),
      policy('device_trust', { allowTrustingDevice: false }),
      policy('enforcement', { enforcedFrom: '2025-01-01T00:00:00Z' }, { group: 'field', sortOrder: 150 }),
      policy('enforcement', { enforcedFrom: '1970-01-01T00:00:00Z' }, { group: 'exempt', sortOrder: 160 }),
      policy('enforcement', { enforcedFrom: '1970-01-01T00:00:00Z' }, { group: 'nobody', sortOrder: 170 }),
      policy(
        'enforcement_factor',
        { allowedSignInFactorSet: 'PASSKEY_ONLY' },
        { group: 'WORKSPACE_ALL_ADMIN_GROUP', sortOrder: 180 },
      ),
    ],
  },
  onepassword: {
    account: { id: 'LARCHACCOUNT', name: 'Larch Carpentry' },
    users: [
      ...['ana', 'ben', 'carla', 'dan', 'eva', 'finn', 'lou'].map((name) => account(name)),
      account('gita', 'GITA.RAO@larch.example'),
      account('hal', 'H.Olsen@larch.example'),
      { ...account('jon'), state: 'SUSPENDED' },
      account('robot', 'robot@1passwordserviceaccounts.com'),
    ],
    groups: [
      circle('Books', ['carla', 'eva', 'jon']),
      circle('Field', ['finn', 'gita', 'finn']),
      circle('Recovery', ['ana', 'ben']),
      circle('Empty', []),
    ],
    vaults: [
      vault('npm publishing', ['ana', 'ben', 'robot'], ['Recovery', 'Empty']),
      vault('Ledger', ['ana'], ['Books', 'Recovery']),
      vault('Site keys', ['finn', 'hal'], ['Field', 'Recovery']),
    ],
    auditEvents: [
      auditEvent('EARLIER', 20, { action: 'grant', object_type: 'uva', object_uuid: 'vault-ledger' }),
    ],
    signInAttempts: [signIn('FIRST', 'dan', 'mfa_ok'), signIn('SECOND', 'eva', 'credentials_ok')],
  },
  exportedAt: daysBefore(2),
  exported: (content) => content,
  configuration: {
    version: 1,
    organization: 'Larch Carpentry',
    timezone: 'Europe/Amsterdam',
    schedule: '02:00',
    locker: './evidence',
    people: { source: 'google' },
    vaults: [
      { name: 'npm publishing', members: [mail('Ana'), mail('ben')] },
      { name: 'Ledger', members: [mail('ana'), mail('carla'), mail('eva')] },
      { name: 'Site keys', members: [mail('finn'), mail('gita.rao'), mail('hal')] },
    ],
    waivers: [
      waiver('google-workspace.mfa-enforced', '2027-01-31'),
      waiver('google-workspace.unused-accounts-removed', '2027-01-31'),
      waiver('onepassword.account-for-every-employee', '2027-01-31'),
    ],
  },
};

/** A person at Google with 2-step verification, who signed in three days ago. */
export function user(name: string, traits: Partial<DirectoryUser> = {}): DirectoryUser {
  return {
    id: `g-${name}`,
    primaryEmail: mail(name),
    name: { givenName: name, familyName: 'Larch', fullName: `${name} Larch` },
    isAdmin: false,
    isDelegatedAdmin: false,
    suspended: false,
    archived: false,
    isEnrolledIn2Sv: true,
    isEnforcedIn2Sv: true,
    isGuestUser: false,
    creationTime: '2025-03-01T09:00:00.000Z',
    lastLoginTime: daysBefore(3),
    orgUnitPath: '/Office',
    ...traits,
  };
}

export function unit(path: string, id = idOf(path)): GoogleWorld['orgUnits'][number] {
  const name = path.slice(path.lastIndexOf('/') + 1) || 'larch.example';
  if (path === '/') return { name, orgUnitPath: path, orgUnitId: 'id:root' };
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  return {
    name,
    orgUnitPath: path,
    orgUnitId: `id:${id}`,
    parentOrgUnitPath: parent,
    parentOrgUnitId: `id:${idOf(parent)}`,
  };
}

function idOf(path: string): string {
  return path === '/' ? 'root' : `unit${path.toLowerCase().replaceAll('/', '-')}`;
}

type Group = GoogleWorld['groups'][number];

export function group(name: string, members: Group['members']): Group {
  return { id: `group-${name}`, email: mail(name), name, members };
}

export function member(name: string, email = mail(name)): Group['members'][number] {
  return { id: `g-${name}`, email, role: 'MEMBER', type: 'USER', status: 'ACTIVE' };
}

export function inner(name: string): Group['members'][number] {
  return { id: `group-${name}`, email: mail(name), role: 'MEMBER', type: 'GROUP' };
}

/** A 2-step verification policy for a unit (by default the top one), or for a group. */
export function policy(
  setting: string,
  value: Readonly<Record<string, unknown>>,
  target: { readonly unit?: string; readonly group?: string; readonly sortOrder?: number } = {},
): CloudIdentityPolicy {
  const { unit: path = '/', group: name, sortOrder = 100 } = target;
  const groupName = name?.startsWith('WORKSPACE_') ? name : `groups/group-${name}`;
  return {
    name: `policies/${setting}-${idOf(path)}-${name ?? 'unit'}-${sortOrder}`,
    policyQuery: {
      orgUnit: `orgUnits/${idOf(path)}`,
      ...(name ? { group: groupName } : {}),
      sortOrder,
    },
    setting: { type: `settings/security.two_step_verification_${setting}`, value },
    type: 'ADMIN',
  };
}

type World = OnePasswordWorld;

/** Someone's active account at 1Password. */
export function account(name: string, email = mail(name)): World['users'][number] {
  return { id: `OP${name.toUpperCase()}`, email, name, state: 'ACTIVE', createdAt: '2025-03-01T09:00:00Z' };
}

function circle(name: string, members: readonly string[]): World['groups'][number] {
  return {
    id: `group-${name.toLowerCase()}`,
    name,
    createdAt: '2025-03-01T09:00:00Z',
    members: members.map((one) => account(one).id),
  };
}

/** A vault open to people and groups; the recovery group may only recover it. */
export function vault(
  name: string,
  people: readonly string[],
  groups: readonly string[] = ['Recovery'],
): World['vaults'][number] {
  return {
    id: `vault-${name.toLowerCase().replaceAll(' ', '-')}`,
    name,
    items: 7,
    createdAt: '2025-03-01T09:00:00Z',
    updatedAt: '2026-11-01T09:00:00Z',
    users: people.map((one) => ({ id: account(one).id, permissions: [...seeing, 'edit_items'] })),
    groups: groups.map((one) => ({
      id: `group-${one.toLowerCase()}`,
      permissions: one === 'Recovery' ? [] : seeing,
    })),
  };
}

export function auditEvent(uuid: string, days: number, traits: object): World['auditEvents'][number] {
  const actor = { uuid: 'OPANA', name: 'ana', email: mail('ana') };
  return { uuid, timestamp: daysBefore(days), actor_uuid: actor.uuid, actor_details: actor, ...traits };
}

export function signIn(uuid: string, name: string, type: string): World['signInAttempts'][number] {
  const target = { uuid: account(name).id, name, email: mail(name) };
  return { uuid, timestamp: daysBefore(1), category: 'success', type, target_user: target };
}

export function waiver(control: string, expires: string, subject = mail('breakglass')): Json {
  return { control, subject, reason: 'Hardware key in the safe', approvedBy: mail('ana'), expires };
}
