import type {
  DirectoryGroup,
  DirectoryMember,
  DirectoryOrgUnit,
  DirectoryUser,
  GoogleWorld,
} from '../stand-ins/google/world.ts';
import { addressOf, domain, googleId, numberFor } from './identifiers.ts';
import { before, days, nightTime, storyTime } from './nights.ts';
import { breakGlass, type Person, people, personNamed } from './people.ts';
import { contractorsLapse, graceDays, policiesAt } from './policies.ts';

export const units = [
  '/',
  '/Contractors',
  '/Crew',
  '/Crew/Bridge',
  '/Crew/Deck',
  '/Crew/Service',
  '/Office',
  '/Office/Engineering',
  '/Office/Finance',
] as const;

/** What Google's APIs know on a night. */
export function directoryAt(night: number): GoogleWorld {
  const at = nightTime(night).getTime();
  const present = people.filter(({ since }) => since <= at);
  return {
    customerId: 'C0fathom1',
    users: present.map((person) => userAt(person, night)),
    orgUnits: units.map(orgUnit),
    groups: groupsOf(present),
    policies: policiesAt(night),
  };
}

/** Google's id of a person. */
export function googleUserId(person: Person): string {
  return `1${String(people.indexOf(person) + 1).padStart(20, '0')}`;
}

function userAt(person: Person, night: number): DirectoryUser {
  const [givenName = '', ...family] = person.name.split(' ');
  const suspended = person.suspendedFrom !== null && person.suspendedFrom <= night;
  return {
    id: googleUserId(person),
    primaryEmail: person.email,
    name: { givenName, familyName: family.join(' '), fullName: person.name },
    isAdmin: person.role === 'super-admin',
    isDelegatedAdmin: person.role === 'delegated-admin',
    lastLoginTime: new Date(lastSignIn(person, night)).toISOString(),
    creationTime: new Date(person.since).toISOString(),
    agreedToTerms: true,
    suspended,
    ...(suspended ? { suspensionReason: 'ADMIN' } : {}),
    archived: person.archived,
    ...(person.alias ? { aliases: [person.alias] } : {}),
    orgUnitPath: person.unit,
    isMailboxSetup: true,
    isEnrolledIn2Sv: true,
    isEnforcedIn2Sv: enforcedFor(person, night),
  };
}

/** Google's own answer: the policy of the person's unit and groups, and a newcomer's period of grace. */
function enforcedFor(person: Person, night: number): boolean {
  if (person.email === breakGlass) return false;
  if (person.unit === '/Contractors' && contractorsLapse(night)) return false;
  return nightTime(night).getTime() >= person.since + days(graceDays);
}

/** Milliseconds. People sign in every few days, at an hour of their own; some stopped, one was away for a month. */
function lastSignIn(person: Person, night: number): number {
  if (person.email === breakGlass) return Date.parse(storyTime('2026-07-14T08:30:00Z'));
  if (person.suspendedFrom === 0) return Date.parse(storyTime('2026-05-02T10:00:00Z'));
  if (person.name === 'Caspar Lindqvist')
    return night < 29 ? Date.parse(storyTime('2026-10-19T15:20:00Z')) : before(29, 9);
  const until = Math.min(night, person.suspendedFrom ?? night);
  const nightsAgo = (until + numberFor(person.email, person.pace)) % person.pace;
  const usual = before(until - nightsAgo, 8 + numberFor(person.name, 9));
  return Math.max(usual, person.since + days(1 / 48));
}

function orgUnit(path: string): DirectoryOrgUnit {
  const id = (of: string) => `id:${googleId('unit', of)}`;
  if (path === '/') return { name: domain, orgUnitPath: '/', orgUnitId: id('/') };
  const cut = path.lastIndexOf('/');
  const parent = path.slice(0, cut) || '/';
  return {
    name: path.slice(cut + 1),
    orgUnitPath: path,
    orgUnitId: id(path),
    parentOrgUnitPath: parent,
    parentOrgUnitId: id(parent),
  };
}

function groupsOf(present: readonly Person[]): readonly DirectoryGroup[] {
  const inUnit = (unit: string) => present.filter((person) => person.unit.startsWith(unit)).map(member);
  const crewGroup = group('crew', 'Crew', [nested('bridge'), nested('deck'), nested('service')]);
  const pilot: DirectoryMember = {
    id: '900000000000000000001',
    email: 'pilot@harbour.example',
    role: 'MEMBER',
    type: 'USER',
  };
  return [
    group('staff', 'Everybody', [nested('crew'), nested('office')]),
    crewGroup,
    group('bridge', 'Bridge', [...inUnit('/Crew/Bridge'), pilot]),
    group('deck', 'Deck', inUnit('/Crew/Deck')),
    group('service', 'Service', inUnit('/Crew/Service')),
    group('office', 'Office', [nested('engineering'), nested('finance'), ...inUnit('/Office')]),
    group('engineering', 'Engineering', inUnit('/Office/Engineering')),
    group('finance', 'Finance', inUnit('/Office/Finance')),
    group('contractors', 'Contractors', inUnit('/Contractors')),
    group('2sv-exempt', 'Break-glass', [member(personNamed('Break Glass'))]),
    group('archive-readers', 'Readers of the archive', []),
  ];
}

function group(local: string, name: string, members: readonly DirectoryMember[]): DirectoryGroup {
  return { id: googleId('group', local), email: addressOf(local), name, members };
}

function nested(local: string): DirectoryMember {
  return { id: googleId('group', local), email: addressOf(local), role: 'MEMBER', type: 'GROUP' };
}

function member(person: Person): DirectoryMember {
  return { id: googleUserId(person), email: person.email, role: 'MEMBER', type: 'USER', status: 'ACTIVE' };
}
