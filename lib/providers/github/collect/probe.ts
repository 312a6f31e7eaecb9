import type { Dataset } from '../../../evidence/dataset.ts';
import {
  consumedLicenses,
  members,
  organization,
  outsideCollaborators,
  policyDocuments,
} from '../../../evidence/datasets/github.ts';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import { result } from '../../follow.ts';
import { type Found, probeDataset } from '../../probe-dataset.ts';
import type { CollectSession, ProbeResult } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { connect } from './connect.ts';
import { lookFor } from './documents.ts';
import { readLicenses } from './licenses.ts';
import { documentsOf, placeOf } from './read.ts';
import { asItIs, ownersOnly } from './refusal.ts';
import {
  type List,
  type Page,
  type PeopleFilter,
  type Place,
  type Requests,
  requestOrganization,
  requestPeople,
} from './requests.ts';
import type { DocumentPlace } from './requests-documents.ts';
import { readAccounts, readOrganization } from './schema.ts';

/** Asks for one record per question of each dataset; says what is missing, and when the token ends. */
export async function probe(session: CollectSession<Settings>): Promise<readonly ProbeResult[]> {
  const place = placeOf(session);
  const { enterprise } = session.connection.settings;
  return [
    await tryOne(session, organization, () => probeOrganization(place)),
    ...(enterprise === undefined
      ? []
      : [await tryOne(session, consumedLicenses, () => probeLicenses(place, enterprise))]),
    await tryOne(session, members, () => probePeople(place, 'members')),
    await tryOne(session, outsideCollaborators, () => probePeople(place, 'outside_collaborators')),
    ...(session.needs.policies.length > 0
      ? [await tryOne(session, policyDocuments, () => probeDocuments(documentsOf(session)))]
      : []),
  ];
}

function tryOne(
  session: CollectSession<Settings>,
  dataset: Dataset<never>,
  request: () => Requests<string | Found>,
): Promise<ProbeResult> {
  return probeDataset(session, dataset, async (sink) => result(request(), connect(session, sink)));
}

function* probeOrganization(place: Place): Requests<Found> {
  const { body, token } = yield* requestOrganization(place);
  const { problem } = readOrganization(body, place.org);
  if (problem && !(place.managed && problem.code === 'not-visible'))
    throw new CollectError(problem.code, problem.message);
  const { expires } = token;
  const end =
    expires === null ? 'GitHub names no day on which the token ends.' : `The token ends on ${expires}.`;
  const message = `Whether two-factor authentication is required can be read. ${end}`;
  return { message, ...(expires === null ? {} : { expires }) };
}

function* probeLicenses(place: Place, enterprise: string): Requests<string> {
  const { consumed } = yield* readLicenses(place, enterprise);
  return `How many licences of ${enterprise} are taken can be read (${consumed}).`;
}

function* probePeople(place: Place, list: List): Requests<string> {
  const somebody = yield* seesAny(place, list, { filter: 'all' }, asItIs);
  if (!somebody && list === 'members')
    throw new CollectError(
      'not-visible',
      'GitHub names no member. Use a token of an owner with the permission Members: Read-only.',
    );
  const who = list === 'members' ? 'Members' : 'Outside collaborators';
  if (place.managed) return `${who} can be read; their identity provider handles their second factor.`;
  for (const filter of ['2fa_disabled', '2fa_insecure'] as const)
    yield* seesAny(place, list, { filter }, ownersOnly);
  return `${who} can be read, with who has no secure two-factor authentication.`;
}

/** Documents are few, so that each is asked for as at night. */
function* probeDocuments(places: readonly DocumentPlace[]): Requests<string> {
  for (const place of places) {
    const { record, problems } = yield* lookFor(place);
    const [problem] = problems;
    if (problem) throw new CollectError(problem.code, problem.message);
    if (record.state !== 'file')
      throw new CollectError('rejected', `There is no document ${place.path} in ${place.repository}.`);
  }
  return `Every policy document listed can be read (${places.length}).`;
}

/** Whether the first page, of one entry, names anybody. */
function* seesAny(
  place: Place,
  list: List,
  filter: PeopleFilter,
  explain: (error: CollectError) => CollectError,
): Requests<boolean> {
  let seen = false;
  try {
    // biome-ignore lint/correctness/useYield: looking at a page says nothing
    const take = function* ({ items }: Page): Requests<typeof enough> {
      const { value, problem } = readAccounts(items, list);
      if (problem) throw new CollectError(problem.code, problem.message);
      seen = value.length > 0;
      return enough;
    };
    yield* requestPeople(place, list, filter, take, 1);
    return seen;
  } catch (error) {
    const known = findCollectError(error);
    throw known ? explain(known) : error;
  }
}
