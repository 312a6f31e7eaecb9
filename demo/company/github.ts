import type { GitHubPerson, GitHubWorld } from '../stand-ins/github/world.ts';
import { numberFor } from './identifiers.ts';
import { identities, machineAccounts } from './identities.ts';
import { nightTime } from './nights.ts';
import { type Person, personNamed } from './people.ts';
import { handbookAt } from './policy-documents.ts';

export const githubOrganization = 'fathom-ferries';

const owners: readonly string[] = ['Ines Verbeek', 'Jonas Halloran'];

/** Nights on which an owner had lifted the requirement, so that somebody without his phone could work. */
export function requirementLifted(night: number): boolean {
  return night === 4 || night === 5;
}

/** What GitHub knows on a night. Samir Chaudhry's access outlives his account at Google. */
export function githubAt(night: number): GitHubWorld {
  const at = nightTime(night).getTime();
  const people = identities.flatMap(({ name, github }) => {
    const person = personNamed(name);
    return github && person.since <= at ? [personAt(person, github, night)] : [];
  });
  return {
    organization: { id: 41_200_417, login: githubOrganization, twoFactorRequired: !requirementLifted(night) },
    repositories: [handbookAt(night)],
    people: [...people, { ...account(machineAccounts.github), role: 'member', twoFactor: 'secure' }],
  };
}

function personAt({ name, unit }: Person, login: string, night: number): GitHubPerson {
  const withoutPhone = name === 'Kwame Boateng' && requirementLifted(night);
  const member = owners.includes(name) ? 'admin' : 'member';
  return {
    ...account(login),
    role: unit === '/Contractors' ? 'outside' : member,
    twoFactor: withoutPhone ? 'off' : 'secure',
  };
}

function account(login: string): Pick<GitHubPerson, 'id' | 'login'> {
  return { id: 1_000_000 + numberFor(`github ${login}`, 90_000_000), login };
}
