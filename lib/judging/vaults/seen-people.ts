import { otherUncertainties, type VaultPeople } from './vault-people.ts';

/** So many names stand beside a verdict; the rest is counted. */
const namesShown = 20;

/** Names beside a verdict, in order: `ana@…, ben@…`; of none, `nobody`. */
export function namesOf(names: Iterable<string>): string {
  const sorted = [...new Set(names)].sort();
  if (sorted.length === 0) return 'nobody';
  const rest = sorted.length - namesShown;
  return rest > 0 ? `${sorted.slice(0, namesShown).join(', ')} and ${rest} more` : sorted.join(', ');
}

/** Who has a vault, beside a verdict: those who surely do, and that there may be others. */
export function seenOf(people: VaultPeople, whole: boolean): string {
  const names = namesOf(people.confirmed.keys());
  const uncertainties = otherUncertainties(people);
  const perhaps = namesOf(uncertainties.flatMap(({ address }) => address ?? []));
  const others = !whole || uncertainties.some(({ address }) => address === null);
  return [
    names,
    ...(perhaps === 'nobody' ? [] : [`perhaps ${perhaps}`]),
    ...(others ? ['perhaps others'] : []),
  ].join('; ');
}
