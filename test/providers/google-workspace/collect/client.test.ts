import { expect, test } from '@jest/globals';
import { CollectError } from '../../../../lib/evidence/problem.ts';
import { result } from '../../../../lib/providers/follow.ts';
import {
  type ClientOptions,
  googleClient,
} from '../../../../lib/providers/google-workspace/collect/client.ts';
import type { Page } from '../../../../lib/providers/google-workspace/collect/page.ts';
import {
  type GoogleRequest,
  requestGroups,
  requestOrgUnits,
  requestPolicies,
  requestUsers,
  type Take,
} from '../../../../lib/providers/google-workspace/collect/requests.ts';
import { tenantFor } from '../../../../lib/providers/google-workspace/collect/tenant.ts';
import type { ProviderClient, Reading } from '../../../../lib/providers/reader.ts';

const acme = { endpoint: null, tenant: tenantFor({ customer: 'C01234567', subject: 'admin@acme.example' }) };

/** A client whose answers are given in turn, with what it asked and how long it paused. */
function client(answers: readonly object[], change: Partial<ClientOptions> = {}) {
  const asked: URL[] = [];
  const pauses: number[] = [];
  const google = googleClient({
    fetch: async (url) => Response.json(answers[asked.push(new URL(url)) - 1]),
    endpoint: null,
    signal: undefined,
    clock: () => new Date(),
    pause: async (ms) => pauses.push(ms),
    ...change,
  });
  return { google, asked, pauses };
}

const twoPages = [{ policies: [{}], nextPageToken: 'next' }, { policies: [{}] }];

test('pages of policies are asked of Google a second apart', async () => {
  const { google, asked, pauses } = client(twoPages);
  expect(await all(google, (take) => requestPolicies(acme, take))).toHaveLength(2);
  expect(asked.map((url) => url.host)).toEqual(Array(2).fill('cloudidentity.googleapis.com'));
  expect(pauses).toEqual([1_000]);
});

test('and without a pause of an endpoint that is not Google', async () => {
  const { google, asked, pauses } = client(twoPages, { endpoint: 'https://gate.example/google' });
  const place = { ...acme, endpoint: 'https://gate.example/google' };
  expect(await all(google, (take) => requestPolicies(place, take))).toHaveLength(2);
  expect(asked[1]?.href).toMatch(/^https:\/\/gate\.example\/google\/v1\/policies\?.*pageToken=next/);
  expect(pauses).toEqual([]);
});

test('a stopped run does not wait, and learns it from the next request', async () => {
  let requests = 0;
  const google = googleClient({
    endpoint: null,
    signal: AbortSignal.abort(),
    clock: () => new Date(),
    fetch: async () => {
      if (requests++ > 0) throw new CollectError('interrupted', 'The run was stopped.');
      return Response.json(twoPages[0]);
    },
  });
  await expect(all(google, (take) => requestPolicies(acme, take))).rejects.toThrow(
    new CollectError('interrupted', 'The run was stopped.'),
  );
});

test('people, units, policies and groups are those of the customer that is configured', async () => {
  const { google, asked } = client([{ kind: 'users' }, { kind: 'units' }, { kind: 'groups' }, {}]);
  await all(google, (take) => requestUsers(acme, take));
  await result(requestOrgUnits(acme), google);
  await all(google, (take) => requestGroups(acme, take));
  await all(google, (take) => requestPolicies(acme, take));
  expect(asked[0]?.searchParams.get('customer')).toBe('C01234567');
  expect(asked[1]?.pathname).toBe('/admin/directory/v1/customer/C01234567/orgunits');
  expect(asked[2]?.searchParams.get('customer')).toBe('C01234567');
  expect(asked[3]?.searchParams.get('filter')).toMatch(/^customer == "customers\/C01234567" && /);
});

test('an error of the fetch comes out as it went in', async () => {
  const error = new CollectError('denied', 'No.');
  const { google } = client([], { fetch: () => Promise.reject(error) });
  await expect(result(requestOrgUnits(acme), google)).rejects.toBe(error);
});

async function all(
  ask: ProviderClient<GoogleRequest>,
  pages: (take: Take<never>) => Reading<never, GoogleRequest>,
): Promise<Page[]> {
  const found: Page[] = [];
  // biome-ignore lint/correctness/useYield: looking at a page says nothing
  const take: Take<never> = function* (page) {
    found.push(page);
  };
  await result(pages(take), ask);
  return found;
}
