import type { ControlSettings } from '../control.ts';
import { normalAddress } from '../people/address.ts';

/** Stands among a vault's members for every active person of the people source. */
const everyone = 'everyone';

/** Who is to have a vault, as `vaults` of the configuration says. */
export interface NeedToKnow {
  readonly name: string;
  /** Addresses in comparable form. */
  readonly members: readonly string[];
  readonly everyone: boolean;
}

export type Entries = ReadonlyMap<string, NeedToKnow>;

/** The entries by name, in any case of letters; the configuration names no vault twice. */
export function needToKnowEntries({ vaults }: ControlSettings): Entries {
  return new Map(
    vaults.map(({ members, name }) => {
      const all = members.map(normalAddress);
      const named = all.filter((member) => member !== everyone);
      return [normalAddress(name), { name, members: named, everyone: named.length < all.length }];
    }),
  );
}

/**
 * The entry for a vault. The name may be the vault's name, its id, or `name (id)` as findings call namesakes; namesakes
 * that have no entry of their own share the one of their name.
 */
export function entryOf(
  { id, name }: { readonly id: string; readonly name: string },
  entries: Entries,
): NeedToKnow | null {
  const keys = [id, `${name} (${id})`, name].map(normalAddress);
  return keys.map((key) => entries.get(key)).find((entry) => entry !== undefined) ?? null;
}
