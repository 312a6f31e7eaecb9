import type {
  GitHubLicenses,
  GitHubMember,
  GitHubOrganization,
  GitHubOutsideCollaborator,
  GitHubPolicyDocument,
} from '../../../evidence/datasets/github.ts';
import * as datasets from '../../../evidence/datasets/github.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { ConnectionReader, ProviderRequest, ReaderInput, Reading, SourceFacts } from '../../reader.ts';
import { reads } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { lookFor } from './documents.ts';
import { readLicenses } from './licenses.ts';
import { isFinal, isWhole } from './member-list.ts';
import { type MemberLists, problemsOf, readMemberLists } from './member-lists.ts';
import { joinMemberLists } from './people.ts';
import { baseOf, type Place, requestOrganization } from './requests.ts';
import type { DocumentPlace } from './requests-documents.ts';
import { readOrganization } from './schema.ts';

/** What one dataset tells the next. */
interface Learned {
  tenant: NonNullable<SourceFacts['tenant']>;
  /**
   * Why silence about outside collaborators proves nothing; null once GitHub answered an owner's questions about members to
   * the end, the filters included.
   */
  unbelievable: Problem | null;
  /** Whether it is an owner who asks, by GitHub's showing of this very organization what it shows to owners only. */
  owner: boolean;
}

/** The organization, its people, and documents where the configuration lists any. */
export function read(input: ReaderInput<Settings>): ConnectionReader<ProviderRequest> {
  const place = placeOf(input);
  const tenant = { id: null, name: place.org };
  const learned: Learned = { tenant, unbelievable: unanswered, owner: false };
  const people = [
    reads(datasets.organization, () => readTheOrganization(place, learned)),
    ...licensesOf(input, place, learned),
    reads(datasets.members, () => readMembers(place, learned)),
    reads(datasets.outsideCollaborators, () => readOutside(place, learned)),
  ];
  if (input.needs.policies.length === 0) return people;
  return [...people, reads(datasets.policyDocuments, () => readDocuments(documentsOf(input), learned))];
}

export function placeOf({ connection }: ReaderInput<Settings>): Place {
  const { managedUsers, org } = connection.settings;
  return { endpoint: connection.endpoint, org, managed: managedUsers === true };
}

function licensesOf(
  { connection: { settings } }: ReaderInput<Settings>,
  place: Place,
  learned: Learned,
): ConnectionReader<ProviderRequest> {
  const { enterprise } = settings;
  if (enterprise === undefined) return [];
  const read = function* (): Reading<GitHubLicenses, ProviderRequest> {
    yield { source: { tenant: learned.tenant } };
    yield { records: [yield* readLicenses(place, enterprise)] };
  };
  return [reads(datasets.consumedLicenses, read)];
}

/** Where the documents are: a repository without an owner is the organization's. */
export function documentsOf({ connection, needs }: ReaderInput<Settings>): readonly DocumentPlace[] {
  return needs.policies.map(({ repository, path, branch }) => ({
    base: baseOf(connection),
    repository: repository.includes('/') ? repository : `${connection.settings.org}/${repository}`,
    path,
    ref: branch,
  }));
}

function* readTheOrganization(place: Place, learned: Learned): Reading<GitHubOrganization, ProviderRequest> {
  const { value, problem } = readOrganization((yield* requestOrganization(place)).body, place.org);
  learned.owner = value.twoFactorRequirementEnabled !== null;
  learned.tenant = { id: value.id, name: value.login };
  yield { source: { tenant: learned.tenant } };
  yield { records: [value] };
  // Of managed users GitHub may have nothing to require.
  if (problem && !(place.managed && problem.code === 'not-visible')) yield { problem };
}

function* readMembers(place: Place, learned: Learned): Reading<GitHubMember, ProviderRequest> {
  yield { source: { tenant: learned.tenant } };
  const owner = place.managed === true || learned.owner;
  const lists = yield* readMemberLists(place, 'members');
  learned.unbelievable = unbelievableAfter(lists);
  const { rows, problems } = joinMemberLists(lists, owner && place.managed !== true);
  yield { records: rows };
  for (const problem of [...problemsOf(lists), ...problems, ...ownerless(lists)]) yield { problem };
  if (!owner) yield { problem: notAnOwner };
}

function* readOutside(place: Place, learned: Learned): Reading<GitHubOutsideCollaborator, ProviderRequest> {
  yield { source: { tenant: learned.tenant } };
  const owner = place.managed === true || learned.owner;
  const lists = yield* readMemberLists(place, 'outside_collaborators');
  const { unbelievable } = learned;
  const { rows, problems } = joinMemberLists(lists, owner && place.managed !== true && unbelievable === null);
  yield { records: rows.map(({ role, ...outside }) => outside) };
  for (const problem of [...problemsOf(lists), ...problems]) yield { problem };
  if (place.managed) return;
  if (unbelievable) yield { problem: unbelievable };
  else if (!owner) yield { problem: notAnOwner };
}

function* readDocuments(
  places: readonly DocumentPlace[],
  learned: Learned,
): Reading<GitHubPolicyDocument, ProviderRequest> {
  yield { source: { tenant: learned.tenant } };
  for (const place of places) {
    const { record, problems } = yield* lookFor(place);
    yield { records: [record] };
    for (const problem of problems) yield { problem };
    if (isFinal({ problems })) break;
  }
}

/** Nobody at all, or no owner, is not what an organization looks like, but what a token that does not see all is shown. */
function ownerless({ everybody, owners }: MemberLists): readonly Problem[] {
  const missing = [everybody, owners].findIndex(
    (memberList) => isWhole(memberList) && memberList.accounts.size === 0,
  );
  if (missing < 0) return [];
  const [whom, rest] = missing === 0 ? ['member', 'the members'] : ['owner', 'all members'];
  const message =
    `GitHub names no ${whom}, though every organization has an owner: the token does not see ${rest}. ` +
    'Use a token of an owner with the permission Members: Read-only.';
  return [{ code: 'not-visible', message }];
}

/** What GitHub shows to owners alone was not shown: the filters, which are for owners too, may have been passed over. */
const notAnOwner: Problem = {
  code: 'not-visible',
  message:
    'GitHub did not show for this organization what it shows to owners (two_factor_requirement_enabled), so its ' +
    'empty list of people without two-factor authentication is not trusted. Use a token of an owner, made for this organization.',
};

/** That these filters are for owners only is documented for members, not for outside collaborators. */
function unbelievableAfter({ disabled, insecure }: MemberLists): Problem | null {
  const filters = [disabled, insecure];
  if (filters.some(({ problems }) => problems.some(({ code }) => code === 'denied'))) return refused;
  return filters.every(isWhole) ? null : unanswered;
}

const refused: Problem = {
  code: 'denied',
  message:
    'GitHub refused to say which members have two-factor authentication, so its empty list of outside ' +
    'collaborators without it is not trusted. Use a token of an owner with the permission Members: Read-only.',
};

const unanswered: Problem = {
  code: 'not-visible',
  message:
    'The list of members ended before GitHub had said which of them have no secure two-factor authentication, so that an ' +
    'empty answer about outside collaborators does not show that all of them have it. See the dataset members, and run again.',
};
