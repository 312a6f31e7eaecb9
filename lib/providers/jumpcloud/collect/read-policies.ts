import { type Place, requestList } from '../../../declared/collect/requests.ts';
import type { ListEndpoint } from '../../../declared/paging.ts';
import type { JumpCloudPolicy } from '../../../evidence/datasets/jumpcloud.ts';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import { policyIn } from './policy.ts';

const list: ListEndpoint = {
  ask: '/api/v2/authn/policies?limit=100',
  items: null,
  paging: { offset: 'skip' },
  total: { header: 'x-total-count' },
};

/** Every conditional access policy, those that are off and those that only watch among them. */
export function* readPolicies(place: Place): Reading<JumpCloudPolicy, ProviderRequest> {
  yield { source: { origin: 'api', tenant: { id: null, name: null } } };
  let [listed, counted] = [0, 0];
  try {
    yield* requestList<JumpCloudPolicy>(place, list, function* ({ items, total }) {
      listed += items.length;
      counted = Math.max(counted, total ?? 0);
      yield { records: items.map(readOne) };
    });
  } catch (error) {
    if (listed > 0 || !isNowhere(error)) throw error;
  }
  if (listed < counted)
    yield {
      problem: {
        code: 'truncated',
        message: `JumpCloud counts ${counted} conditional access policies and listed ${listed}. Run again; if it happens again, tell the provider.`,
      },
    };
}

/** Where there is no such list, no policy stands on it. A key that may not read it is refused otherwise. */
function isNowhere(error: unknown): boolean {
  return findCollectError(error)?.status === 404;
}

function readOne(item: unknown): JumpCloudPolicy {
  const policy = policyIn(item);
  if (policy) return policy;
  throw new CollectError(
    'malformed',
    'A conditional access policy has no id. Check that the endpoint is the provider’s own.',
  );
}

/** Enough to know that policies may be read. */
export function* probePolicies(place: Place): Reading<never, ProviderRequest, string> {
  try {
    yield* requestList<never>(place, list, function* () {
      yield { records: [] };
      return enough;
    });
  } catch (error) {
    if (!isNowhere(error)) throw error;
    return 'There are no conditional access policies here.';
  }
  return 'Conditional access policies can be read.';
}
