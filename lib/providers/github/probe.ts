import type { Dataset } from '../../evidence/dataset.ts';
import { CollectError, findCollectError } from '../../evidence/problem.ts';
import { verdictOf } from '../probing.ts';
import type { CollectSession, ProbeResult } from '../provider.ts';
import type { GitHubClient, List, Place, Question } from './client.ts';
import { placesOf } from './collect.ts';
import { type Connected, connect, tenantOf } from './connect.ts';
import { members, organization, outsideCollaborators, policyDocuments } from './datasets.ts';
import { lookFor } from './documents.ts';
import { asItIs, ownersOnly } from './refusal.ts';
import { readAccounts, readOrganization } from './schema.ts';
import type { Settings } from './settings.ts';

/** Asks for one record per question of each dataset; says what is missing, and when the token ends. */
export async function probe(session: CollectSession<Settings>): Promise<readonly ProbeResult[]> {
  return [
    await ask(session, organization, probeOrganization),
    await ask(session, members, ({ client }) => probePeople(client, 'members')),
    await ask(session, outsideCollaborators, ({ client }) => probePeople(client, 'outside_collaborators')),
    ...(session.needs.policies.length > 0
      ? [await ask(session, policyDocuments, ({ client }) => probeDocuments(client, placesOf(session)))]
      : []),
  ];
}

async function ask(
  session: CollectSession<Settings>,
  dataset: Dataset<never>,
  question: (connected: Connected) => Promise<string>,
): Promise<ProbeResult> {
  let result: ProbeResult = { dataset: dataset.name, verdict: 'unknown', message: 'GitHub was not asked.' };
  await session.dataset(dataset, async (sink) => {
    try {
      const message = await question(connect(session, sink, tenantOf(session)));
      result = { dataset: dataset.name, verdict: 'pass', message };
    } catch (error) {
      const known = findCollectError(error);
      if (!known) throw error;
      const verdict = verdictOf(known);
      result = { dataset: dataset.name, verdict, message: known.message };
    }
  });
  return result;
}

async function probeOrganization({ client, token }: Connected): Promise<string> {
  const { problem } = readOrganization(await client.organization());
  if (problem) throw new CollectError(problem.code, problem.message);
  const { expires } = token();
  const end =
    expires === null ? 'GitHub names no day on which the token ends.' : `The token ends on ${expires}.`;
  return `Whether two-factor authentication is required can be read. ${end}`;
}

async function probePeople(client: GitHubClient, list: List): Promise<string> {
  const somebody = await seesAny(client, list, { filter: 'all' }, asItIs);
  if (!somebody && list === 'members')
    throw new CollectError(
      'not-visible',
      'GitHub names no member. Use a token of an owner with the permission Members: Read-only.',
    );
  for (const filter of ['2fa_disabled', '2fa_insecure'] as const)
    await seesAny(client, list, { filter }, ownersOnly);
  const who = list === 'members' ? 'Members' : 'Outside collaborators';
  return `${who} can be read, with who has no secure two-factor authentication.`;
}

/** Documents are few, so that each is asked for as at night. */
async function probeDocuments(client: GitHubClient, places: readonly Place[]): Promise<string> {
  for (const place of places) {
    const { record, problems } = await lookFor(client, place);
    const [problem] = problems;
    if (problem) throw new CollectError(problem.code, problem.message);
    if (record.state !== 'file')
      throw new CollectError('rejected', `There is no document ${place.path} in ${place.repository}.`);
  }
  return `Every policy document listed can be read (${places.length}).`;
}

/** Whether the first page, of one entry, names anybody. */
async function seesAny(
  client: GitHubClient,
  list: List,
  question: Question,
  explain: (error: CollectError) => CollectError,
): Promise<boolean> {
  try {
    const { value: page } = await client.people(list, question, 1).next();
    const { value, problem } = readAccounts(page?.items ?? [], list);
    if (problem) throw new CollectError(problem.code, problem.message);
    return value.length > 0;
  } catch (error) {
    const known = findCollectError(error);
    throw known ? explain(known) : error;
  }
}
