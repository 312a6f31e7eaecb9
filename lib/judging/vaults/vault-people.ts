import { together, type VaultPerson } from './vault-person.ts';

/** Somebody who may have a vault, or may not. */
export interface Doubt {
  /** Whom it is about; null when it may be anyone. */
  readonly address: string | null;
  /** Whether it may be any number of people, such as those of a group that is not told. */
  readonly anyNumber?: true;
  /** A clause, such as `the members of the group Ops are not told`. */
  readonly why: string;
}

/** Who has one vault: groups expanded, each person once, no service accounts, no rights of recovery alone. */
export interface VaultPeople {
  readonly sure: ReadonlyMap<string, VaultPerson>;
  /** Of those who surely have it as well: they may be able to do more with it than is known. */
  readonly doubts: readonly Doubt[];
}

/** Puts together everybody of whom it is told, or doubted, that they have a vault. */
export function vaultPeople(told: Iterable<VaultPerson | Doubt>): VaultPeople {
  const sure = new Map<string, VaultPerson>();
  const doubts: Doubt[] = [];
  for (const one of told) {
    if ('why' in one) doubts.push(one);
    else {
      const before = sure.get(one.key);
      sure.set(one.key, before ? together(before, one) : one);
    }
  }
  return { sure, doubts };
}

/** The doubts that are about somebody else than those who have it for certain. */
export function otherDoubts({ doubts, sure }: VaultPeople): readonly Doubt[] {
  return doubts.filter(({ address }) => address === null || !sure.has(address));
}

/** How many people have it at the most: each doubt that names a person may be that one and nobody else. */
export function mostPeople({ doubts, sure }: VaultPeople): number {
  if (doubts.some(({ anyNumber }) => anyNumber)) return Number.POSITIVE_INFINITY;
  const unnamed = doubts.filter(({ address }) => address === null);
  return new Set([...sure.keys(), ...doubts.flatMap(({ address }) => address ?? [])]).size + unnamed.length;
}
