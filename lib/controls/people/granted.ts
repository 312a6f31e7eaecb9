import { appGrants, type GoogleAppGrant } from '../../evidence/datasets/google-workspace.ts';
import type { ControlInput, DatasetView } from '../../judging/control.ts';
import { whoOf } from '../../judging/judgement.ts';
import { type Grant, grantsIn, isInForce } from '../../judging/services/found.ts';
import { type Matcher, matcher } from '../../judging/services/match.ts';
import { registerOf } from '../../judging/services/register.ts';
import type { PersonalAccount } from './population.ts';

/**
 * What people let in at Google, as accounts: whoever signed in to a service has one there, and the application its token.
 * A service that is connected itself says better whose accounts it has.
 */
export function grantedAccounts(input: ControlInput<unknown>): readonly Granted[] {
  const match = matcher(registerOf(input.settings));
  return input.views(appGrants).map((view) => ({
    connection: view.document.connection,
    accounts: accountsIn(view, match, input),
  }));
}

export interface Granted {
  readonly connection: string;
  readonly accounts: Iterable<PersonalAccount>;
}

function* accountsIn(
  view: DatasetView<GoogleAppGrant>,
  match: Matcher,
  { documents, people }: ControlInput<unknown>,
): Generator<PersonalAccount> {
  const { connection, provider } = view.document;
  const connected = new Set(documents.map((one) => one.connection));
  for (const grant of grantsIn(view)) {
    const { app, clientId, user } = grant;
    if (!isInForce(grant)) continue;
    const service = match({ kind: 'client', clientId, name: app ?? clientId });
    if (service?.connection && connected.has(service.connection)) continue;
    const account = user.email ?? user.id;
    yield {
      ...whoOf(connection, `grants/${user.id}/${clientId}`, subjectOf(grant, service?.name, connection)),
      account,
      connection,
      unstated: null,
      twin: null,
      whose: people.whose({ connection, provider, account, email: user.email }),
      granted: grantedText(grant, service?.name),
    };
  }
}

/** The moment is missing where only what came after it was seen. */
function grantedText({ app, authorizedAt, clientId }: Grant, name: string | undefined): string {
  const when = typeof authorizedAt === 'string' ? ` on ${authorizedAt.slice(0, 10)}` : '';
  return `gave ${name ?? app ?? clientId} access${when}, which nobody revoked.`;
}

function subjectOf({ app, clientId, user }: Grant, name: string | undefined, connection: string): string {
  return `${user.email ?? user.id} at ${name ?? app ?? clientId} (${connection})`;
}
