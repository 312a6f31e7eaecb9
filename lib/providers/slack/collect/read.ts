import type { SlackTeam, SlackUser } from '../../../evidence/datasets/slack.ts';
import * as datasets from '../../../evidence/datasets/slack.ts';
import type { Problem } from '../../../evidence/problem.ts';
import { type ConnectionReader, type ReaderInput, type Reading, reads } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { askAsker, askTeam, askUsers, type SlackQuestion } from './questions.ts';
import { type Asker, nobody, readUser } from './schema.ts';
import { visibility } from './visibility.ts';

/** What the first dataset tells the next. */
interface Learned {
  asker: Asker;
  tenant: { readonly id: string; readonly name: string | null } | null;
}

type Step<Row> = Reading<Row, SlackQuestion>;

/** The workspace and its users. */
export function read({ connection: { endpoint } }: ReaderInput<Settings>): ConnectionReader<SlackQuestion> {
  const learned: Learned = { asker: nobody, tenant: null };
  return [
    reads(datasets.team, () => readWorkspace(endpoint, learned)),
    reads(datasets.users, () => readUsers(endpoint, learned)),
  ];
}

function* readWorkspace(endpoint: string | null, learned: Learned): Step<SlackTeam> {
  learned.asker = yield* askAsker(endpoint);
  yield* source(learned);
  const { team, wrong } = yield* askTeam(endpoint);
  learned.tenant = { id: team.id, name: team.name };
  yield* source(learned);
  yield { records: [team] };
  if (wrong.length > 0)
    yield { problem: malformed([`the workspace: ${wrong.join(', ')} of the wrong type`]) };
}

function* readUsers(endpoint: string | null, learned: Learned): Step<SlackUser> {
  yield* source(learned);
  const seen = visibility(learned.asker);
  const faults: string[] = [];
  try {
    yield* askUsers<SlackUser>(endpoint, function* ({ members }) {
      const users = members.flatMap((member) => userOf(member, faults));
      for (const user of users) seen.see(user);
      yield { records: users };
    });
    for (const problem of seen.problems()) yield { problem };
  } finally {
    if (faults.length > 0) yield { problem: malformed(faults) };
  }
}

function userOf(member: unknown, faults: string[]): SlackUser[] {
  const wrong: string[] = [];
  const user = readUser(member, wrong);
  if (user === null) faults.push('a user without an id, who was left out');
  else if (wrong.length > 0) faults.push(`user ${user.id}: ${wrong.join(', ')} of the wrong type`);
  return user === null ? [] : [user];
}

function* source({ asker, tenant }: Learned): Step<never> {
  const principal = [asker.name, asker.id && `(${asker.id})`].filter(Boolean).join(' ');
  if (principal !== '') yield { source: { principal } };
  if (tenant) yield { source: { tenant } };
}

function malformed(faults: readonly string[]): Problem {
  const more = faults.length > 3 ? `; and ${faults.length - 3} more` : '';
  const list = faults.slice(0, 3).join('; ');
  return {
    code: 'malformed',
    message: `Not as Slack documents it: ${list}${more}. Fields of the wrong type count as unknown; the raw answers show what came.`,
  };
}
