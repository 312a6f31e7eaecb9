import type { Dataset } from '../../../evidence/dataset.ts';
import * as datasets from '../../../evidence/datasets/onepassword.ts';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { verdictOf } from '../../probe-dataset.ts';
import type { DatasetSink, ProbeResult } from '../../provider.ts';
import { userPages, usersScope } from './client.ts';
import { eventsApiOf, type Session, usersApi } from './collect.ts';
import { askFeatures, feeds } from './events.ts';
import { probeVaults, type Question } from './probe-vaults.ts';
import { parseEach, user } from './schema.ts';
import type { CreateClient } from './sdk.ts';

/** One line for each dataset: whether it can be collected, or what to grant. */
export async function probe(session: Session, createClient: CreateClient): Promise<readonly ProbeResult[]> {
  const vaults = probeVaults(session, createClient);
  return [
    await ask(session, datasets.users, (sink) => probeUsers(session, sink)),
    await ask(session, datasets.vaults, vaults.list),
    await ask(session, datasets.vaultAccess, vaults.access),
    await ask(session, datasets.events, (sink) => probeEvents(session, sink)),
  ];
}

async function ask<Row extends object>(
  session: Session,
  dataset: Dataset<Row>,
  question: Question,
): Promise<ProbeResult> {
  let result: ProbeResult = { dataset: dataset.name, verdict: 'unknown', message: 'Not asked.' };
  await session.dataset(dataset, async (sink) => {
    result = await resultOf(dataset.name, () => question(sink));
  });
  return result;
}

async function resultOf(dataset: string, question: () => Promise<string>): Promise<ProbeResult> {
  try {
    return { dataset, verdict: 'pass', message: await question() };
  } catch (error) {
    const known = findCollectError(error);
    if (!known) throw error;
    return { dataset, verdict: verdictOf(known), message: known.message };
  }
}

async function probeUsers(session: Session, sink: DatasetSink<never>): Promise<string> {
  for await (const { users } of userPages(usersApi(session, sink), 1)) {
    const { rows, problem } = parseEach(users, user, 'users');
    if (problem) throw new CollectError(problem.code, problem.message);
    if (rows.length > 0) return `The Users API answers (scope ${usersScope}).`;
  }
  throw new CollectError('not-visible', 'The Users API names nobody. Check the account id and the region.');
}

async function probeEvents(session: Session, sink: DatasetSink<never>): Promise<string> {
  const features = await askFeatures(eventsApiOf(session, sink));
  const missing = feeds.map(({ name }) => name).filter((name) => !features.includes(name));
  if (missing.length === 0) return 'The Events API answers; the token has auditevents and signinattempts.';
  throw new CollectError(
    'denied',
    `The Events API token lacks ${missing.join(' and ')}. Issue a new token with these features switched on.`,
  );
}
