import { authorizedFetch } from '../../../http/authorized.ts';
import type { Fetch } from '../../../http/fetch.ts';
import type { CollectSession, DatasetSink, SourceFacts } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { type GitHubClient, githubClient } from './client.ts';
import { readCredential } from './credential.ts';
import { nothingKnown, type TokenFacts, tokenFacts } from './token-facts.ts';

export type Tenant = NonNullable<SourceFacts['tenant']>;

export interface Connected {
  readonly client: GitHubClient;
  /** What the last answer said of the token. */
  readonly token: () => TokenFacts;
}

/** Opens GitHub for one dataset, whose evidence the questions become. Throws `not-configured` or `unauthenticated`. */
export function connect(
  { connection }: CollectSession<Settings>,
  sink: Pick<DatasetSink, 'fetch' | 'secret' | 'source'>,
  tenant: Tenant,
): Connected {
  sink.source({ origin: 'api', tenant });
  const { token, kind } = readCredential(connection.credential);
  sink.secret(token);
  sink.source({ principal: kind });
  let facts = nothingKnown;
  const authorized = authorizedFetch(sink.fetch, { token: () => Promise.resolve(token) });
  const fetch: Fetch = async (url, init) => {
    const answer = await authorized(url, init);
    facts = tokenFacts(answer.headers);
    if (facts.scopes) sink.source({ scopes: facts.scopes });
    return answer;
  };
  const { endpoint, settings } = connection;
  return { client: githubClient({ fetch, endpoint, org: settings.org }), token: () => facts };
}

/** The organization as far as the configuration knows it. */
export function tenantOf({ connection }: CollectSession<Settings>): Tenant {
  return { id: null, name: connection.settings.org };
}
