import type { OnePasswordEventItem } from '../stand-ins/onepassword/world.ts';
import { numberFor, userStyleId, vaultStyleId } from './identifiers.ts';
import { before, nightTime, timeText } from './nights.ts';
import { people, personNamed } from './people.ts';
import { changeHours, circleChanges, circles, riddle, vaultChanges } from './vaults.ts';

const firstDay = -6;

/** Everything that an administrator did which changes who has what, oldest first. */
export function auditEventsUpTo(night: number, account: string): readonly OnePasswordEventItem[] {
  const deeds: readonly Deed[] = [
    ...vaultChanges.map(({ night: seen, action, vault, person, by }) => ({
      night: seen,
      by,
      action,
      object: { type: 'uva', id: vaultStyleId('vault', vault) },
      person,
    })),
    { night: 11, by: 'Gijs Poortman', action: 'join', object: userObject('Noor Haddad') },
    { night: 20, by: 'Ines Verbeek', action: 'delete', object: userObject('Tamsin Rook') },
    { night: 24, by: 'Gijs Poortman', action: 'delete', object: userObject('Samir Chaudhry') },
    { night: 28, by: 'Gijs Poortman', action: 'join', object: userObject('Emil Strand') },
    ...circleChanges.map(({ night: seen, action, circle, person, by }) => ({
      night: seen,
      by,
      action,
      object: { type: 'gm', id: vaultStyleId('group', circle) },
      person,
    })),
    {
      night: riddle.night,
      by: riddle.by,
      // A word that the reference lists for what 1Password itself has no word for.
      action: 'unknown',
      object: { type: 'vaultkey', id: vaultStyleId('vault', riddle.vault) },
    },
  ];
  // Numbered before the later ones are left out: an event keeps its time and id for ever.
  return deeds
    .flatMap((deed, index) => (deed.night <= night ? [auditEvent(deed, index, account)] : []))
    .toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
}

interface Deed {
  readonly night: number;
  readonly by: string;
  readonly action: string;
  readonly object: { readonly type: string; readonly id: string; readonly person?: string };
  readonly person?: string;
}

function userObject(name: string): Deed['object'] {
  return { type: 'user', id: details(name).uuid, person: name };
}

function auditEvent(deed: Deed, index: number, account: string): OnePasswordEventItem {
  const at = before(deed.night, changeHours) + index * 60_000;
  const actor = details(deed.by);
  return {
    uuid: userStyleId('audit event', `${deed.night} ${index}`),
    timestamp: timeText(at),
    actor_uuid: actor.uuid,
    actor_details: actor,
    actor_type: 'user',
    actor_account_uuid: account,
    account_uuid: account,
    action: deed.action,
    object_type: deed.object.type,
    object_uuid: deed.object.id,
    ...(deed.object.person ? { object_details: details(deed.object.person) } : {}),
    ...(deed.person
      ? { aux_id: 9_000_000 + index, aux_uuid: details(deed.person).uuid, aux_details: details(deed.person) }
      : {}),
    session: {
      uuid: userStyleId('session', `${deed.by} ${deed.night}`),
      login_time: timeText(at - 240_000),
      device_uuid: vaultStyleId('device', deed.by),
      ip: '192.0.2.10',
    },
    location,
  };
}

/** Sign-ins to 1Password, each person every sixth day, oldest first. Owners do not sign in through Google. */
export function signInAttemptsUpTo(night: number, account: string): readonly OnePasswordEventItem[] {
  const days = Array.from({ length: night - firstDay + 1 }, (_, index) => firstDay + index);
  return days
    .flatMap((day) =>
      people.flatMap((person, index) => ((index + day + 60) % 6 === 0 ? attemptsOn(person.name, day) : [])),
    )
    .map((attempt) => signInAttempt(attempt, account))
    .toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
}

interface Attempt {
  readonly name: string;
  readonly at: number;
  readonly category: string;
  readonly type: string;
}

const owners = circles.find(({ name }) => name === 'Owners')?.people ?? [];

/** Usually one that succeeds; now and then a wrong password before it. */
function attemptsOn(name: string, day: number): readonly Attempt[] {
  const { vaultAddress, since, suspendedFrom } = personNamed(name);
  const at = before(day, 7) - numberFor(`${name} ${day}`, 36_000) * 1000;
  const here = vaultAddress && since < at && (suspendedFrom === null || day < suspendedFrom);
  if (!here) return [];
  if (!owners.includes(name)) return [{ name, at, category: 'success', type: 'credentials_ok' }];
  const mistyped = { name, at: at - 20_000, category: 'credentials_failed', type: 'password_secret_bad' };
  return [...(day % 5 === 0 ? [mistyped] : []), { name, at, category: 'success', type: 'mfa_ok' }];
}

function signInAttempt({ name, at, category, type }: Attempt, account: string): OnePasswordEventItem {
  const user = details(name);
  return {
    uuid: userStyleId('sign-in', `${name} ${at}`),
    session_uuid: userStyleId('session', `${name} ${at}`),
    timestamp: timeText(at),
    category,
    type,
    country: 'NL',
    target_user: { ...user, user_type: 'user', user_account_uuid: account },
    client: {
      app_name: '1Password Browser',
      app_version: '20127',
      platform_name: 'Chrome',
      platform_version: '140',
      os_name: 'MacOSX',
      os_version: '15.1',
      ip_address: '192.0.2.20',
    },
    location,
    account_uuid: account,
  };
}

const location = { country: 'NL', region: 'Zeeland', city: 'Vlissingen', latitude: 51.44, longitude: 3.57 };

function details(name: string): { uuid: string; name: string; email: string } {
  const { email, vaultAddress } = personNamed(name);
  return { uuid: userStyleId('user', email.toLowerCase()), name, email: vaultAddress ?? email };
}

/** The evening before a night. Before the first one, an administrator exports the vaults. */
export function exportTime(night: number): Date {
  return new Date(nightTime(night).getTime() - 3 * 3_600_000);
}
