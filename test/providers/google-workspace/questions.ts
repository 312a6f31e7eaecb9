import { result } from '../../../lib/providers/follow.ts';
import type { googleClient } from '../../../lib/providers/google-workspace/collect/client.ts';
import {
  askGroups,
  askMembers,
  askOrgUnits,
  askPolicies,
  askUsers,
  type Take,
} from '../../../lib/providers/google-workspace/collect/questions.ts';

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
    signal: undefined,
    clock: () => new Date(),
    pause: async () => {},
  });
  const place = { endpoint: null, customer: 'C01 23/4567' };
  const lists = [askUsers, askPolicies, askGroups, membersOfGroup];
  for (const list of lists) await result(list<never>(place, pass), google);
  await result(askOrgUnits(place), google);
  return asked;
}

const pass: Take<never> = function* () {};
const membersOfGroup = <Row>(place: Parameters<typeof askUsers>[0], take: Take<Row>) =>
  askMembers(place, 'a group/+@x', take);
