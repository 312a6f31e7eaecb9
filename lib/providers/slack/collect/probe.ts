import type { Dataset } from '../../../evidence/dataset.ts';
import * as datasets from '../../../evidence/datasets/slack.ts';
import { CollectError } from '../../../evidence/problem.ts';
import { probeDataset } from '../../probe-dataset.ts';
import type { ProbeResult } from '../../provider.ts';
import type { SlackClient } from './client.ts';
import { askerOf, connect, type Session } from './collect.ts';
import { readToken } from './credential.ts';
import { readUser } from './schema.ts';
import { visibility } from './visibility.ts';

/** One line for each dataset: whether it can be collected, or what to grant. */
export async function probe(session: Session): Promise<readonly ProbeResult[]> {
  return [
    await ask(session, datasets.team, async (client) => {
      const { team } = await client.team();
      return `The workspace ${team.name ?? team.id} can be read.`;
    }),
    await ask(session, datasets.users, (client) => probeUsers(session, client)),
  ];
}

function ask<Row extends object>(
  session: Session,
  dataset: Dataset<Row>,
  question: (client: SlackClient) => Promise<string>,
): Promise<ProbeResult> {
  return probeDataset(session, dataset, (sink) => question(connect(session, sink)));
}

/** Reads on only until there is somebody by whom to tell what the token may see. */
async function probeUsers(session: Session, client: SlackClient): Promise<string> {
  const asker = await askerOf(client);
  const seen = visibility(asker.id, readToken(session.connection.credential));
  for await (const { members } of client.users()) {
    for (const member of members) {
      const user = readUser(member, []);
      if (user) seen.see(user);
    }
    if (seen.sawOthers()) break;
  }
  const [first, ...others] = seen.problems();
  if (first) throw new CollectError(first.code, [first, ...others].map(({ message }) => message).join(' '));
  return 'Users can be read, with their two-factor authentication and addresses.';
}
