import { userAgent } from '../../http/user-agent.ts';
import type { CollectSession, DatasetSink } from '../../providers/provider.ts';
import type { ProviderClient, ProviderRequest } from '../../providers/reader.ts';
import { responseFrom } from '../../providers/response-from.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import type { SettingValues } from '../settings.ts';
import { readCredential } from './credential.ts';
import { paceOf } from './pace.ts';
import { placeOf } from './read.ts';
import { signed } from './sign.ts';
import { textsUnder } from './texts-under.ts';

export type Session = CollectSession<SettingValues>;

/** Opens the provider for a dataset. */
export type Connect = (sink: DatasetSink<never>) => ProviderClient<ProviderRequest>;

/** The provider through each dataset's own fetch, all of them within its limits together. */
export function connector(declaration: ProviderDeclaration, session: Session): Connect {
  const pace = paceOf(declaration.limits.perMinute, session.signal);
  return (sink) => {
    const client = open(declaration, session, sink);
    return async (request) => {
      await pace();
      return client(request);
    };
  };
}

/** Throws `not-configured` or `unauthenticated` without a usable credential. */
function open(
  declaration: ProviderDeclaration,
  { clock, connection }: Session,
  sink: DatasetSink<never>,
): ProviderClient<ProviderRequest> {
  const { auth } = declaration;
  const credential = readCredential(declaration, connection.credential);
  const secret = (value: string) => sink.secret(value);
  for (const value of Object.values(credential)) secret(value);
  sink.source({ origin: 'api', principal: auth.what });
  const place = placeOf(declaration, { connection });
  const fetch = signed(auth, { place, credential, fetch: sink.fetch, clock, secret });
  const headers = {
    accept: declaration.accepts ?? 'application/json',
    'user-agent': userAgent,
    ...declaration.headers,
  };
  const { secretFields } = declaration;
  const init = {
    headers,
    ...(secretFields !== undefined && { mayHold: textsUnder(new RegExp(secretFields)) }),
  };
  return async ({ url }) => responseFrom(await fetch(url, init), clock());
}
