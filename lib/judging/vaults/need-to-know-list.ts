import type { ControlSettings } from '../control.ts';
import { normalAddress } from '../people/address.ts';

/** Stands among a vault's members for every active person of the people source. */
const everyone = 'everyone';

/** Who is to have a vault, as `vaults` of the configuration says. */
export interface NeedToKnow {
  /** What people call it. */
  readonly name: string;
  /** The connection whose vault it is; null where any may hold it. */
  readonly connection: string | null;
  /** The vault's id, or what another system calls it; null where it is known by its name. */
  readonly id: string | null;
  /** Addresses in comparable form. */
  readonly members: readonly string[];
  readonly everyone: boolean;
}

/** Entries by connection and by id or name, in any case of letters; the configuration names no vault twice. */
export type Entries = ReadonlyMap<string, NeedToKnow>;

/** What an entry may name a vault by. */
export interface Named {
  readonly connection: string;
  /** The provider's own. */
  readonly id: string;
  readonly name: string;
  /** What another system calls it; null where none does. */
  readonly externalId: string | null;
}

/** @param connections those whose vaults are asked about: entries that name another one are left out */
export function needToKnowEntries(
  { vaults }: Pick<ControlSettings, 'vaults'>,
  connections: ReadonlySet<string>,
): Entries {
  const entries = vaults
    .filter(({ connection }) => connection === undefined || connections.has(connection))
    .map(({ connection = null, id = null, members, name }): NeedToKnow => {
      const all = members.map(normalAddress);
      const named = all.filter((member) => member !== everyone);
      return { name, connection, id, members: named, everyone: named.length < all.length };
    });
  return new Map(
    entries.map((entry) => [keyOf(entry.connection, entry.id === null, entry.id ?? entry.name), entry]),
  );
}

/**
 * The entry for a vault: one that gives its id goes before one of its name, and one of its connection before one of none.
 * A name may be the vault's name, its id, or `name (id)` as findings call namesakes; namesakes that have no entry of their
 * own share the one of their name.
 */
export function entryOf({ connection, externalId, id, name }: Named, entries: Entries): NeedToKnow | null {
  const ids = [id, ...(externalId === null ? [] : [externalId])];
  const names = [id, `${name} (${id})`, name];
  const keys = [connection, null].flatMap((where) => [
    ...ids.map((one) => keyOf(where, false, one)),
    ...names.map((one) => keyOf(where, true, one)),
  ]);
  return keys.map((key) => entries.get(key)).find((entry) => entry !== undefined) ?? null;
}

function keyOf(connection: string | null, isName: boolean, text: string): string {
  return JSON.stringify([connection, isName, normalAddress(text)]);
}
