import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BigGoogle, startBigGoogle } from '../../../demo/stand-ins/big-google.ts';
import { ask } from './asking.ts';

interface User {
  readonly primaryEmail: string;
  readonly isEnforcedIn2Sv: boolean;
}

let big: BigGoogle;
beforeAll(async () => {
  big = await startBigGoogle({ users: 1234 });
});
afterAll(() => big.close());

describe('The large stand-in', () => {
  test('gives every user once, sorted by address, one in fifty an exception', async () => {
    const users: User[] = [];
    const sizes: number[] = [];
    for (let token: string | undefined = ''; token !== undefined; ) {
      const { body } = await ask(`${big.url}/admin/directory/v1/users?maxResults=500&pageToken=${token}`);
      users.push(...body.users);
      sizes.push(body.users.length);
      token = body.nextPageToken;
    }
    const addresses = users.map(({ primaryEmail }) => primaryEmail);
    expect(sizes).toEqual([500, 500, 234]);
    expect(addresses).toEqual([...new Set(addresses)].toSorted());
    expect(users.filter(({ isEnforcedIn2Sv }) => !isEnforcedIn2Sv)).toHaveLength(24);
  });

  test('masks what it gives', async () => {
    const { body } = await ask(
      `${big.url}/admin/directory/v1/users?maxResults=1&fields=nextPageToken,users(id)`,
    );
    expect(body).toEqual({ users: [{ id: '100000000000000000000' }], nextPageToken: '1' });
  });

  test('puts everybody in a unit that is there, under policies that are there', async () => {
    const units = await ask(
      `${big.url}/admin/directory/v1/customer/my_customer/orgunits?type=all_including_parent`,
    );
    const paths = units.body.organizationUnits.map(({ orgUnitPath }: { orgUnitPath: string }) => orgUnitPath);
    const { body } = await ask(`${big.url}/admin/directory/v1/users?maxResults=500`);
    for (const { orgUnitPath } of body.users) expect(paths).toContain(orgUnitPath);
    const { policies } = (await ask(`${big.url}/v1/policies`)).body;
    const root = units.body.organizationUnits[0].orgUnitId.replace('id:', 'orgUnits/');
    for (const policy of policies) expect(policy.policyQuery.orgUnit).toBe(root);
  });

  test('has a token for any assertion, no groups, and nothing elsewhere', async () => {
    expect((await ask(`${big.url}/token`, { method: 'POST', body: 'x' })).body.token_type).toBe('Bearer');
    expect((await ask(`${big.url}/admin/directory/v1/groups`)).body).toEqual({
      kind: 'admin#directory#groups',
    });
    expect((await ask(`${big.url}/elsewhere`)).status).toBe(404);
  });
});
