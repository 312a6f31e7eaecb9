import type { OnePasswordPerson, OnePasswordWorld } from '../stand-ins/onepassword/world.ts';
import { userStyleId, vaultStyleId } from './identifiers.ts';
import { nightTime, timeText } from './nights.ts';
import { auditEventsUpTo, signInAttemptsUpTo } from './password-events.ts';
import { type Person, people, personNamed } from './people.ts';
import { circlesAt, vaultsAt } from './vaults.ts';

/** What 1Password's APIs know on a night. */
export function passwordsAt(night: number): OnePasswordWorld {
  const account = { id: userStyleId('account', 'fathom'), name: 'Fathom Ferries' };
  const users = people.flatMap((person) => accountAt(person, night));
  return {
    account,
    users,
    groups: circlesAt(night).map(({ name, people: members }) => ({
      id: vaultStyleId('group', name),
      name,
      createdAt: '2024-03-01T09:00:00Z',
      members: members.map(passwordId),
    })),
    vaults: vaultsAt(night, passwordId),
    auditEvents: auditEventsUpTo(night, account.id),
    signInAttempts: signInAttemptsUpTo(night, account.id),
  };
}

/** Someone's id at 1Password. */
export function passwordId(name: string): string {
  return userStyleId('user', personNamed(name).email.toLowerCase());
}

/** The account of the person, if there is one on that night. */
function accountAt(person: Person, night: number): readonly OnePasswordPerson[] {
  const gone = person.vaultGoneFrom !== null && night >= person.vaultGoneFrom;
  if (!person.vaultAddress || person.since > nightTime(night).getTime() || gone) return [];
  return [
    {
      id: passwordId(person.name),
      email: person.vaultAddress,
      name: person.name,
      state: person.suspendedFrom === 0 ? 'SUSPENDED' : 'ACTIVE',
      createdAt: timeText(Math.max(person.since, Date.UTC(2024, 2, 1, 9))),
    },
  ];
}
