import { accountSummary, credentialReport } from '../../../../evidence/datasets/aws.ts';
import {
  identityCenterAssignments,
  identityCenterGroups,
  identityCenterUsers,
  organizationAccounts,
  organizationFeatures,
} from '../../../../evidence/datasets/aws-organization.ts';
import type { Problem } from '../../../../evidence/problem.ts';
import { type ConnectionReader, type ReaderInput, reads } from '../../../reader.ts';
import type { Organization, Settings } from '../../settings.ts';
import { readAssignments } from './assignments.ts';
import { readGroups, readUsers } from './center.ts';
import { readFeatures } from './features.ts';
import { readReports, readSummaries } from './iam.ts';
import type { Learned } from './learned.ts';
import { readAccounts } from './list.ts';
import type { OrganizationPlace, SignedRequest } from './requests.ts';

/** All accounts of an organization. Which there are comes first: every other list is asked in them. */
export function readOrganization(
  input: ReaderInput<Settings>,
  organization: Organization,
): ConnectionReader<SignedRequest> {
  const place = organizationPlace(input, organization);
  const { now } = input.needs;
  const learned = nothingLearned();
  return [
    reads(organizationAccounts, () => readAccounts(place, learned, now)),
    reads(credentialReport, () => readReports(place, learned, now)),
    reads(accountSummary, () => readSummaries(place, learned)),
    reads(organizationFeatures, () => readFeatures(place, learned)),
    ...(organization.identityCenter === 'none' ? [] : center(place, learned)),
  ];
}

function center(place: OrganizationPlace, learned: Learned): ConnectionReader<SignedRequest> {
  return [
    reads(identityCenterUsers, () => readUsers(place, learned)),
    reads(identityCenterGroups, () => readGroups(place, learned)),
    reads(identityCenterAssignments, () => readAssignments(place, learned)),
  ];
}

export function organizationPlace(
  { connection }: Pick<ReaderInput<Settings>, 'connection'>,
  organization: Organization,
): OrganizationPlace {
  return { endpoint: connection.endpoint, region: connection.settings.region, organization };
}

export function nothingLearned(): Learned {
  return {
    source: {},
    management: null,
    accounts: null,
    moreAccounts: null,
    center: null,
    users: { rows: [], problem: notRead('identity-center-users') },
    groups: { rows: [], problem: notRead('identity-center-groups') },
  };
}

function notRead(dataset: string): Problem {
  return { code: 'interrupted', message: `The dataset ${dataset} was not read to its end.` };
}
