import type { Configuration, Connection, SecretReference } from './configuration.ts';

/** Something in a configuration that can be on a person's machine and not in a function. */
export interface AwsFault {
  /** Where it stands, as a person would look for it (`connections: google: credentials`). */
  readonly place: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/**
 * Everything that keeps a configuration from working on AWS; empty when nothing does. The stack refuses to be made
 * with any. A key file and a folder for the locker are none: on AWS the stack's own key and bucket take their place.
 */
export function faultsOnAws({ alerts, connections }: Configuration): readonly AwsFault[] {
  const secrets = [
    ...connections.map(({ id, credentials }) => ({ place: `connections: ${id}: credentials`, credentials })),
    { place: 'alerts: webhook', credentials: alerts.webhook },
  ];
  const misplaced = secrets.flatMap(({ place, credentials }) => {
    const message = secretFaultOnAws(credentials);
    return message === null ? [] : [{ place, message }];
  });
  return [...misplaced, ...connections.flatMap(exportFault)];
}

/** Why a function cannot read a secret; null when it can, or there is none. */
export function secretFaultOnAws(reference: SecretReference | null): string | null {
  if (reference === null || reference.from === 'secret') return null;
  const what = reference.from === 'env' ? 'an environment variable' : 'a file';
  return `${reference.from}:${reference.name} is ${what}, which a function on AWS does not have. Put the secret in AWS Secrets Manager, and write secret:NAME.`;
}

/** An export lies where a person made it; a function would find an old one, or none. */
function exportFault({ id, settings }: Connection): AwsFault[] {
  const { source, file } = Object(settings) as { source?: unknown; file?: unknown };
  if (source !== 'export') return [];
  const message = `source: export reads ${file}, a file that somebody makes on their machine. On AWS use source: sdk, or collect this connection with \`exhibit run\`.`;
  return [{ place: `connections: ${id}: source`, message }];
}

/** Absolute paths of the files that the configuration names and that the sealing function needs beside it. */
export function filesForSealing({ signing }: Configuration): readonly string[] {
  return signing.timestamps?.certificates ?? [];
}

/** Names or ARNs of the secrets of each connection, by its id: what its provider's function may read. */
export function secretsOnAws({ connections }: Configuration): ReadonlyMap<string, string> {
  return new Map(
    connections.flatMap(({ id, credentials }) =>
      credentials?.from === 'secret' ? [[id, credentials.name]] : [],
    ),
  );
}
