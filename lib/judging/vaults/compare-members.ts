import { isDisputed, isSettled, type People, primaryOf } from '../people/people.ts';
import type { NeedToKnow } from './need-to-know-list.ts';
import type { Vault } from './shared-vault.ts';
import { otherUncertainties } from './vault-people.ts';
import type { VaultPerson } from './vault-person.ts';

/** Who has a vault, held against who is to have it. */
export interface Comparison {
  /** Have it for certain and are not named. */
  readonly extra: readonly string[];
  /** Are named and for certain do not have it. */
  readonly missing: readonly string[];
  /** Clauses: what keeps the comparison from being complete. */
  readonly uncertainties: readonly string[];
}

/** Compares with the people named one by one; `employeesWithout` does the other half of `everyone`. */
export function compare(vault: Vault, entry: NeedToKnow, people: People): Comparison {
  const named = namedPeople(entry, people);
  const uncertainties = [...otherUncertainties(vault.people).map(({ why }) => why), ...gaps(vault)];
  const extra: string[] = [];
  for (const person of vault.people.confirmed.values()) {
    const isNamed = named(person);
    if (isNamed === false) extra.push(person.key);
    if (isNamed === null)
      uncertainties.push(`whether ${person.key} is one of the people named is not certain`);
  }
  const isOut = withoutAccess(vault, people);
  const missing = entry.members.filter((member) => isOut(member) === true);
  if (entry.members.some((member) => isOut(member) === null))
    uncertainties.push('not everybody named was found');
  return { extra, missing, uncertainties };
}

function gaps({ whole }: Vault): readonly string[] {
  return whole ? [] : ['not everybody who has it was listed'];
}

/** Tells whether a person is named; null when the evidence does not decide. */
function namedPeople(entry: NeedToKnow, people: People): (person: VaultPerson) => boolean | null {
  const members = new Set(entry.members.map((member) => primaryOf(people, member)));
  const membersSettled = entry.members.every((member) => isSettled(people, member));
  const membersDisputed = entry.members.some((member) => isDisputed(people, member));
  return ({ address }) => {
    if (address === null) return null;
    if (members.has(address)) return true;
    const employed = entry.everyone ? isEmployee(address, people) : false;
    if (employed !== false) return employed;
    if (membersDisputed) return null;
    return membersSettled || isSettled(people, address) ? false : null;
  };
}

function isEmployee(address: string, people: People): boolean | null {
  if (people.sources.length === 0) return null;
  const found = people.find(address);
  if (found.kind === 'nobody') return found.confirmed ? false : null;
  if (found.kind === 'several' || found.person.status === null) return null;
  return found.person.status === 'active';
}

/** Tells whether somebody surely does not have a vault; null when they may or may not. */
export function withoutAccess(vault: Vault, people: People): (address: string) => boolean | null {
  const { uncertainties, confirmed } = vault.people;
  const maybe = new Set(uncertainties.map(({ address }) => address));
  for (const { address } of confirmed.values()) if (address === null) maybe.add(null);
  const settled = [...confirmed.keys(), ...maybe].every(
    (address) => address === null || isSettled(people, address),
  );
  return (address) => {
    const person = primaryOf(people, address);
    if (confirmed.has(person)) return false;
    if (!vault.whole || maybe.has(null) || maybe.has(person) || isDisputed(people, address)) return null;
    return settled || isSettled(people, address) ? true : null;
  };
}
