import type { ZoomUser, ZoomWorld } from '../stand-ins/zoom/world.ts';
import { numberFor, vaultStyleId } from './identifiers.ts';
import { before, nightTime, timeText } from './nights.ts';
import { type Person, people } from './people.ts';

export const zoomAccount = 'fF7kQ2rLTbWm0cXy8sVnDa';

/** Nights on which only administrators had to bring a second factor, so that a pilots’ course went smoothly. */
export function factorsForRolesOnly(night: number): boolean {
  return night === 25 || night === 26;
}

/** What Zoom knows on a night: the office and the bridge, and who left. */
export function zoomAt(night: number): ZoomWorld {
  const at = nightTime(night).getTime();
  const staff = people.filter(
    ({ archived, since, unit }) => /^\/(?:Office|Crew\/Bridge)/.test(unit) && since <= at && !archived,
  );
  return {
    account: zoomAccount,
    security: factorsForRolesOnly(night)
      ? { sign_in_with_two_factor_auth: 'role', sign_in_with_two_factor_auth_roles: ['0', '1'] }
      : { sign_in_with_two_factor_auth: 'all' },
    users: [
      ...staff.map((person) => userAt(person, night)),
      { email: 'jorrit.palma@fathom.example', status: 'pending' },
    ],
  };
}

function userAt({ email, name, role, since, suspendedFrom }: Person, night: number): ZoomUser {
  const left = suspendedFrom !== null && suspendedFrom <= night;
  const last = Math.max(since, before(night, 6 + numberFor(`zoom ${name}`, 300)));
  return {
    id: vaultStyleId('zoom', email).slice(0, 22),
    email: email.toLowerCase(),
    status: left ? 'inactive' : 'active',
    role_id: role === 'super-admin' ? '1' : '2',
    ...(left ? {} : { last_login_time: timeText(last) }),
  };
}
