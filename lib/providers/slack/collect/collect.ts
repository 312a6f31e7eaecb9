import type { SlackTeam, SlackUser } from '../../../evidence/datasets/slack.ts';
import * as datasets from '../../../evidence/datasets/slack.ts';
import { CollectError, type Problem } from '../../../evidence/problem.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { type SlackClient, slackClient } from './client.ts';
import { readToken } from './credential.ts';
import { type Asker, readUser } from './schema.ts';
import { visibility } from './visibility.ts';

export type Session = CollectSession<Settings>;

/** What the first dataset tells the next. */
interface Learned {
  asker: Asker;
  tenant: { readonly id: string; readonly name: string | null } | null;
}

/** Collects the workspace and its users, each on its own. */
export async function collect(session: Session): Promise<void> {
  const learned: Learned = { asker: { id: null, name: null }, tenant: null };
  await session.dataset(datasets.team, (sink) => collectTeam(session, sink, learned));
  await session.dataset(datasets.users, (sink) => collectUsers(session, sink, learned));
}

/** Slack through this dataset’s fetch. Throws `not-configured` or `unauthenticated` without a usable token. */
export function connect(session: Session, sink: DatasetSink<never>): SlackClient {
  const token = readToken(session.connection.credential);
  sink.secret(token);
  sink.source({ origin: 'api' });
  return slackClient({
    token,
    fetch: sink.fetch,
    endpoint: session.connection.endpoint,
    granted: (scopes) => sink.source({ scopes }),
  });
}

/** Who asks; nobody known where Slack does not say, which hinders nothing else. */
export async function askerOf(client: SlackClient): Promise<Asker> {
  try {
    return await client.asker();
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    return { id: null, name: null };
  }
}

async function collectTeam(session: Session, sink: DatasetSink<SlackTeam>, learned: Learned): Promise<void> {
  const client = connect(session, sink);
  learned.asker = await askerOf(client);
  tellSource(sink, learned);
  const { team, wrong } = await client.team();
  learned.tenant = { id: team.id, name: team.name };
  tellSource(sink, learned);
  await sink.add([team]);
  if (wrong.length > 0) sink.fault(malformed([`the workspace: ${wrong.join(', ')} of the wrong type`]));
}

async function collectUsers(session: Session, sink: DatasetSink<SlackUser>, learned: Learned): Promise<void> {
  const client = connect(session, sink);
  tellSource(sink, learned);
  const seen = visibility(learned.asker.id, readToken(session.connection.credential));
  const faults: string[] = [];
  try {
    for await (const { members } of client.users()) {
      const users = members.flatMap((member) => userOf(member, faults));
      for (const user of users) seen.see(user);
      await sink.add(users);
    }
    for (const problem of seen.problems()) sink.fault(problem);
  } finally {
    if (faults.length > 0) sink.fault(malformed(faults));
  }
}

function userOf(member: unknown, faults: string[]): SlackUser[] {
  const wrong: string[] = [];
  const user = readUser(member, wrong);
  if (user === null) faults.push('a user without an id, who was left out');
  else if (wrong.length > 0) faults.push(`user ${user.id}: ${wrong.join(', ')} of the wrong type`);
  return user === null ? [] : [user];
}

function tellSource(sink: DatasetSink<never>, { asker, tenant }: Learned): void {
  const principal = [asker.name, asker.id && `(${asker.id})`].filter(Boolean).join(' ');
  if (principal !== '') sink.source({ principal });
  if (tenant) sink.source({ tenant });
}

function malformed(faults: readonly string[]): Problem {
  const more = faults.length > 3 ? `; and ${faults.length - 3} more` : '';
  const list = faults.slice(0, 3).join('; ');
  return {
    code: 'malformed',
    message: `Not as Slack documents it: ${list}${more}. Fields of the wrong type count as unknown; the raw answers show what came.`,
  };
}
