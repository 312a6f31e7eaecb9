import { type Place, requestList } from '../../../declared/collect/requests.ts';
import type { Address, ListEndpoint } from '../../../declared/paging.ts';
import type { OktaPolicy, OktaRule } from '../../../evidence/datasets/okta.ts';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import { policyIn, ruleIn } from './policy.ts';

const types = ['MFA_ENROLL', 'OKTA_SIGN_ON', 'ACCESS_POLICY'] as const;

/** Policies of enrolment and of signing in, the latter with their rules, those that are off among them. */
export function* readPolicies(place: Place): Reading<OktaPolicy, ProviderRequest> {
  const domain = String(place.settings.domain);
  yield { source: { origin: 'api', tenant: { id: domain, name: domain } } };
  const found: OktaPolicy[] = [];
  // They are judged together: of some of them nothing follows.
  for (const type of types) found.push(...(yield* readType(place, type)));
  yield { records: found };
}

/** Enough to know that policies may be read. */
export function* probePolicies(place: Place): Reading<never, ProviderRequest, string> {
  yield* requestList<never>(place, listOf('/api/v1/policies?type=MFA_ENROLL'), function* ({ items }) {
    yield { records: [] };
    if (items.length === 0) throw new CollectError('not-visible', nothingShown('MFA_ENROLL'));
    return enough;
  });
  return 'Policies of enrolment can be read.';
}

/** A Classic organization has no policies of applications, and refuses the question for them. */
function* readType(
  place: Place,
  type: (typeof types)[number],
): Reading<never, ProviderRequest, readonly OktaPolicy[]> {
  const found: OktaPolicy[] = [];
  try {
    yield* readList(place, listOf(`/api/v1/policies?type=${type}`), (item) => policyIn(item, type), found);
  } catch (error) {
    const isUnknown = findCollectError(error)?.status === 400;
    if (type === 'ACCESS_POLICY' && found.length === 0 && isUnknown) return [];
    throw error;
  }
  if (found.length === 0 && type !== 'ACCESS_POLICY')
    yield { problem: { code: 'not-visible', message: nothingShown(type) } };
  if (type === 'MFA_ENROLL') return found;
  const whole: OktaPolicy[] = [];
  for (const policy of found) whole.push({ ...policy, rules: yield* readRules(place, policy) });
  return whole;
}

function* readRules(place: Place, { id }: OktaPolicy): Reading<never, ProviderRequest, readonly OktaRule[]> {
  const rules: OktaRule[] = [];
  const list = listOf(`/api/v1/policies/${encodeURIComponent(id)}/rules`);
  yield* readList(place, list, ruleIn, rules);
  return rules.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function* readList<One>(
  place: Place,
  list: ListEndpoint,
  read: (item: unknown) => One | null,
  found: One[],
): Reading<never, ProviderRequest> {
  yield* requestList<never>(place, list, function* ({ items }) {
    for (const item of items) {
      const one = read(item);
      if (one === null) throw malformed();
      found.push(one);
    }
    yield { records: [] };
  });
}

function malformed(): CollectError {
  return new CollectError(
    'malformed',
    'A policy, or a rule of one, has no id. Check that the endpoint is the provider’s own.',
  );
}

/** There is always Okta's own. */
function nothingShown(type: string): string {
  return `Okta shows no policy of the type ${type}, and an organization always has one. Give the app okta.policies.read and the role of a read-only administrator.`;
}

function listOf(ask: Address): ListEndpoint {
  return { ask, items: null, paging: 'link', total: null };
}
