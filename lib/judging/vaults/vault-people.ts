import { together, type VaultPerson } from './vault-person.ts';

/** Somebody who may have a vault, or may not. */
export interface Uncertainty {
  /** Whom it is about; null when it may be anyone. */
  readonly address: string | null;
  /** Whether it may be any number of people, such as those of a group that is not told. */
  readonly anyNumber?: true;
  /** A clause, such as `the members of the group Ops are not known`. */
  readonly why: string;
}

/** Who has one vault: groups expanded, each person once, no service accounts, no rights of recovery alone. */
export interface VaultPeople {
  readonly confirmed: ReadonlyMap<string, VaultPerson>;
  /** Of those who surely have it as well: they may be able to do more with it than is known. */
  readonly uncertainties: readonly Uncertainty[];
}

/** Puts together everybody of whom it is told, or doubted, that they have a vault. */
export function vaultPeople(statements: Iterable<VaultPerson | Uncertainty>): VaultPeople {
  const confirmed = new Map<string, VaultPerson>();
  const uncertainties: Uncertainty[] = [];
  for (const one of statements) {
    if ('why' in one) uncertainties.push(one);
    else {
      const before = confirmed.get(one.key);
      confirmed.set(one.key, before ? together(before, one) : one);
    }
  }
  return { confirmed, uncertainties };
}

/** The doubts that are about somebody else than those who have it for certain. */
export function otherUncertainties({ uncertainties, confirmed }: VaultPeople): readonly Uncertainty[] {
  return uncertainties.filter(({ address }) => address === null || !confirmed.has(address));
}

/** How many people have it at the most: each doubt that names a person may be that one and nobody else. */
export function mostPeople({ uncertainties, confirmed }: VaultPeople): number {
  if (uncertainties.some(({ anyNumber }) => anyNumber)) return Number.POSITIVE_INFINITY;
  const unnamed = uncertainties.filter(({ address }) => address === null);
  return (
    new Set([...confirmed.keys(), ...uncertainties.flatMap(({ address }) => address ?? [])]).size +
    unnamed.length
  );
}
