import type { Dataset } from '../../../evidence/dataset.ts';
import * as datasets from '../../../evidence/datasets/onepassword.ts';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import { result } from '../../follow.ts';
import { verdictOf } from '../../probe-dataset.ts';
import type { DatasetSink, ProbeResult } from '../../provider.ts';
import { connector, type Session } from './connect.ts';
import { probeVaults } from './probe-vaults.ts';
import { feeds } from './read-events.ts';
import { type Requests, requestFeatures, requestUsers, usersScope } from './requests.ts';
import { parseEach, user } from './schema.ts';
import type { CreateClient } from './sdk.ts';

/** One line for each dataset: whether it can be collected, or what to grant. */
export async function probe(session: Session, createClient: CreateClient): Promise<readonly ProbeResult[]> {
  const vaults = probeVaults(session);
  const tryOne = <Row extends object>(dataset: Dataset<Row>, request: () => Requests<string>) =>
    probeOne(session, dataset, (sink) => result(request(), connector(session, createClient)(sink)));
  return [
    await tryOne(datasets.users, () => probeUsers(session)),
    await tryOne(datasets.vaults, vaults.list),
    await tryOne(datasets.vaultAccess, vaults.access),
    await tryOne(datasets.events, () => probeEvents(session)),
  ];
}

async function probeOne<Row extends object>(
  session: Session,
  dataset: Dataset<Row>,
  request: (sink: DatasetSink<Row>) => Promise<string>,
): Promise<ProbeResult> {
  let found: ProbeResult = { dataset: dataset.name, verdict: 'unknown', message: 'Not asked.' };
  await session.dataset(dataset, async (sink) => {
    found = await resultOf(dataset.name, () => request(sink));
  });
  return found;
}

async function resultOf(dataset: string, request: () => Promise<string>): Promise<ProbeResult> {
  try {
    return { dataset, verdict: 'pass', message: await request() };
  } catch (error) {
    const known = findCollectError(error);
    if (!known) throw error;
    return { dataset, verdict: verdictOf(known), message: known.message };
  }
}

function* probeUsers({ connection }: Session): Requests<string> {
  let somebody = false;
  // biome-ignore lint/correctness/useYield: looking at a page says nothing
  const take = function* (users: readonly unknown[]): Requests<unknown> {
    const { rows, problem } = parseEach(users, user, 'users');
    if (problem) throw new CollectError(problem.code, problem.message);
    somebody = rows.length > 0;
    return somebody ? enough : null;
  };
  yield* requestUsers(connection, take, 1);
  if (somebody) return `The Users API answers (scope ${usersScope}).`;
  throw new CollectError('not-visible', 'The Users API names nobody. Check the account id and the region.');
}

function* probeEvents({ connection }: Session): Requests<string> {
  const features = yield* requestFeatures(connection);
  const missing = feeds.map(({ name }) => name).filter((name) => !features.includes(name));
  if (missing.length === 0) return 'The Events API answers; the token has auditevents and signinattempts.';
  throw new CollectError(
    'denied',
    `The Events API token lacks ${missing.join(' and ')}. Issue a new token with these features switched on.`,
  );
}
