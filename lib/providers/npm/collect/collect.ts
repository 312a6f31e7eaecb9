import type { NpmAccount } from '../../../evidence/datasets/npm.ts';
import * as datasets from '../../../evidence/datasets/npm.ts';
import { CollectError } from '../../../evidence/problem.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { type NpmClient, npmClient } from './client.ts';
import { readToken } from './credential.ts';
import { type Read, readMembers, readPackages } from './schema.ts';
import { seeTokens } from './tokens.ts';

export type Session = CollectSession<Settings>;

/** Collects the three datasets, each on its own. */
export async function collect(session: Session): Promise<void> {
  const { org } = session.connection.settings;
  await session.dataset(datasets.members, async (sink) => {
    const client = connect(session, sink);
    await keep(sink, readMembers(await client.members(org), org), 'role');
  });
  await session.dataset(datasets.packages, async (sink) => {
    const client = connect(session, sink);
    await keep(sink, readPackages(await client.packages(org)), 'permission');
  });
  await session.dataset(datasets.account, async (sink) => collectAccount(connect(session, sink), sink));
}

/** npm through this dataset’s fetch. Throws `not-configured` or `unauthenticated` without a usable token. */
export function connect(session: Session, sink: DatasetSink<never>): NpmClient {
  const { credential, endpoint, settings } = session.connection;
  sink.source({ origin: 'api', tenant: { id: settings.org, name: settings.org } });
  const token = readToken(credential);
  sink.secret(token);
  return npmClient({ token, fetch: sink.fetch, endpoint });
}

async function keep<Row extends object>(
  sink: DatasetSink<Row>,
  { rows, wrong }: Read<Row>,
  what: string,
): Promise<void> {
  await sink.add(rows);
  if (wrong.length === 0) return;
  const more = wrong.length > 3 ? ` and ${wrong.length - 3} more` : '';
  sink.fault({
    code: 'malformed',
    message: `npm gives ${wrong.slice(0, 3).join(', ')}${more} a ${what} that it does not document; it counts as unknown. The raw answer shows what came.`,
  });
}

/** A list of tokens that broke off is kept as far as it came, because one token can be enough to object to. */
async function collectAccount(client: NpmClient, sink: DatasetSink<NpmAccount>): Promise<void> {
  const name = await nameOf(client);
  if (name !== null) sink.source({ principal: name });
  const { tokens, problems } = await seeTokens(client, sink);
  if (tokens !== null || problems.length === 0) await sink.add([{ name, tokens }]);
  for (const problem of problems) sink.fault(problem);
}

/** Null where npm does not tell this token whose it is. A token that npm does not know at all is an error. */
export async function nameOf(client: NpmClient): Promise<string | null> {
  try {
    return await client.whoAmI();
  } catch (error) {
    if (error instanceof CollectError && (error.code === 'denied' || error.status === 404)) return null;
    throw error;
  }
}
