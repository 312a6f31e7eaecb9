import type { Dataset } from '../../../evidence/dataset.ts';
import {
  members,
  organization,
  outsideCollaborators,
  policyDocuments,
} from '../../../evidence/datasets/github.ts';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { type Found, probeDataset } from '../../probe-dataset.ts';
import type { CollectSession, ProbeResult } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import type { GitHubClient, List, Place, Question } from './client.ts';
import { placesOf } from './collect.ts';
import { type Connected, connect, tenantOf } from './connect.ts';
import { lookFor } from './documents.ts';
import { asItIs, ownersOnly } from './refusal.ts';
import { readAccounts, readOrganization } from './schema.ts';

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

function ask(
  session: CollectSession<Settings>,
  dataset: Dataset<never>,
  question: (connected: Connected) => Promise<string | Found>,
): Promise<ProbeResult> {
  return probeDataset(session, dataset, (sink) => question(connect(session, sink, tenantOf(session))));
}

async function probeOrganization({ client, token }: Connected): Promise<Found> {
  const { problem } = readOrganization(await client.organization());
  if (problem) throw new CollectError(problem.code, problem.message);
  const { expires } = token();
  const end =
    expires === null ? 'GitHub names no day on which the token ends.' : `The token ends on ${expires}.`;
  const message = `Whether two-factor authentication is required can be read. ${end}`;
  return { message, ...(expires === null ? {} : { expires }) };
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
