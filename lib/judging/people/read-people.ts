import { isWhole } from '../../evidence/document.ts';
import type { ControlInput, ControlSettings } from '../control.ts';
import { domainOf } from './address.ts';
import type { PeopleView, SourcePerson } from './directories.ts';
import { identityAddresses, identityLookup } from './identities.ts';
import { joinRecords, type SourceRecord } from './join-records.ts';
import { lastDays } from './last-days.ts';
import { sourcesOf } from './listed.ts';
import { listNames } from './names.ts';
import type { AccountName, Found, People, Whose } from './people.ts';
import { type SharedName, sharedLookup } from './shared-accounts.ts';
import { peopleSources } from './source.ts';

/**
 * Walks the people sources, batch by batch, and keeps only who answers to an address that somebody asks about, since a
 * source may hold a million people where the services beside it hold few. Once; where there are several sources, once
 * more for as long as one of them tells of further addresses of the same people.
 *
 * @param asked every address in the evidence of services and in the configuration, in comparable form
 */
export function readPeople(
  input: Pick<ControlInput, 'views'>,
  settings: ControlSettings,
  asked: Iterable<string>,
): People {
  const found = peopleSources(input, settings);
  const views = found.views ?? [];
  const sources = sourcesOf(settings);
  const silent = found.silent ?? sources;
  const cut = views.filter(({ document }) => !isWhole(document) || document.completeness === 'empty');
  const open = [...silent, ...cut.map(({ document }) => document.connection)];
  const seen = keepAsked(views, new Set([...asked, ...identityAddresses(settings)]), sharedLookup(settings));
  const byAddress = joinRecords(seen.records, identityLookup(settings), open);
  const whole = open.length === 0;
  const nobody: Found = { kind: 'nobody', confirmed: whole };
  const find = (address: string): Found => byAddress.get(address) ?? nobody;
  return {
    sources,
    name: listNames(sources),
    missing: found.missing ?? null,
    whole,
    domains: seen.domains,
    find,
    whose: whoseReader(settings, find),
    hasLeavers: settings.people.leavers !== undefined,
    lastDay: lastDays(settings, find),
  };
}

interface Seen {
  readonly records: readonly SourceRecord[];
  readonly domains: ReadonlySet<string>;
}

function keepAsked(views: readonly PeopleView[], asked: Set<string>, sharedName: SharedName): Seen {
  for (;;) {
    const records: SourceRecord[] = [];
    const domains = new Set<string>();
    for (const record of recordsIn(views, domains, asked, sharedName)) records.push(record);
    const before = asked.size;
    if (views.length > 1) for (const { addresses } of records) for (const one of addresses) asked.add(one);
    if (asked.size === before) return { records, domains };
  }
}

function* recordsIn(
  views: readonly PeopleView[],
  domains: Set<string>,
  asked: ReadonlySet<string>,
  sharedName: SharedName,
): Generator<SourceRecord> {
  for (const view of views)
    for (const people of view.batches())
      for (const person of people) {
        // A guest's own domain is not the company's.
        if (person.employed) for (const address of person.addresses) domains.add(domainOf(address));
        if (person.addresses.some((address) => asked.has(address))) yield recordOf(person, view, sharedName);
      }
}

function recordOf(
  { addresses, guest, status }: SourcePerson,
  { document: { connection, provider } }: PeopleView,
  sharedName: SharedName,
): SourceRecord {
  const names = addresses.map((address) => sharedName(connection, address));
  return {
    connection,
    provider,
    addresses,
    status,
    guest,
    shared: names.find((name) => name !== null) ?? null,
  };
}

function whoseReader(settings: ControlSettings, find: People['find']): People['whose'] {
  const personOf = identityLookup(settings);
  const sharedName = sharedLookup(settings);
  return ({ connection, provider, account, email }: AccountName): Whose => {
    const shared = sharedName(connection, account) ?? (email === null ? null : sharedName(connection, email));
    if (shared !== null) return { kind: 'shared', name: shared };
    const identity =
      personOf(connection, provider, account) ??
      (email === null ? null : personOf(connection, provider, email));
    const address = identity ?? email;
    if (address === null) return { kind: 'untold' };
    return { ...find(address), address, identified: identity !== null };
  };
}
