import type { People } from '../people/people.ts';
import type { Uncertainty, VaultPeople } from './vault-people.ts';
import type { VaultPerson } from './vault-person.ts';

/** Who of those that have a vault could stand in for the others. */
export interface Backups {
  /** Active people of the people source who may see its passwords, each once. */
  readonly counted: readonly string[];
  /** The same, with those whom only a stand-in names: what is to pass rests on none. */
  readonly seen: readonly string[];
  /** Clauses: who has it and does not count, and why. */
  readonly out: readonly string[];
  /** Who may count and may not. */
  readonly uncertainties: readonly Uncertainty[];
}

/** How many there are at the most: each doubt that names a person may be that one and nobody else. */
export function mostBackups({ counted, uncertainties }: Backups): number {
  if (uncertainties.some(({ address }) => address === null)) return Number.POSITIVE_INFINITY;
  return new Set([...counted, ...uncertainties.map(({ address }) => address)]).size;
}

/** Sorts those who have a vault for certain. Without a people source, accounts are all there is to tell people by. */
export function backupsAmong({ uncertainties: given, confirmed }: VaultPeople, people: People): Backups {
  const counted: string[] = [];
  const unvouched: string[] = [];
  const out: string[] = [];
  const uncertainties: Uncertainty[] = [];
  for (const person of confirmed.values()) {
    const judged = judge(person, people);
    if (judged === 'counts') (person.vouched ? counted : unvouched).push(person.key);
    else if ('out' in judged) out.push(`${person.key} ${judged.out}`);
    else uncertainties.push({ address: person.address, why: judged.uncertainty });
  }
  const later = unvouched.map((address): Uncertainty => {
    return { address, why: `only another source than the vault’s own says that ${address} has it` };
  });
  const open = [...uncertainties, ...given, ...later].filter(
    (one) => !one.address || !counted.includes(one.address),
  );
  return { counted, seen: [...counted, ...unvouched], out, uncertainties: open };
}

type Judged = 'counts' | { readonly out: string } | { readonly uncertainty: string };

function judge({ besides, key, reveals, whose }: VaultPerson, people: People): Judged {
  if (whose.kind === 'shared') return { out: `is the shared account “${whose.name}”` };
  if (besides !== null) return { out: besides };
  if (reveals === false) return { out: 'may not see passwords' };
  const status = people.sources.length === 0 ? 'counts' : judgeStatus({ key, whose }, people);
  if (status !== 'counts' || reveals) return status;
  return { uncertainty: `whether ${key} may see passwords is not known` };
}

function judgeStatus({ key, whose }: Pick<VaultPerson, 'key' | 'whose'>, { name }: People): Judged {
  if (whose.kind === 'nobody')
    return whose.confirmed
      ? { out: `is not among the people of ${name}` }
      : { uncertainty: `${key} was not found in ${name}, which did not show everybody` };
  if (whose.kind !== 'person') return { uncertainty: `the owner of the account ${key} is not known` };
  const { guest, shared, source, status } = whose.person;
  if (shared !== null) return { out: `is the shared account “${shared}”` };
  if (guest) return { out: `is a guest in ${source}` };
  if (status === null)
    return { uncertainty: `${source} does not say whether ${key} is suspended or archived` };
  return status === 'active' ? 'counts' : { out: `is ${status} in ${source}` };
}
