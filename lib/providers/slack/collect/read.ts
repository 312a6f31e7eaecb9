import type { SlackTeam, SlackUser } from '../../../evidence/datasets/slack.ts';
import * as datasets from '../../../evidence/datasets/slack.ts';
import type { Problem } from '../../../evidence/problem.ts';
import { type ConnectionReader, type ReaderInput, type Reading, reads } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { type Place, requestTeam, requestTokenOwner, requestUsers, type SlackRequest } from './requests.ts';
import { nobody, readUser, type TokenOwner } from './schema.ts';
import { visibility } from './visibility.ts';

/** What the first dataset tells the next. */
interface Learned {
  owner: TokenOwner;
  tenant: { readonly id: string; readonly name: string | null } | null;
}

type Step<Row> = Reading<Row, SlackRequest>;

/** The workspace and its users. */
export function read(input: ReaderInput<Settings>): ConnectionReader<SlackRequest> {
  const place = placeOf(input);
  const learned: Learned = { owner: nobody, tenant: null };
  return [
    reads(datasets.team, () => readWorkspace(place, learned)),
    reads(datasets.users, () => readUsers(place, learned)),
  ];
}

export function placeOf({ connection }: Pick<ReaderInput<Settings>, 'connection'>): Place {
  return { endpoint: connection.endpoint, team: connection.settings.team ?? null };
}

function* readWorkspace(place: Place, learned: Learned): Step<SlackTeam> {
  const owner = yield* requestTokenOwner(place);
  learned.owner = owner;
  yield* source(learned);
  const { team, wrong } = yield* requestTeam(place, owner.team);
  learned.tenant = { id: team.id, name: team.name };
  yield* source(learned);
  yield { records: [team] };
  if (wrong.length > 0)
    yield { problem: malformed([`the workspace: ${wrong.join(', ')} of the wrong type`]) };
}

function* readUsers(place: Place, learned: Learned): Step<SlackUser> {
  const { owner } = learned;
  yield* source(learned);
  const team = place.team ?? learned.tenant?.id ?? owner.team;
  const seen = visibility(owner);
  const faults: string[] = [];
  try {
    yield* requestUsers<SlackUser>(place, function* ({ members }) {
      const users = members.flatMap((member) => userOf(member, team, faults));
      for (const user of users) seen.see(user);
      yield { records: users };
    });
    for (const problem of seen.problems()) yield { problem };
  } finally {
    if (faults.length > 0) yield { problem: malformed(faults) };
  }
}

function userOf(member: unknown, team: string | null, faults: string[]): SlackUser[] {
  const wrong: string[] = [];
  const user = readUser(member, team, wrong);
  if (user === null) faults.push('a user without an id, who was left out');
  else if (wrong.length > 0) faults.push(`user ${user.id}: ${wrong.join(', ')} of the wrong type`);
  return user === null ? [] : [user];
}

function* source({ owner, tenant }: Learned): Step<never> {
  const principal = [owner.name, owner.id && `(${owner.id})`].filter(Boolean).join(' ');
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
