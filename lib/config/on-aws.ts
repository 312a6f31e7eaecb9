import type { Configuration, SecretReference } from './configuration.ts';

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
  return secrets.flatMap(({ place, credentials }) => {
    const message = secretFaultOnAws(credentials);
    return message === null ? [] : [{ place, message }];
  });
}

/** Why a function cannot read a secret; null when it can, or there is none. */
export function secretFaultOnAws(reference: SecretReference | null): string | null {
  if (reference === null || reference.from === 'secret') return null;
  const what = { env: 'an environment variable', file: 'a file', op: 'an item in 1Password' }[reference.from];
  return `${writtenReference(reference)} is ${what}, which a function on AWS does not have. Put the secret in AWS Secrets Manager, and write secret:NAME.`;
}

/** A reference as it stands in the configuration. */
export function writtenReference({ from, name }: SecretReference): string {
  return from === 'op' ? name : `${from}:${name}`;
}
