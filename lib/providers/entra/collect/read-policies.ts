import { type Place, requestList, requestOne } from '../../../declared/collect/requests.ts';
import type { EntraPolicy } from '../../../evidence/datasets/entra.ts';
import { CollectError, type Problem } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import { groupsIn } from './groups.ts';
import { conditionalAccessPolicy, securityDefaultsPolicy } from './policy.ts';
import { conditionalAccess, securityDefaults } from './requests.ts';
import { withGroups } from './with-groups.ts';

/** Security defaults, and every policy of conditional access, those that are off and those that only report among them. */
export function* readPolicies(place: Place): Reading<EntraPolicy, ProviderRequest> {
  yield { source: { origin: 'api', tenant: { id: String(place.settings.tenant), name: null } } };
  const defaults = yield* requestDefaults(place);
  const found = [defaults];
  const membersOf = groupsIn(place);
  yield* requestList<never>(place, conditionalAccess, function* ({ items }) {
    for (const item of items) found.push(yield* withGroups(policyIn(item), item, membersOf));
    yield { records: [] };
  });
  // They are judged together: that no policy asks follows only from all of them.
  yield { records: found };
  if (defaults.state === null) yield { problem: hidden };
}

function policyIn(item: unknown): EntraPolicy {
  const policy = conditionalAccessPolicy(item);
  if (policy) return policy;
  throw new CollectError(
    'malformed',
    'A policy of conditional access has no id. Check that the endpoint is the provider’s own.',
  );
}

const hidden: Problem = {
  code: 'not-visible',
  message:
    'Entra does not show whether security defaults are on. Consent, as an administrator, to Policy.Read.All for the app.',
};

/** Enough to know that policies may be read. */
export function* probePolicies(place: Place): Reading<never, ProviderRequest, string> {
  if ((yield* requestDefaults(place)).state === null) throw new CollectError(hidden.code, hidden.message);
  yield* requestList<never>(place, conditionalAccess, function* () {
    yield { records: [] };
    return enough;
  });
  return 'Security defaults and policies of conditional access can be read.';
}

function* requestDefaults(place: Place): Reading<never, ProviderRequest, EntraPolicy> {
  const body = yield* requestOne(place, securityDefaults, 'Entra’s answer on security defaults');
  const policy = securityDefaultsPolicy(body);
  if (policy) return policy;
  throw new CollectError(
    'malformed',
    'Entra’s answer on security defaults is not of the documented shape. Check that the endpoint is the provider’s own.',
  );
}
