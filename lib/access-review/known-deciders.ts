import type { People } from '../judging/people/people.ts';

/**
 * Why somebody cannot have decided, by address; null for whoever may. An attestation counts by who gave it: of somebody whom the people
 * source knows and shows as active. Where no source is named, nobody is known and any address is taken.
 *
 * @param now the night that was reviewed
 */
export function knownDeciders(people: People, now: Date): (decider: string) => string | null {
  const known = new Map<string, string | null>();
  return (decider) => {
    const before = known.get(decider);
    if (before !== undefined) return before;
    const uncertainty = uncertaintyOf(decider, people, now);
    known.set(decider, uncertainty);
    return uncertainty;
  };
}

function uncertaintyOf(decider: string, people: People, now: Date): string | null {
  if (people.sources.length === 0) return null;
  const unclear = `it is not known who ${decider} is`;
  if (people.missing !== null) return `${unclear}: ${people.name} was not collected`;
  const found = people.find(decider);
  if (found.kind === 'several') return `${unclear}: ${found.who.join(' and ')} have this address`;
  if (found.kind === 'nobody')
    return found.confirmed
      ? `${decider} is not in ${people.name}, and so cannot decide`
      : `${unclear}: ${people.name} was not read completely`;
  const { shared, status } = found.person;
  if (shared !== null) return `${decider} is the shared account ${shared}, and a person has to decide`;
  if (status === null) return `${people.name} does not say whether ${decider} is active`;
  if (status !== 'active') return `${decider} is ${status} in ${people.name}, and so cannot decide`;
  const last = people.lastDay(decider);
  return last && last.end <= now ? `${decider} left on ${last.day}, according to the file of leavers` : null;
}
