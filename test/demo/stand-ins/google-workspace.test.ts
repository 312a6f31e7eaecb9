import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GoogleStandIn, startGoogleWorkspace } from '../../../demo/stand-ins/google-workspace.ts';
import { acme } from './acme.ts';
import { type Answer, ask, bearer, closing, googleToken } from './asking.ts';

const directory = '/admin/directory/v1';
const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;
const kept = closing();
let google: GoogleStandIn;
let token: string;

beforeAll(async () => {
  google = await startGoogleWorkspace(() => acme);
  token = await googleToken(google);
});
afterAll(() => google.close());

const get = (path: string, as = token): Promise<Answer> => ask(google.url + path, bearer(as));
const addresses = ({ body }: Answer) => body.users.map((user: { primaryEmail: string }) => user.primaryEmail);

describe('The list of users', () => {
  const users = `${directory}/users?customer=my_customer`;

  test('comes page by page, and every user once', async () => {
    const first = await get(`${users}&maxResults=3&orderBy=email`);
    const second = await get(`${users}&maxResults=3&orderBy=email&pageToken=${first.body.nextPageToken}`);
    const third = await get(`${users}&maxResults=3&orderBy=email&pageToken=${second.body.nextPageToken}`);
    expect([first, second, third].flatMap(addresses)).toEqual(
      ['ana', 'Ben', 'carl', 'dora', 'eve', 'fay', 'zoe'].map((name) => `${name}@acme.example`),
    );
    expect(third.body.nextPageToken).toBeUndefined();
  });

  test('has no order unless it is asked for, and the other way round on request', async () => {
    expect(addresses(await get(users))[0]).toBe('zoe@acme.example');
    expect(addresses(await get(`${users}&orderBy=email&sortOrder=DESCENDING`))[0]).toBe('zoe@acme.example');
    expect(addresses(await get(`${users}&orderBy=email`))[0]).toBe('ana@acme.example');
  });

  test('says its kind, the customer, and keeps a null apart from a missing field', async () => {
    const { body } = await get(users);
    expect(body.kind).toBe('admin#directory#users');
    expect(body.users[0]).toMatchObject({
      kind: 'admin#directory#user',
      customerId: 'C0acme',
      isEnforcedIn2Sv: null,
    });
    expect(body.users[0]).not.toHaveProperty('isEnrolledIn2Sv');
  });

  test('is masked, page token included', async () => {
    const { body } = await get(`${users}&maxResults=1&fields=users(id,primaryEmail)`);
    expect(body).toEqual({ users: [{ id: 'id-zoe', primaryEmail: 'zoe@acme.example' }] });
  });

  test.each([
    ['no customer', `${directory}/users`],
    ['a page above 500', `${users}&maxResults=501`],
    ['a page of none', `${users}&maxResults=0`],
    ['a mask with a field that there is not', `${users}&fields=users(isEnforcedIn2SV)`],
    ['a mask that is none', `${users}&fields=users(id`],
    ['an order that there is not', `${users}&orderBy=age`],
    ['a page token of its own making', `${users}&pageToken=abc`],
  ])('refuses %s with 400', async (_, path) => {
    const { status, body } = await get(path);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 400, errors: [{ domain: 'global', reason: 'invalid' }] });
  });

  test('refuses a page token that belongs to other parameters', async () => {
    const { body } = await get(`${users}&maxResults=3`);
    expect((await get(`${users}&maxResults=2&pageToken=${body.nextPageToken}`)).status).toBe(400);
  });

  test('belongs to one customer', async () => {
    expect((await get(`${directory}/users?customer=C0acme`)).status).toBe(200);
    expect((await get(`${directory}/users?customer=C0other`)).status).toBe(403);
  });
});

describe('Units, groups and members', () => {
  const units = `${directory}/customer/my_customer/orgunits`;
  const paths = ({ body }: Answer) =>
    body.organizationUnits?.map((unit: { orgUnitPath: string }) => unit.orgUnitPath);

  test('are the root’s children unless all are asked for', async () => {
    expect(paths(await get(units))).toEqual(['/A']);
    expect(paths(await get(`${units}?type=all`))).toEqual(['/A', '/A/B']);
    expect(paths(await get(`${units}?type=all_including_parent&orgUnitPath=/`))).toEqual(['/', '/A', '/A/B']);
    expect(paths(await get(`${units}?type=all&orgUnitPath=/A/B`))).toBeUndefined();
  });

  test('groups come at most 200 at a time and give their size as text', async () => {
    const { body } = await get(`${directory}/groups?customer=my_customer`);
    expect(body.groups[0]).toMatchObject({
      id: 'g-all',
      directMembersCount: '2',
      kind: 'admin#directory#group',
    });
    expect((await get(`${directory}/groups?customer=my_customer&maxResults=201`)).status).toBe(400);
  });

  test('members are found by the group’s id or address, whatever the case', async () => {
    const byId = await get(`${directory}/groups/g-some/members`);
    const byAddress = await get(`${directory}/groups/${encodeURIComponent('SOME@acme.example')}/members`);
    expect(byId.body.members).toHaveLength(2);
    expect(byAddress.body).toEqual(byId.body);
  });

  test('members of an empty group are left out, those of no group are 404', async () => {
    expect((await get(`${directory}/groups/g-none/members`)).body).toEqual({
      kind: 'admin#directory#members',
      etag: expect.any(String),
    });
    const { status, body } = await get(`${directory}/groups/g-nowhere/members`);
    expect([status, body.error.errors[0].reason]).toEqual([404, 'notFound']);
  });

  test('members of members come once, on request', async () => {
    const { body } = await get(`${directory}/groups/g-all/members?includeDerivedMembership=true`);
    expect(body.members.map(({ id }: { id: string }) => id)).toEqual(['g-some', 'id-ana', 'id-eve']);
  });
});

describe('The policies', () => {
  const filter = (pattern: string) => `&filter=${encodeURIComponent(`setting.type.matches('${pattern}')`)}`;

  test('come fifty a page, at most a hundred, and only those that the filter matches', async () => {
    expect((await get('/v1/policies')).body.policies).toHaveLength(50);
    expect((await get('/v1/policies?pageSize=101')).status).toBe(400);
    const { body } = await get(`/v1/policies?pageSize=100${filter('^settings/security\\\\..*$')}`);
    expect(body.policies).toHaveLength(60);
    expect(body).not.toHaveProperty('nextPageToken');
    expect(body.policies[0]).toMatchObject({
      customer: 'customers/C0acme',
      setting: { value: { index: 1 } },
    });
  });

  test('are none, and no field, when the filter matches nothing', async () => {
    expect((await get(`/v1/policies?${filter('nothing')}`)).body).toEqual({});
  });

  test('are refused for a filter or a parameter that there is not', async () => {
    for (const query of ['filter=type', `x=1`, filter('(?=a)').slice(1)]) {
      const { status, body } = await get(`/v1/policies?${query}`);
      expect([status, body.error.status, body.error.errors]).toEqual([400, 'INVALID_ARGUMENT', undefined]);
    }
  });
});

describe('Permission', () => {
  const users = `${directory}/users?customer=my_customer`;

  test('needs a token that was given out', async () => {
    const { status, body } = await get(users, 'made-up');
    expect([status, body.error.errors[0].reason]).toEqual([401, 'authError']);
    expect((await ask(google.url + users)).status).toBe(401);
  });

  test('needs the scope of the call', async () => {
    const narrow = await googleToken(google, { scope: scope('admin.directory.group.readonly') });
    const { status, body } = await get(users, narrow);
    expect([status, body.error.details[0].reason]).toEqual([403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT']);
    expect((await get(`${directory}/groups?customer=my_customer`, narrow)).status).toBe(200);
    expect((await get('/v1/policies', narrow)).status).toBe(403);
  });

  test('needs an administrator, and a super administrator for policies', async () => {
    const delegated = await googleToken(google, { sub: 'dora@acme.example' });
    expect((await get(users, delegated)).status).toBe(200);
    expect((await get('/v1/policies', delegated)).body.error.status).toBe('PERMISSION_DENIED');
    const nobody = await googleToken(google, { sub: 'ben@acme.example' });
    expect((await get(users, nobody)).body.error.errors[0].reason).toBe('forbidden');
  });

  test('ends with the token', async () => {
    let now = Date.now();
    const brief = kept(
      await startGoogleWorkspace(() => acme, { tokenSeconds: 60, now: () => new Date(now) }),
    );
    const held = await googleToken(brief);
    expect((await ask(brief.url + users, bearer(held))).status).toBe(200);
    now += 61_000;
    expect((await ask(brief.url + users, bearer(held))).status).toBe(401);
  });
});

describe('Quotas', () => {
  test('are 403 with a reason for the Directory API, 429 for policies, and fresh after a minute', async () => {
    let now = 1_795_000_020_000;
    const limits = { directoryPerMinute: 1, policiesPerMinute: 1, now: () => new Date(now) };
    const strict = kept(await startGoogleWorkspace(() => acme, limits));
    const seconds = Math.floor(now / 1000);
    const held = bearer(await googleToken(strict, { iat: seconds, exp: seconds + 3600 }));
    const users = () => ask(`${strict.url}${directory}/users?customer=my_customer`, held);
    expect((await users()).status).toBe(200);
    const refused = await users();
    expect([refused.status, refused.body.error.errors[0]]).toEqual([
      403,
      { domain: 'usageLimits', message: expect.any(String), reason: 'userRateLimitExceeded' },
    ]);
    expect((await ask(`${strict.url}/v1/policies`, held)).status).toBe(200);
    expect((await ask(`${strict.url}/v1/policies`, held)).body.error).toMatchObject({
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
    });
    now += 60_000;
    expect((await users()).status).toBe(200);
  });

  test('can ask for a pause between two questions about policies', async () => {
    const options = { policySecondsApart: 1, now: () => new Date(now) };
    let now = 1_795_000_020_000;
    const paced = kept(await startGoogleWorkspace(() => acme, options));
    const seconds = Math.floor(now / 1000);
    const held = bearer(await googleToken(paced, { iat: seconds, exp: seconds + 3600 }));
    const statuses: number[] = [];
    for (const pause of [0, 999, 1]) {
      now += pause;
      statuses.push((await ask(`${paced.url}/v1/policies`, held)).status);
    }
    expect(statuses).toEqual([200, 429, 200]);
  });
});
