import type { GoogleUser } from '../../evidence/datasets/google-workspace.ts';
import { isWhole } from '../../evidence/document.ts';
import { nothingYet } from '../assessed.ts';
import type { Assessment, DatasetView } from '../control.ts';
import { addressesOf, domainOf, normalAddress } from './address.ts';
import { type Standing, standingOf } from './source.ts';

export interface KnownPerson {
  /** Primary address, lower-cased. */
  readonly address: string;
  readonly standing: Standing;
}

/** What the people source says of the addresses that were asked about. */
export interface Directory {
  /** Connection; null when no people source is configured, and then nothing is known of aliases. */
  readonly connection: string | null;
  /** Whether an address that is not in `people` is surely nobody's: the list is whole and holds somebody. */
  readonly whole: boolean;
  /** Of the addresses asked about, those that belong to somebody, and these people's primary addresses. */
  readonly people: ReadonlyMap<string, KnownPerson>;
  /** Domains of all addresses in the source. */
  readonly domains: ReadonlySet<string>;
}

export const noDirectory: Directory = {
  connection: null,
  whole: true,
  people: new Map(),
  domains: new Set(),
};

/**
 * Walks the people source once, batch by batch, and keeps only who answers to one of `addresses` (comparable form),
 * since the source may hold a million users where the services beside it hold few.
 */
export function* readDirectory(
  view: DatasetView<GoogleUser>,
  addresses: ReadonlySet<string>,
): Generator<readonly Assessment[], Directory> {
  const people = new Map<string, KnownPerson>();
  const domains = new Set<string>();
  let seen = false;
  const note = (user: GoogleUser): void => {
    const all = addressesOf(user);
    for (const address of all) domains.add(domainOf(address));
    const asked = all.filter((address) => addresses.has(address));
    if (asked.length === 0) return;
    const person = { address: normalAddress(user.primaryEmail), standing: standingOf(user) };
    for (const address of [person.address, ...asked])
      people.set(address, agreed(people.get(address), person));
  };
  for (const users of view.batches()) {
    seen = true;
    for (const user of users) note(user);
    yield nothingYet;
  }
  return { connection: view.document.connection, whole: seen && isWhole(view.document), people, domains };
}

/** Google gives an address to one user only; should two claim it, how its owner stands is not known. */
function agreed(before: KnownPerson | undefined, now: KnownPerson): KnownPerson {
  return before && before.address !== now.address ? { ...before, standing: null } : now;
}

/** One address for each person: the primary one where the source knows it, else the address itself. */
export function primaryOf(directory: Directory, address: string): string {
  return directory.people.get(address)?.address ?? address;
}

/** Whether all the addresses of this one's owner are known, or that it has no owner. */
export function isSettled(directory: Directory, address: string): boolean {
  return directory.whole || directory.people.has(address);
}

/**
 * Whether two addresses belong to one person. Null when that cannot be told: neither was found in a list that is
 * not whole, so one may be an alias of the other. Where one was found, all its aliases are known.
 */
export function isSamePerson(directory: Directory, one: string, other: string): boolean | null {
  if (primaryOf(directory, one) === primaryOf(directory, other)) return true;
  return isSettled(directory, one) || isSettled(directory, other) ? false : null;
}
