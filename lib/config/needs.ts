import type { Configuration, Connection } from './configuration.ts';
import { writtenReference } from './on-aws.ts';

/**
 * What a configuration needs of a deployment so that a night can go by it: a function for each connection, and the right to what
 * that function asks. One line each, in the order of the configuration. Where something is kept stands in it, and no secret.
 */
export function needsOf({ alerts, connections, ownProviders }: NeedingParts): readonly string[] {
  const own = new Map(ownProviders.map(({ said }) => [said.id, said.sha256]));
  const webhook = alerts.webhook ? [`alerts: webhook: ${writtenReference(alerts.webhook)}`] : [];
  return [...connections.flatMap((connection) => ofConnection(connection, own)), ...webhook];
}

type NeedingParts = Pick<Configuration, 'alerts' | 'connections'> & {
  readonly ownProviders: readonly { readonly said: { readonly id: string; readonly sha256: string } }[];
};

function ofConnection(
  { id, provider, credentials, settings }: Connection,
  own: ReadonlyMap<string, string>,
): readonly string[] {
  const place = `connections: ${id}`;
  const code = own.get(provider);
  return [
    `${place}: ${provider}`,
    ...(code === undefined ? [] : [`${place}: the file that declares ${provider}: ${code}`]),
    ...(credentials ? [`${place}: credentials: ${writtenReference(credentials)}`] : []),
    ...(readsExport({ settings }) ? [`${place}: file`] : []),
    ...(provider === 'aws' ? [`${place}: ${accountsAsked(settings)}`] : []),
  ];
}

/** What rights at AWS itself hang on. */
function accountsAsked(settings: unknown): string {
  const { organization } = Object(settings) as { readonly organization?: unknown };
  return organization === undefined ? 'this account' : `organization: ${JSON.stringify(organization)}`;
}

/**
 * Whether a connection reads what a person exported by hand. On AWS it is uploaded, and does not go with a deployment: there
 * is a new one every few days, and who has which vault is nothing for the bucket that functions are kept in.
 */
export function readsExport({ settings }: Pick<Connection, 'settings'>): boolean {
  return typeof (Object(settings) as { file?: unknown }).file === 'string';
}
