import { connectionKeys } from './configuration-schema.ts';
import { check } from './issues.ts';
import { isOwnFile } from './own-providers.ts';
import type { Path } from './source-range.ts';
import { nearest, suggest } from './suggestions.ts';
import {
  connectionIds,
  listOf,
  type ProvidersDraft,
  recordOf,
  reportTwice,
  textOf,
} from './unchecked-configuration.ts';

/** Checks what only the providers know of their connections. Returns each connection's settings, in order. */
export function checkConnections(draft: ProvidersDraft): unknown[] {
  const connections = listOf(draft.root.connections).map(recordOf);
  reportTwice(
    draft.report,
    connections.map(({ id }, index) => ({ value: textOf(id), path: ['connections', index, 'id'] })),
    'choose another id',
  );
  return connections.map((connection, index) => checkConnection(draft, connection, ['connections', index]));
}

function checkConnection(
  draft: ProvidersDraft,
  connection: Readonly<Record<string, unknown>>,
  path: Path,
): unknown {
  const { known, report } = draft;
  const name = textOf(connection.provider);
  if (name === undefined) return undefined;
  const provider = known.providers.find(({ id }) => id === name);
  // What is wrong with a company's own file has been said.
  if (provider === undefined && (known.isPart || isOwnFile(name))) return undefined;
  if (provider === undefined) {
    const ids = known.providers.map(({ id }) => id);
    report.add(
      'unknown-provider',
      [...path, 'provider'],
      `there is no such provider (known: ${ids.join(', ')}) — ${suggest(name, ids)}`,
    );
    return undefined;
  }
  const mistyped = Object.keys(connection).some(
    (key) => key !== 'credentials' && nearest(key, ['credentials']) !== undefined,
  );
  if (provider.needsCredentials && (connection.credentials ?? null) === null && !mistyped)
    report.add(
      'missing-credentials',
      [...path, 'credentials'],
      `is missing, and ${name} needs it — write env:NAME, file:PATH, secret:NAME or op://vault/item/field`,
    );
  const own = Object.entries(connection).filter(([key]) => !connectionKeys.includes(key));
  return check(report, provider.settings(), Object.fromEntries(own), path, connectionKeys);
}

/** Reports a connection that is named but not there. */
export function checkReference(draft: ProvidersDraft, value: unknown, path: Path): void {
  const name = textOf(value);
  const ids = connectionIds(draft.root);
  if (name !== undefined && ids && !ids.includes(name))
    draft.report.add('unknown-connection', path, `there is no such connection — ${suggest(name, ids)}`);
}
