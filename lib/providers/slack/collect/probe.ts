import type { Dataset } from '../../../evidence/dataset.ts';
import * as datasets from '../../../evidence/datasets/slack.ts';
import { CollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import { result } from '../../follow.ts';
import { probeDataset } from '../../probe-dataset.ts';
import type { ProbeResult } from '../../provider.ts';
import type { Reading } from '../../reader.ts';
import { connect, type Session } from './collect.ts';
import { placeOf } from './read.ts';
import { type Place, requestTeam, requestTokenOwner, requestUsers, type SlackRequest } from './requests.ts';
import { readUser } from './schema.ts';
import { visibility } from './visibility.ts';

/** One line for each dataset: whether it can be collected, or what to grant. */
export async function probe(session: Session): Promise<readonly ProbeResult[]> {
  const place = placeOf(session);
  return [
    await tryOne(session, datasets.team, function* () {
      const { team } = yield* requestTeam(place, (yield* requestTokenOwner(place)).team);
      return `The workspace ${team.name ?? team.id} can be read.`;
    }),
    await tryOne(session, datasets.users, () => probeUsers(place)),
  ];
}

function tryOne<Row extends object>(
  session: Session,
  dataset: Dataset<Row>,
  request: () => Reading<never, SlackRequest, string>,
): Promise<ProbeResult> {
  return probeDataset(session, dataset, async (sink) => result(request(), connect(session, sink)));
}

/** Reads on only until there is somebody by whom to tell what the token may see. */
function* probeUsers(place: Place): Reading<never, SlackRequest, string> {
  const owner = yield* requestTokenOwner(place);
  const seen = visibility(owner);
  // biome-ignore lint/correctness/useYield: looking at a page says nothing
  yield* requestUsers<never>(place, function* ({ members }) {
    for (const member of members) {
      const user = readUser(member, place.team ?? owner.team, []);
      if (user) seen.see(user);
    }
    return seen.sawOthers() ? enough : null;
  });
  const [first, ...others] = seen.problems();
  if (first) throw new CollectError(first.code, [first, ...others].map(({ message }) => message).join(' '));
  return 'Users can be read, with their two-factor authentication and addresses.';
}
