import type { Dataset } from '../../../evidence/dataset.ts';
import * as datasets from '../../../evidence/datasets/bitwarden.ts';
import { CollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import { plural } from '../../../text/plural.ts';
import { result } from '../../follow.ts';
import { probeDataset } from '../../probe-dataset.ts';
import type { ProbeResult } from '../../provider.ts';
import { connect, type Session } from './collect.ts';
import { eventsRange } from './read-events.ts';
import { type Place, placeOf, type Requests, requestAll, requestEvents, requestMember } from './requests.ts';
import { readAssociations, readMember } from './schema.ts';
import { hiddenFactors, nobodyThere } from './visibility.ts';

/** One line for each dataset: whether it can be collected, or what to mend. Lists come whole, or not at all. */
export async function probe(session: Session): Promise<readonly ProbeResult[]> {
  const place = placeOf(session);
  const one = <Row extends object>(dataset: Dataset<Row>, requests: () => Requests<string>) =>
    probeDataset(session, dataset, async (sink) => result(requests(), connect(session, sink)));
  return [
    await one(datasets.members, () => probeMembers(place)),
    await one(datasets.groups, () => counted(place, 'groups', 'group')),
    await one(datasets.collections, () => counted(place, 'collections', 'collection')),
    await one(datasets.collectionAccess, () => probeAccess(place)),
    await one(datasets.policies, () => counted(place, 'policies', 'policy')),
    await one(datasets.events, () => probeEvents(place, session.needs.now)),
  ];
}

function* membersOf(place: Place) {
  return (yield* requestAll(place, 'members')).flatMap((item) => readMember(item, []) ?? []);
}

function* probeMembers(place: Place): Requests<string> {
  const members = yield* membersOf(place);
  const [problem] = [...nobodyThere(members), ...hiddenFactors(members)];
  if (problem) throw new CollectError(problem.code, problem.message);
  return `${plural(members.length, 'member')} can be read, with their two-step login.`;
}

function* counted(place: Place, name: 'groups' | 'collections' | 'policies', one: string): Requests<string> {
  const { length } = yield* requestAll(place, name);
  return `The list of ${name} can be read: ${length === 1 ? `one ${one}` : length}.`;
}

function* probeAccess(place: Place): Requests<string> {
  const [first] = yield* membersOf(place);
  if (!first)
    throw new CollectError('not-visible', 'Bitwarden lists no member, so that none can be asked for.');
  if (readAssociations(yield* requestMember(place, first.id), 'collections', []) !== null)
    return 'What was assigned to a member can be read.';
  throw new CollectError(
    'not-visible',
    'Bitwarden does not say what was assigned to a member (collections).',
  );
}

function* probeEvents(place: Place, now: Date): Requests<string> {
  // biome-ignore lint/correctness/useYield: looking at a page says nothing
  yield* requestEvents<never>(place, eventsRange({ until: now.toISOString() }, now), function* () {
    return enough;
  });
  return 'Events can be read.';
}
