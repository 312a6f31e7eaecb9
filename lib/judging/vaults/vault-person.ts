import type { Whose } from '../people/people.ts';

/** A person who has a vault for certain. */
export interface VaultPerson {
  /** One for each person: their primary address, or their id where no address is known. */
  readonly key: string;
  /** Primary address; null when unknown. */
  readonly address: string | null;
  readonly whose: Whose;
  /** Whether they may see and copy passwords; null when the permissions do not tell. */
  readonly reveals: boolean | null;
  /** Why whoever has it in this way is no backup, as a clause such as `is a guest`; null when nothing speaks against it. */
  readonly besides: string | null;
  /** Whether the provider says so, and not only another source in its place: what is to pass rests on no stand-in. */
  readonly vouched: boolean;
}

/** Somebody who has a vault twice may do what either lets them, and is vouched for by either. */
export function together(one: VaultPerson, other: VaultPerson): VaultPerson {
  const [better, worse] = rank(one) >= rank(other) ? [one, other] : [other, one];
  return { ...better, vouched: better.vouched || (rank(worse) === rank(better) && worse.vouched) };
}

/** How far a way of having a vault goes towards being a backup. */
function rank({ besides, reveals }: VaultPerson): number {
  if (besides !== null || reveals === false) return 0;
  return reveals ? 2 : 1;
}
