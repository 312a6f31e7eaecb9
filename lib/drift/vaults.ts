import type { Holder, NamedVault, VaultAccess } from '../evidence/compared.ts';
import { type DriftEvent, driftEvent } from './event.ts';
import { distinctNames } from './vault-names.ts';

/** What a source showed of its vaults and of who may open them. Both lists were seen whole. */
export interface VaultSnapshot {
  /** Those that are more than one person's own. */
  readonly vaults: Iterable<NamedVault>;
  readonly access: Iterable<VaultAccess>;
}

/**
 * Who joined and who left which vault: groups, and people, whether they have it themselves or through a group.
 * Compared by what can open its items. Where a source cannot tell a group's people, nobody joins or leaves by that
 * group alone: that it is silent is no change.
 */
export function vaultDrift(
  run: string,
  before: VaultSnapshot,
  after: VaultSnapshot,
  whoAre: WhoAre = () => () => null,
): DriftEvent[] {
  const [was, is] = [readHolders(before), readHolders(after)];
  const differences = (one: Holders, other: Holders): DriftEvent[] => [
    ...missingIn(one, other, run, 'vault.joined'),
    ...missingIn(other, one, run, 'vault.left'),
  ];
  const events = differences(was, is);
  if (events.length === 0) return events;
  const personOf = whoAre([...was.all.values(), ...is.all.values()].map(({ who }) => who));
  return differences(byPerson(was, personOf), byPerson(is, personOf));
}

/** Says of accounts, by what people call them, whose they are: a person's address, or null where that is not known. */
export type WhoAre = (accounts: readonly string[]) => (account: string) => string | null;

/** Somebody who has a vault under two accounts has it once, and keeps it with one of them. */
function byPerson({ all, silent }: Holders, personOf: (account: string) => string | null): Holders {
  const people = new Map<string, Held>();
  for (const [key, held] of all) {
    const person = personOf(held.who);
    const own = person === null ? key : `${held.id}/person ${person}`;
    const known = people.get(own);
    if (known) known.groups.push(...held.groups);
    else people.set(own, { ...held, who: person ?? held.who, groups: [...held.groups] });
  }
  return { all: people, silent };
}

interface Held {
  readonly who: string;
  readonly vault: string;
  /** The vault's. */
  readonly id: string;
  /** Keys of the groups that give it, besides what the holder may have of its own. */
  readonly groups: string[];
}

interface Holders {
  readonly all: ReadonlyMap<string, Held>;
  /** Keys of groups that have a vault and whose people the source cannot tell. */
  readonly silent: ReadonlySet<string>;
}

/** Events for those of `there` that `here` does not hold, unless a silent group of `here` may well hold them. */
function missingIn(here: Holders, there: Holders, run: string, type: 'vault.joined' | 'vault.left') {
  return [...there.all]
    .filter(([key, { groups }]) => !here.all.has(key) && !groups.some((group) => here.silent.has(group)))
    .map(([, holder]) => changeEvent(run, type, holder));
}

function readHolders({ vaults, access }: VaultSnapshot): Holders {
  const names = distinctNames([...vaults]);
  const all = new Map<string, Held>();
  const silent = new Set<string>();
  for (const { holder, members, opens, vault: id } of access) {
    const vault = names.get(id);
    if (vault === undefined || !opens) continue;
    const key = `${id}/${holder.key}`;
    all.set(key, { who: holder.name, vault, id, groups: all.get(key)?.groups ?? [] });
    if (members === null) silent.add(key);
    for (const member of members ?? []) addMember(all, `${id}/${member.key}`, key, member, { vault, id });
  }
  return { all, silent };
}

/** A person who has the vault of their own, or by another group, stays one holder. */
function addMember(
  all: Map<string, Held>,
  key: string,
  group: string,
  { name }: Holder,
  of: Pick<Held, 'vault' | 'id'>,
): void {
  const known = all.get(key);
  if (known) known.groups.push(group);
  else all.set(key, { who: name, ...of, groups: [group] });
}

function changeEvent(run: string, type: 'vault.joined' | 'vault.left', { who, vault }: Held): DriftEvent {
  const joined = type === 'vault.joined';
  const message = `${who} can ${joined ? 'now' : 'no longer'} open the vault "${vault}".`;
  const [before, after] = joined ? [null, vault] : [vault, null];
  return driftEvent(run, { type, control: null, subject: who, before, after, message });
}
