import type { googleClient } from '../../../lib/providers/google-workspace/collect/client.ts';

const units = { organizationUnits: [{}] };

/** What a client asks when it is asked for everything it can list, and given two pages of each. */
export async function questions(client: typeof googleClient): Promise<unknown[]> {
  const asked: unknown[] = [];
  const google = client({
    fetch: async (url, { method, headers } = {}) => {
      asked.push({ url: String(url), method, headers: [...new Headers(headers)] });
      const more = asked.length % 2 === 1 ? { nextPageToken: 'a token/+&' } : {};
      const list = [{}];
      return Response.json({ users: list, policies: list, groups: list, members: list, ...units, ...more });
    },
    endpoint: null,
    customer: 'C01 23/4567',
    signal: undefined,
    pause: async () => {},
  });
  for (const list of [google.users(), google.policies(), google.groups(), google.members('a group/+@x')])
    for await (const _ of list);
  await google.orgUnits();
  return asked;
}
