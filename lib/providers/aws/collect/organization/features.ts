import type { AwsOrganizationFeatures } from '../../../../evidence/datasets/aws-organization.ts';
import { CollectError } from '../../../../evidence/problem.ts';
import { type Reading, send } from '../../../reader.ts';
import { givenIn } from '../requests.ts';
import type { Requests } from './json-response.ts';
import type { Learned } from './learned.ts';
import { requestWho } from './list.ts';
import { type OrganizationPlace, query, type SignedRequest } from './requests.ts';

/** What the organization turned on for the root users of its members. */
export function* readFeatures(
  place: OrganizationPlace,
  learned: Learned,
): Reading<AwsOrganizationFeatures, SignedRequest> {
  yield { source: { ...learned.source, principal: yield* requestWho(place) } };
  const { features, id } = yield* requestFeatures(place, learned);
  yield {
    records: [
      {
        enabledFeatures: features.toSorted(),
        id,
        rootCredentialsManagement: features.includes('RootCredentialsManagement'),
        rootSessions: features.includes('RootSessions'),
      },
    ],
  };
}

export function* requestFeatures(
  place: OrganizationPlace,
  { source }: Learned,
): Requests<{ readonly id: string; readonly features: readonly string[] }> {
  const action = 'ListOrganizationsFeatures';
  const own = source.tenant?.id ?? null;
  try {
    const session = place.organization.management ?? null;
    const response = yield* send(query(place, 'iam', action, { session, about: 'organization' }));
    const { fields } = givenIn(response, action);
    const id = fields.get('OrganizationId')?.text ?? '';
    const enabled = fields.get('EnabledFeatures');
    if (id === '' || (own !== null && id !== own) || !enabled)
      throw new CollectError(
        'malformed',
        `AWS ${action} does not say what is enabled for the organization ${own ?? 'that is asked'}.`,
      );
    return { id, features: enabled.children.map(({ text }) => text) };
  } catch (error) {
    // Without trusted access for IAM, nothing of it can be on.
    if (own !== null && error instanceof CollectError && /ServiceAccessNotEnabled/.test(error.message))
      return { id: own, features: [] };
    throw error;
  }
}
