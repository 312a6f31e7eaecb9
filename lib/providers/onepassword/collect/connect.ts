import { canonicalDocument } from '../../../evidence/canonical.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { ProviderClient, ProviderResponse } from '../../reader.ts';
import { type OnePasswordSettings, usersBase } from '../settings.ts';
import { eventsClient, usersClient } from './client.ts';
import { type Credential, need, readCredential, secretsOf } from './credential.ts';
import { readExportedFile } from './read-exported-file.ts';
import type { OnePasswordRequest } from './requests.ts';
import type { CreateClient, VaultClient } from './sdk.ts';

export type Session = CollectSession<OnePasswordSettings>;
export type Connect = (sink: DatasetSink<never>) => ProviderClient<OnePasswordRequest>;

/**
 * One connection. A dataset takes only the part of the credential that it needs; vaults are asked for once, however
 * many datasets want them, and their failure is shared too.
 */
export function connector(session: Session, createClient: CreateClient): Connect {
  const shared = once();
  let sdk: Promise<VaultClient> | undefined;
  const clientOf = (credential: Credential): Promise<VaultClient> => {
    const { serviceAccountToken: token } = need(credential, 'vaults and vault-access', [
      'serviceAccountToken',
    ]);
    sdk ??= createClient({ token, endpoint: session.connection.endpoint, signal: session.signal });
    return sdk;
  };
  return (sink) => {
    let users: ProviderClient<OnePasswordRequest> | undefined;
    let events: ProviderClient<OnePasswordRequest> | undefined;
    return async (request) => {
      switch (request.api) {
        case 'users':
          users ??= usersOf(session, sink);
          return users(request);
        case 'events':
          events ??= eventsOf(session, sink);
          return events(request);
        case 'sdk': {
          const credential = credentialFor(session, sink);
          return shared(request.url, async () =>
            sdkResponse(await clientOf(credential), request, session.clock),
          );
        }
        case 'export':
          // It needs no credential, so one that cannot be read is no reason to leave the export aside.
          return shared(request.url, () => exportResponse(session));
      }
    };
  };
}

/** Reads the credential and makes its secrets known to the sink. Throws `not-configured` or `unauthenticated`. */
function credentialFor({ connection }: Session, sink: DatasetSink<never>): Credential {
  const credential = readCredential(connection.credential);
  for (const secret of secretsOf(credential)) sink.secret(secret);
  return credential;
}

function usersOf(session: Session, sink: DatasetSink<never>): ProviderClient<OnePasswordRequest> {
  const { endpoint, settings } = session.connection;
  const given = need(credentialFor(session, sink), 'users', ['usersClientId', 'usersClientSecret']);
  const api = {
    base: usersBase(settings.region, endpoint),
    clientId: given.usersClientId,
    clientSecret: given.usersClientSecret,
    fetch: sink.fetch,
    secret: (value: string) => sink.secret(value),
  };
  return usersClient(api, session.clock);
}

function eventsOf(session: Session, sink: DatasetSink<never>): ProviderClient<OnePasswordRequest> {
  const { eventsToken } = need(credentialFor(session, sink), 'events', ['eventsToken']);
  return eventsClient(eventsToken, sink.fetch, session.clock);
}

async function sdkResponse(
  client: VaultClient,
  { call, id = '' }: OnePasswordRequest,
  clock: () => Date,
): Promise<ProviderResponse> {
  const calls = {
    'vaults.list': client.listVaults,
    'vaults.get': client.getVault,
    'groups.get': client.getGroup,
  };
  const text = canonicalDocument(await calls[call ?? 'vaults.list'](id));
  return { text, header: () => null, receivedAt: clock() };
}

async function exportResponse({ clock, connection }: Session): Promise<ProviderResponse> {
  const file = connection.exported(connection.settings.file ?? '');
  const bytes = await readExportedFile(file);
  return {
    text: bytes.toString(),
    header: () => null,
    receivedAt: clock(),
    file: { name: file.name, bytes },
  };
}

/** One answer to each question, however often it is asked. */
function once(): (request: string, call: () => Promise<ProviderResponse>) => Promise<ProviderResponse> {
  const responses = new Map<string, Promise<ProviderResponse>>();
  return (request, call) => {
    const response = responses.get(request) ?? call();
    responses.set(request, response);
    return response;
  };
}
