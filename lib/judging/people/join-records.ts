import type { AccountStatus } from './account-status.ts';
import { type Groups, groupsOf } from './groups.ts';
import type { PersonOf } from './identities.ts';
import type { Found, Person } from './people.ts';

/** One person's record in one connection of the people source. */
export interface SourceRecord {
  readonly connection: string;
  readonly provider: string;
  /** In comparable form, the primary one first. */
  readonly addresses: readonly [string, ...string[]];
  readonly status: AccountStatus;
  readonly guest: boolean;
  /** The shared account that it is declared as. */
  readonly shared: string | null;
}

/**
 * Who answers to each address. Records of two connections that share an address are one person's; records of one
 * connection are so only where `people.identities` says it: a source has one record for each person, and where two
 * of them claim an address, one may have left it to the other.
 *
 * @param records in the order of the sources, whose first one names the person
 * @param open connections that did not show everybody: who left elsewhere may be active there
 */
export function joinRecords(
  records: readonly SourceRecord[],
  personOf: PersonOf,
  open: readonly string[],
): Map<string, Found> {
  const claims = claimsOf(records);
  const joined = groupsOf(records.length);
  const declared = groupsOf(records.length);
  for (const claimants of claims.values())
    if (typeof claimants === 'object' && oneEach(claimants, records)) joined.join(claimants);
  for (const [target, own] of declaredRecords(records, personOf)) {
    const claimed = claims.get(target);
    const claimants = claimed === undefined ? null : [claimed].flat();
    const all = claimants && oneEach(claimants, records) ? [...own, ...claimants] : own;
    joined.join(all);
    declared.join(all);
    if (!claimants) claims.set(target, [...own]);
  }
  const found = foundByGroup(records, joined, declared, open);
  const owners = new Map<string, Found>();
  for (const [address, claimants] of claims)
    owners.set(address, ownerAmong([claimants].flat(), joined, found));
  return owners;
}

/** Nearly every address is one record's, and no list is made for it. */
function claimsOf(records: readonly SourceRecord[]): Map<string, number | number[]> {
  const claims = new Map<string, number | number[]>();
  for (const [index, { addresses }] of records.entries())
    for (const address of addresses) {
      const before = claims.get(address);
      claims.set(address, before === undefined ? index : [before, index].flat());
    }
  return claims;
}

/** Whether no two of them are of one connection. */
function oneEach(indices: readonly number[], records: readonly SourceRecord[]): boolean {
  return new Set(indices.map((index) => records[index]?.connection)).size === indices.length;
}

/** The records whose account `people.identities` gives to a person, by that person's address. */
function declaredRecords(records: readonly SourceRecord[], personOf: PersonOf): Map<string, number[]> {
  const declared = new Map<string, number[]>();
  for (const [index, { addresses, connection, provider }] of records.entries())
    for (const address of addresses) {
      const target = personOf(connection, provider, address);
      if (target !== null) declared.set(target, [...(declared.get(target) ?? []), index]);
    }
  return declared;
}

function foundByGroup(
  records: readonly SourceRecord[],
  joined: Groups,
  declared: Groups,
  open: readonly string[],
): ReadonlyMap<number, Found> {
  const members = Map.groupBy(records.keys(), (index) => joined.of(index));
  return new Map(
    [...members].map(([group, indices]): [number, Found] => {
      const own = indices.map((index) => records[index]).filter((record) => record !== undefined);
      const [first] = own;
      if (first && isOnePerson(indices, records, declared))
        return [group, { kind: 'person', person: personOf(first, own, open) }];
      return [group, { kind: 'several', who: primaries(own) }];
    }),
  );
}

function personOf(first: SourceRecord, own: readonly SourceRecord[], open: readonly string[]): Person {
  return {
    address: first.addresses[0],
    home: first.connection,
    ...statusAmong(first, own, open),
    guest: own.every(({ guest }) => guest),
    shared: own.find(({ shared }) => shared !== null)?.shared ?? null,
  };
}

function statusAmong(
  first: SourceRecord,
  own: readonly SourceRecord[],
  open: readonly string[],
): Pick<Person, 'status' | 'source'> {
  const telling =
    own.find(({ status }) => status === 'active') ??
    own.find(({ status }) => status === null) ??
    own.find(({ status }) => status === 'invited') ??
    first;
  const { connection, status } = telling;
  const unseen = open.find((one) => own.every((record) => record.connection !== one));
  if (unseen === undefined || status === 'active') return { status, source: connection };
  return { status: null, source: unseen };
}

/** Records of one connection that came together by way of another are one person's only where it is declared. */
function isOnePerson(
  indices: readonly number[],
  records: readonly SourceRecord[],
  declared: Groups,
): boolean {
  if (indices.length === 1) return true;
  const byConnection = Map.groupBy(indices, (index) => records[index]?.connection);
  return [...byConnection.values()].every(
    (own) => new Set(own.map((index) => declared.of(index))).size === 1,
  );
}

function ownerAmong(claimants: readonly number[], joined: Groups, found: ReadonlyMap<number, Found>): Found {
  const owners = [...new Set(claimants.map((index) => joined.of(index)))].flatMap(
    (group) => found.get(group) ?? [],
  );
  const [only] = owners;
  if (only && owners.length === 1) return only;
  const who = owners.flatMap((owner) =>
    owner.kind === 'person' ? [owner.person.address] : owner.kind === 'several' ? owner.who : [],
  );
  return { kind: 'several', who: [...new Set(who)].sort() };
}

function primaries(records: readonly SourceRecord[]): readonly string[] {
  return [...new Set(records.map(({ addresses }) => addresses[0]))].sort();
}
