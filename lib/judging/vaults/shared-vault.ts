import type { Assessment, Who } from '../control.ts';
import type { Named } from './need-to-know-list.ts';
import { mostPeople, otherUncertainties, type VaultPeople } from './vault-people.ts';

/** One vault with everything that is known of who has it. */
export interface Vault extends Who, Named {
  /** What the provider calls it: one person's own, or one for several; null when it does not say. */
  readonly kind: 'shared' | 'private' | null;
  readonly people: VaultPeople;
  /** Whether everybody who has it was listed. */
  readonly whole: boolean;
  /** Why what the snapshot says of it may no longer hold; null when no event says so. */
  readonly outdated: { readonly reason: string; readonly deleted: boolean } | null;
  /** Why a pass cannot be vouched for although nothing contradicts it; null when it can. */
  readonly unvouched: string | null;
}

/** The vaults of every connection. */
export interface Vaults {
  readonly vaults: readonly Vault[];
  /** Vaults that exist and were not seen: an unknown subject each. */
  readonly unseen: readonly Assessment[];
  /** The connections that were asked. */
  readonly connections: ReadonlySet<string>;
  /** Whether an entry of the configuration that names no connection may mean a vault of another provider. */
  readonly notAlone?: boolean;
  /** Whose eyes the vaults were seen with, for a sentence; empty when nobody's. */
  readonly seenBy: string;
}

/**
 * Whether several people are to have a vault: a private one that two people have is a shared one, and one that the
 * configuration names is meant to be. Null when that cannot be told.
 */
export function isShared({ kind, people }: Vault, isNamed: boolean): boolean | null {
  if (kind === 'shared' || people.confirmed.size > 1) return true;
  if (kind === null) return isNamed ? true : null;
  return mostPeople(people) > 1 ? null : false;
}

/**
 * Whether it may be one person's own although the configuration names it. Such a one is no shared vault, so that who has it
 * proves nothing of the one that is meant.
 */
export function isPerhapsOwn({ kind, people }: Vault): boolean {
  return kind === null && people.confirmed.size < 2;
}

/** Why it cannot be told whether a vault is one that is judged at all. */
export function perhapsPrivate({ kind, people }: Vault): string {
  if (kind === null) return 'It is not known whether it is shared or one person’s own.';
  return `It is one person’s own, unless somebody else has it: ${otherUncertainties(people)[0]?.why}.`;
}
