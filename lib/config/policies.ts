import { checkReference } from './connections.ts';
import { holdsPolicies } from './listed-policies.ts';
import type { Path } from './source-range.ts';
import { listOf, type ProvidersDraft, recordOf, reportTwice, textOf } from './unchecked-configuration.ts';

/** Checks that every policy document listed lies on a connection that can look for it, and is listed once. */
export function checkPolicies(draft: ProvidersDraft): void {
  const entries = listOf(draft.root.policies).map(recordOf);
  // Which connections can hold documents, only somebody who knows every provider can say.
  for (const [index, { connection }] of draft.known.isPart ? [] : entries.entries())
    checkConnection(draft, textOf(connection), ['policies', index]);
  const places = entries.map(({ connection, repository, path }, index) => {
    const [where, what] = [textOf(repository), textOf(path)];
    const value = where && what && [textOf(connection) ?? '', where, what].join('/').toLowerCase();
    return { value, path: ['policies', index, 'path'] };
  });
  reportTwice(draft.report, places, 'list a document once');
}

function checkConnection(draft: ProvidersDraft, named: string | undefined, path: Path): void {
  const connections = listOf(draft.root.connections).map(recordOf);
  const holding = connections.filter(({ provider }) => holdsPolicies(draft.known, textOf(provider)));
  if (named !== undefined) {
    checkReference(draft, named, [...path, 'connection']);
    const found = connections.find(({ id }) => textOf(id) === named);
    if (found && !holding.includes(found))
      draft.report.add('unknown-connection', [...path, 'connection'], `holds no documents — ${advice}`);
  } else if (holding.length === 0)
    draft.report.add('unknown-connection', path, `there is no connection that holds documents — ${advice}`);
  else if (holding.length > 1)
    draft.report.add(
      'unknown-connection',
      path,
      `may be on any of ${holding.map(({ id }) => textOf(id)).join(', ')} — add connection:`,
    );
}

const advice = 'name one of GitHub, whose repositories can be asked';
