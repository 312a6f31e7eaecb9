import type { AccessChange, Holder, NamedVault, VaultAccess } from '../evidence/compared.ts';
import { whoOf } from '../judging/judgement.ts';
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
  { connection, run }: Compared,
  before: VaultSnapshot,
  after: VaultSnapshot,
  whoAre: WhoAre = () => () => null,
  changes: () => Iterable<AccessChange> = () => [],
): DriftEvent[] {
  const [was, is] = [readHolders(before), readHolders(after)];
  const changeOf = (type: 'vault.joined' | 'vault.left', held: Held, events: readonly AccessChange[]) => {
    const { key } = whoOf(connection, held.id, held.name);
    const own = held.person ?? whoOf(connection, held.keys[0] ?? held.who, held.who).key;
    return changeEvent(run, type, { ...held, key: own, of: { key, name: held.name } }, events);
  };
  const differences = (one: Holders, other: Holders, events: readonly AccessChange[]): DriftEvent[] => [
    ...missingIn(one, other).map((held) => changeOf('vault.joined', held, events)),
    ...missingIn(other, one).map((held) => changeOf('vault.left', held, events)),
  ];
  if (differences(was, is, []).length === 0) return [];
  const personOf = whoAre([...was.all.values(), ...is.all.values()].map(({ who }) => who));
  return differences(byPerson(was, personOf), byPerson(is, personOf), [...changes()]);
}

/** Which connection's vaults are compared, and for which run. */
export interface Compared {
  readonly run: string;
  readonly connection: string;
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
    if (known) {
      known.groups.push(...held.groups);
      known.keys.push(...held.keys);
      known.uncertain = known.uncertain && held.uncertain;
    } else
      people.set(own, {
        ...held,
        person,
        who: person ?? held.who,
        groups: [...held.groups],
        keys: [...held.keys],
      });
  }
  return { all: people, silent };
}

interface Held {
  readonly who: string;
  /** The address of the person whose account it is; null where that is not known. */
  readonly person: string | null;
  /** The vault's name, with its id where others are called the same. */
  readonly vault: string;
  readonly name: string;
  /** The vault's. */
  readonly id: string;
  /** Keys of the groups that give it, besides what the holder may have of its own. */
  readonly groups: string[];
  /** Its own, one for each account of a person. */
  readonly keys: string[];
  /** Whether it may have the vault, and may not. */
  uncertain: boolean;
}

interface Holders {
  readonly all: ReadonlyMap<string, Held>;
  /** Keys of groups that have a vault and whose people the source cannot tell. */
  readonly silent: ReadonlySet<string>;
}

/** Those of `there` that `here` does not hold, unless a silent group of `here` may well hold them. */
function missingIn(here: Holders, there: Holders): readonly Held[] {
  return [...there.all]
    .filter(
      ([key, { groups, uncertain }]) =>
        !uncertain && !here.all.has(key) && !groups.some((group) => here.silent.has(group)),
    )
    .map(([, holder]) => holder);
}

function readHolders({ vaults, access }: VaultSnapshot): Holders {
  const listed = [...vaults];
  const names = distinctNames(listed);
  const plainNames = new Map(listed.map(({ id, name }) => [id, name]));
  const all = new Map<string, Held>();
  const silent = new Set<string>();
  for (const { holder, members, opens, uncertain = false, vault: id } of access) {
    const vault = names.get(id);
    const name = plainNames.get(id);
    if (vault === undefined || name === undefined || !opens) continue;
    const key = `${id}/${holder.key}`;
    const known = all.get(key);
    const isUncertain = uncertain && (known?.uncertain ?? true);
    const groups = known?.groups ?? [];
    all.set(key, {
      who: holder.name,
      person: null,
      vault,
      name,
      id,
      groups,
      keys: [holder.key],
      uncertain: isUncertain,
    });
    if (members === null) silent.add(key);
    for (const member of members ?? [])
      addMember(all, key, member, { vault, name, id, uncertain: uncertain || member.uncertain === true });
  }
  return { all, silent };
}

/** A person who has the vault of their own, or by another group, stays one holder. */
function addMember(
  all: Map<string, Held>,
  group: string,
  { key: own, name: who }: Holder,
  of: Pick<Held, 'vault' | 'name' | 'id' | 'uncertain'>,
): void {
  const key = `${of.id}/${own}`;
  const known = all.get(key);
  if (!known) all.set(key, { who, person: null, ...of, groups: [group], keys: [own] });
  else {
    known.groups.push(group);
    known.uncertain = known.uncertain && of.uncertain;
  }
}

function changeEvent(
  run: string,
  type: 'vault.joined' | 'vault.left',
  held: Held & { readonly key: string; readonly of: NonNullable<DriftEvent['vault']> },
  changes: readonly AccessChange[],
): DriftEvent {
  const { key, of, vault, who } = held;
  const joined = type === 'vault.joined';
  const done = lastOf(changes, held, joined);
  const doer = done?.by ? ` Done by ${done.by}, ${shortTime(done.at)}.` : '';
  const message = `${who} can ${joined ? 'now' : 'no longer'} open the vault "${vault}".${doer}`;
  const [before, after] = joined ? [null, vault] : [vault, null];
  const events = done ? { at: done.at, ...(done.by === null ? {} : { by: done.by }) } : {};
  return driftEvent(run, {
    type,
    control: null,
    subject: who,
    key,
    vault: of,
    before,
    after,
    ...events,
    message,
  });
}

/** The last change that brought it about, if one is told. */
function lastOf(
  changes: readonly AccessChange[],
  { groups, id, keys }: Held,
  joined: boolean,
): AccessChange | null {
  const ways = new Set(groups.map((group) => group.slice(id.length + 1)));
  const about = ({ group, holder, joins, vault }: AccessChange): boolean => {
    if (joins !== joined || (vault !== null && vault !== id)) return false;
    // The vault itself is gone, for everybody.
    if (group === null && holder === null) return vault !== null;
    if (group !== null) return ways.has(group) && holder !== null && keys.includes(holder);
    return holder !== null && (keys.includes(holder) || ways.has(holder));
  };
  return changes
    .filter(about)
    .reduce<AccessChange | null>(
      (last, one) => (last && Date.parse(last.at) > Date.parse(one.at) ? last : one),
      null,
    );
}

function shortTime(time: string): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
