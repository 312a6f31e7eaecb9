import type { AtlassianUser, AtlassianWorld } from '../stand-ins/atlassian/world.ts';
import { hexId } from './identifiers.ts';
import { nightTime } from './nights.ts';
import { type Person, people } from './people.ts';

export const atlassianOrganization = '4b1f2c7e-90ad-4c55-8e13-6d02f7a9c3b8';

/** An agency's account, which is not the company's to manage, let in for nights 27 and 28. */
const agency = { email: 'jira@northlight.example', nights: [27, 28] } as const;

/** What Atlassian knows on a night: the office, its leavers, an app, and now and then a visitor. */
export function atlassianAt(night: number): AtlassianWorld {
  const at = nightTime(night).getTime();
  const staff = people.filter(
    ({ archived, since, unit }) => unit.startsWith('/Office') && since <= at && !archived,
  );
  const visitors = (agency.nights as readonly number[]).includes(night) ? [agency.email] : [];
  return {
    org: atlassianOrganization,
    users: [
      ...staff.map((person) => accountOf(person, night)),
      ...visitors.map((email) => ({ ...known(email), claimStatus: 'unmanaged', platformRoles: [] })),
      { ...known('timetable-sync@connect.example'), accountType: 'app', platformRoles: [] },
    ],
  };
}

function accountOf({ email, role, suspendedFrom }: Person, night: number): AtlassianUser {
  const left = suspendedFrom !== null && suspendedFrom <= night;
  return {
    ...known(email.toLowerCase()),
    ...(left ? { accountStatus: 'inactive', status: 'deactivated' } : {}),
    mfaEnabled: !left,
    platformRoles: role === 'super-admin' ? ['atlassian/org-admin'] : [],
  };
}

function known(email: string): Pick<AtlassianUser, 'accountId' | 'email'> {
  return { accountId: `712020:${hexId('atlassian', email, 32)}`, email };
}
