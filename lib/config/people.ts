import { checkReference } from './connections.ts';
import type { Path } from './source-range.ts';
import { suggest } from './suggestions.ts';
import {
  connectionIds,
  listOf,
  type ProvidersDraft,
  recordOf,
  reportTwice,
  textOf,
} from './unchecked-configuration.ts';

/** Checks what people, vaults and shared accounts say of connections and of each other. */
export function checkPeople(draft: ProvidersDraft): void {
  const people = recordOf(draft.root.people);
  checkSources(draft, people.source);
  checkIdentities(draft, listOf(people.identities).map(recordOf));
  checkVaults(draft, listOf(draft.root.vaults).map(recordOf));
  const shared = listOf(draft.root.sharedAccounts).map(recordOf);
  for (const [index, { connection }] of shared.entries())
    checkReference(draft, connection, ['sharedAccounts', index, 'connection']);
  reportTwice(draft.report, named(shared, 'name', ['sharedAccounts']), 'name it once');
}

/** One connection, or a list in which each stands once. */
function checkSources(draft: ProvidersDraft, source: unknown): void {
  const at: Path = ['people', 'source'];
  const named = listOf(source).map((one, index) => ({ value: textOf(one), path: [...at, index] }));
  if (named.length === 0) checkReference(draft, source, at);
  for (const { path, value } of named) checkReference(draft, value, path);
  reportTwice(draft.report, named, 'name a connection once');
}

function checkIdentities(
  draft: ProvidersDraft,
  identities: readonly Readonly<Record<string, unknown>>[],
): void {
  const at: Path = ['people', 'identities'];
  const ids = connectionIds(draft.root);
  const services = [...(ids ?? []), ...draft.known.providers.map(({ id }) => id)];
  const keys = [...new Set(identities.flatMap((identity) => Object.keys(identity)))];
  for (const [index, identity] of identities.entries())
    for (const key of Object.keys(identity))
      if (ids && !draft.known.isPart && key !== 'person' && !services.includes(key))
        draft.report.add(
          'unknown-connection',
          [...at, index, key],
          `there is no such connection or provider — ${suggest(key, ['person', ...services])}`,
          'key',
        );
  reportTwice(draft.report, named(identities, 'person', at), 'keep all accounts of a person in one entry');
  for (const key of keys.filter((service) => service !== 'person'))
    reportTwice(
      draft.report,
      named(identities, key, at),
      'an account belongs to one person; see sharedAccounts',
    );
}

function checkVaults(draft: ProvidersDraft, vaults: readonly Readonly<Record<string, unknown>>[]): void {
  reportTwice(draft.report, vaults.map(nameOfVault), 'name a vault once, with all its members');
  for (const [index, { connection, members }] of vaults.entries()) {
    checkReference(draft, connection, ['vaults', index, 'connection']);
    reportTwice(
      draft.report,
      listOf(members).map((member, at) => ({
        value: textOf(member)?.toLowerCase(),
        path: ['vaults', index, 'members', at],
      })),
      'name a member once',
    );
  }
}

/** What tells a vault from the others, by what it is looked for: its id where the entry gives one, else its name. */
function nameOfVault({ connection, id, name }: Readonly<Record<string, unknown>>, index: number) {
  const field = textOf(id) === undefined ? 'name' : 'id';
  const own = textOf(id) ?? textOf(name);
  const value = own && JSON.stringify([textOf(connection) ?? null, field, own.toLowerCase()]);
  return { value, path: ['vaults', index, field] };
}

/** One key of every entry of a list, and each value where it holds several, for comparing without regard to case. */
function named(entries: readonly Readonly<Record<string, unknown>>[], key: string, base: Path) {
  return entries.flatMap((entry, index) => {
    const path = [...base, index, key];
    const value = entry[key];
    if (!Array.isArray(value)) return [{ value: textOf(value)?.toLowerCase(), path }];
    return value.map((one, at) => ({ value: textOf(one)?.toLowerCase(), path: [...path, at] }));
  });
}
