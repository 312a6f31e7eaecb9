import type {
  GitHubMember,
  GitHubOrganization,
  GitHubOutsideCollaborator,
  GitHubPolicyDocument,
} from '../../../evidence/datasets/github.ts';
import * as datasets from '../../../evidence/datasets/github.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import type { Place } from './client.ts';
import { connect, type Tenant, tenantOf } from './connect.ts';
import { lookFor } from './documents.ts';
import { joinRolls } from './people.ts';
import { isFinal, isWhole } from './roll.ts';
import { problemsOf, type Rolls, readRolls } from './rolls.ts';
import { readOrganization } from './schema.ts';

type Session = CollectSession<Settings>;

/** What one dataset tells the next. */
interface Learned {
  tenant: Tenant;
  /** Whether GitHub refused to say which members have two-factor authentication. */
  refused: boolean;
}

/** Collects the datasets, each on its own; the last one only where the configuration lists documents. */
export async function collect(session: Session): Promise<void> {
  const learned: Learned = { tenant: tenantOf(session), refused: false };
  await session.dataset(datasets.organization, (sink) => collectOrganization(session, sink, learned));
  await session.dataset(datasets.members, (sink) => collectMembers(session, sink, learned));
  await session.dataset(datasets.outsideCollaborators, (sink) => collectOutside(session, sink, learned));
  if (session.needs.policies.length > 0)
    await session.dataset(datasets.policyDocuments, (sink) => collectDocuments(session, sink, learned));
}

async function collectOrganization(
  session: Session,
  sink: DatasetSink<GitHubOrganization>,
  learned: Learned,
) {
  const { client } = connect(session, sink, learned.tenant);
  const { value, problem } = readOrganization(await client.organization());
  learned.tenant = { id: value.id, name: value.login };
  sink.source({ tenant: learned.tenant });
  await sink.add([value]);
  if (problem) sink.fault(problem);
}

async function collectMembers(session: Session, sink: DatasetSink<GitHubMember>, learned: Learned) {
  const rolls = await readRolls(connect(session, sink, learned.tenant).client, 'members');
  learned.refused = rolls.disabled.problems.some(({ code }) => code === 'denied');
  const { rows, problems } = joinRolls(rolls, true);
  await sink.add(rows);
  for (const problem of [...problemsOf(rolls), ...problems, ...ownerless(rolls)]) sink.fault(problem);
}

async function collectOutside(
  session: Session,
  sink: DatasetSink<GitHubOutsideCollaborator>,
  learned: Learned,
) {
  const rolls = await readRolls(connect(session, sink, learned.tenant).client, 'outside_collaborators');
  const { rows, problems } = joinRolls(rolls, !learned.refused);
  await sink.add(rows.map(({ role, ...outside }) => outside));
  for (const problem of [...problemsOf(rolls), ...problems]) sink.fault(problem);
  if (learned.refused) sink.fault(unbelievable);
}

async function collectDocuments(session: Session, sink: DatasetSink<GitHubPolicyDocument>, learned: Learned) {
  const { client } = connect(session, sink, learned.tenant);
  for (const place of placesOf(session)) {
    const { record, problems } = await lookFor(client, place);
    await sink.add([record]);
    for (const problem of problems) sink.fault(problem);
    if (isFinal({ problems })) break;
  }
}

/** Where the documents are: a repository without an owner is the organization's. */
export function placesOf({ connection, needs }: Session): readonly Place[] {
  return needs.policies.map(({ repository, path, branch }) => ({
    repository: repository.includes('/') ? repository : `${connection.settings.org}/${repository}`,
    path,
    ref: branch,
  }));
}

/** Nobody at all, or no owner, is not what an organization looks like, but what a token that does not see all is shown. */
function ownerless({ everybody, owners }: Rolls): readonly Problem[] {
  const missing = [everybody, owners].findIndex((roll) => isWhole(roll) && roll.accounts.size === 0);
  if (missing < 0) return [];
  const [whom, rest] = missing === 0 ? ['member', 'the members'] : ['owner', 'all members'];
  const message =
    `GitHub names no ${whom}, though every organization has an owner: the token does not see ${rest}. ` +
    'Use a token of an owner with the permission Members: Read-only.';
  return [{ code: 'not-visible', message }];
}

/** That this filter is for owners only is documented for members, not for outside collaborators. */
const unbelievable: Problem = {
  code: 'denied',
  message:
    'GitHub refused to say which members have two-factor authentication, so that its silence about outside ' +
    'collaborators is not believed. Use a token of an owner with the permission Members: Read-only.',
};
