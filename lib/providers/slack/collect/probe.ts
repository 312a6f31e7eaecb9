import type { Dataset } from '../../../evidence/dataset.ts';
import * as datasets from '../../../evidence/datasets/slack.ts';
import { CollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import { result } from '../../follow.ts';
import { probeDataset } from '../../probe-dataset.ts';
import type { ProbeResult } from '../../provider.ts';
import type { Reading } from '../../reader.ts';
import { connect, type Session } from './collect.ts';
import { askAsker, askTeam, askUsers, type Place, type SlackQuestion } from './questions.ts';
import { placeOf } from './read.ts';
import { readUser } from './schema.ts';
import { visibility } from './visibility.ts';

/** One line for each dataset: whether it can be collected, or what to grant. */
export async function probe(session: Session): Promise<readonly ProbeResult[]> {
  const place = placeOf(session);
  return [
    await ask(session, datasets.team, function* () {
      const { team } = yield* askTeam(place, (yield* askAsker(place)).team);
      return `The workspace ${team.name ?? team.id} can be read.`;
    }),
    await ask(session, datasets.users, () => probeUsers(place)),
  ];
}

function ask<Row extends object>(
  session: Session,
  dataset: Dataset<Row>,
  question: () => Reading<never, SlackQuestion, string>,
): Promise<ProbeResult> {
  return probeDataset(session, dataset, async (sink) => result(question(), connect(session, sink)));
}

/** Reads on only until there is somebody by whom to tell what the token may see. */
function* probeUsers(place: Place): Reading<never, SlackQuestion, string> {
  const asker = yield* askAsker(place);
  const seen = visibility(asker);
  // biome-ignore lint/correctness/useYield: looking at a page says nothing
  yield* askUsers<never>(place, function* ({ members }) {
    for (const member of members) {
      const user = readUser(member, place.team ?? asker.team, []);
      if (user) seen.see(user);
    }
    return seen.sawOthers() ? enough : null;
  });
  const [first, ...others] = seen.problems();
  if (first) throw new CollectError(first.code, [first, ...others].map(({ message }) => message).join(' '));
  return 'Users can be read, with their two-factor authentication and addresses.';
}
