import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type GoogleStandIn, startGoogleWorkspace } from '../../../../demo/stand-ins/google-workspace.ts';
import { type OnePasswordStandIn, startOnePassword } from '../../../../demo/stand-ins/onepassword.ts';
import type { Misbehaviour } from '../../../../demo/stand-ins/serve/misbehaviour.ts';
import { acme, acmeVaults } from '../acme.ts';
import { type Answer, ask, bearer, closing, googleToken, postEvents, usersToken } from '../asking.ts';

const path = '/admin/directory/v1/users';
const kept = closing();
let google: GoogleStandIn;
let onepassword: OnePasswordStandIn;
let token: string;

beforeAll(async () => {
  google = await startGoogleWorkspace(() => acme);
  onepassword = await startOnePassword(() => acmeVaults, { today: () => new Date('2026-11-23T02:00:00Z') });
  token = await googleToken(google);
});
afterEach(() => {
  google.behave();
  onepassword.behave();
});
afterAll(() => Promise.all([google.close(), onepassword.close()]));

const page = (pageToken = '', as = token): Promise<Answer> => {
  const query = `customer=my_customer&maxResults=3&orderBy=email${pageToken && `&pageToken=${pageToken}`}`;
  return ask(`${google.url}${path}?${query}`, bearer(as));
};
const names = ({ body }: Answer) =>
  (body.users ?? []).map(({ primaryEmail }: { primaryEmail: string }) => primaryEmail.split('@')[0]);
const last = () => google.requests.at(-1)?.status;

/** Follows the tokens for at most six pages. */
async function pages(): Promise<readonly (readonly string[])[]> {
  const seen = [await page()];
  while (seen.length < 6 && seen.at(-1)?.body.nextPageToken)
    seen.push(await page(seen.at(-1)?.body.nextPageToken));
  return seen.map(names);
}

describe('Which requests', () => {
  test('a rule meets: by path or pattern, by page, and so many times', async () => {
    google.misbehave({ path: /users$/, onPage: 2, times: 1, do: 500 });
    const { status, body } = await page();
    expect(status).toBe(200);
    expect((await page(body.nextPageToken)).status).toBe(500);
    expect((await page(body.nextPageToken)).status).toBe(200);
  });

  test('a path given as text meets only in whole', async () => {
    google.misbehave({ path: '/admin/directory/v1', do: 500 });
    expect((await page()).status).toBe(200);
    google.misbehave({ path, do: 500 });
    expect((await page()).status).toBe(500);
  });

  test('rules are spent in the order in which they were made', async () => {
    google.misbehave({ path, times: 1, do: 429 });
    google.misbehave({ path, times: 1, do: 503 });
    expect([(await page()).status, (await page()).status, (await page()).status]).toEqual([429, 503, 200]);
  });
});

describe('Refusals', () => {
  test.each([
    [401, 'authError'],
    [403, 'forbidden'],
    [429, 'rateLimitExceeded'],
    [500, 'backendError'],
    [503, 'backendError'],
  ] as const)('%i comes with Google’s reason', async (status, reason) => {
    google.misbehave({ path, do: status, retryAfter: 7 });
    const answer = await page();
    expect([answer.status, answer.body.error.errors[0].reason]).toEqual([status, reason]);
    expect(answer.headers.get('retry-after')).toBe('7');
  });

  test('each of a provider’s APIs has its own form', async () => {
    google.misbehave({ path: /./, do: 401 });
    onepassword.misbehave({ path: /./, do: 429 });
    expect((await ask(`${google.url}/token`, { method: 'POST' })).body.error).toBe('unauthorized_client');
    expect((await ask(`${google.url}/v1/policies`)).body.error.status).toBe('UNAUTHENTICATED');
    expect((await postEvents(onepassword, 'auditevents', {})).body.Error.Message).toBe('Too Many Requests');
    expect((await usersToken(onepassword)).status).toBe(429);
  });

  test('an expired token stays refused, a new one is taken', async () => {
    google.misbehave({ path, onPage: 2, times: 1, do: 'expire-token' });
    const own = await googleToken(google);
    const { body } = await page('', own);
    expect((await page(body.nextPageToken, own)).status).toBe(401);
    expect((await page(body.nextPageToken, own)).status).toBe(401);
    expect((await page(body.nextPageToken, await googleToken(google))).status).toBe(200);
    google.behave();
    expect((await page(body.nextPageToken, own)).status).toBe(200);
  });

  test('a secret is echoed: the header, or the body where there is none', async () => {
    google.misbehave({ path: /./, do: 'echo-secret' });
    expect((await page()).body.error.message).toContain(token);
    const answer = await ask(`${google.url}/token`, { method: 'POST', body: 'assertion=my-secret' });
    expect(answer.body.error_description).toContain('my-secret');
  });
});

describe('The wire', () => {
  test('closes before the headers', async () => {
    google.misbehave({ path, do: 'close' });
    await expect(page()).rejects.toThrow('fetch failed');
    expect(last()).toBe(0);
  });

  test('breaks off in the middle of the body', async () => {
    google.misbehave({ path, do: 'cut' });
    const response = await fetch(`${google.url}${path}?customer=my_customer`, bearer(token));
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    expect(last()).toBe(200);
  });

  test('stalls until the asker gives up', async () => {
    google.misbehave({ path, do: 'stall' });
    const giveUp = new AbortController();
    const asked = fetch(`${google.url}${path}`, { signal: giveUp.signal });
    const before = google.requests.length;
    while (google.requests.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await Promise.race([asked, 'nothing yet'])).toBe('nothing yet');
    giveUp.abort();
    await expect(asked).rejects.toThrow('aborted');
    expect(last()).toBe(0);
  });

  test('can be closed while something stalls', async () => {
    const other = kept(await startGoogleWorkspace(() => acme));
    other.misbehave({ path, do: 'stall' });
    const asked = fetch(`${other.url}${path}`).catch((error: Error) => error.message);
    while (other.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await other.close();
    expect(await asked).toBe('fetch failed');
  });

  test('carries a clock that is off', async () => {
    google.misbehave({ path, do: 'clock-offset', milliseconds: -3_600_000 });
    const began = Date.now();
    const { headers, body } = await page();
    const told = Date.parse(headers.get('date') ?? '') + 3_600_000;
    // A date has whole seconds.
    expect(told > began - 1_000 && told <= Date.now()).toBe(true);
    expect(body.users).toHaveLength(3);
  });
});

describe('The body', () => {
  const spoilt = async (rule: Misbehaviour) => {
    google.misbehave(rule);
    return page();
  };

  test('is not JSON', async () => {
    google.misbehave({ path, do: 'not-json' });
    const response = await fetch(`${google.url}${path}?customer=my_customer`, bearer(token));
    expect([response.status, await response.text()]).toEqual([200, expect.stringMatching(/^<html>/)]);
  });

  test('is JSON of the wrong shape, also where nothing is a list', async () => {
    expect((await spoilt({ path, do: 'wrong-shape' })).body).toMatchObject({ users: 'not a list' });
    google.misbehave({ path: '/token', do: 'wrong-shape' });
    expect((await ask(`${google.url}/token`, { method: 'POST' })).body).toEqual(['not', 'this']);
  });

  test('is an empty object', async () => {
    expect((await spoilt({ path, do: 'empty-object' })).body).toEqual({});
  });

  test('lacks a field, or has it as null, wherever it occurs', async () => {
    expect(
      (await spoilt({ path, do: 'drop-field', field: 'isAdmin', times: 1 })).body.users[0],
    ).not.toHaveProperty('isAdmin');
    expect(
      (await spoilt({ path, do: 'null-field', field: 'isAdmin', times: 1 })).body.users[0].isAdmin,
    ).toBeNull();
    expect((await spoilt({ path, do: 'drop-field', field: 'users', times: 1 })).body).not.toHaveProperty(
      'users',
    );
  });
});

describe('The pages', () => {
  const whole = [['ana', 'Ben', 'carl'], ['dora', 'eve', 'fay'], ['zoe']];

  test('are whole when nothing is wrong', async () => {
    expect(await pages()).toEqual(whole);
  });

  test('go round in a circle', async () => {
    google.misbehave({ path, onPage: 2, do: 'repeat-token' });
    expect(await pages()).toEqual([whole[0], whole[1], whole[1], whole[1], whole[1], whole[1]]);
  });

  test('go round in a circle even if there is only one', async () => {
    google.misbehave({ path: '/v1/policies', do: 'repeat-token' });
    const ask1 = (query: string) => ask(`${google.url}/v1/policies?pageSize=100${query}`, bearer(token));
    const filter = `&filter=${encodeURIComponent("setting.type.matches('spoof')")}`;
    const first = await ask1(filter);
    const second = await ask1(`${filter}&pageToken=${first.body.nextPageToken}`);
    expect(second.body).toEqual(first.body);
  });

  test('are empty now and then, and nothing is lost by it', async () => {
    google.misbehave({ path, onPage: 2, times: 1, do: 'empty-page-with-token' });
    expect(await pages()).toEqual([whole[0], [], whole[1], whole[2]]);
  });

  test('are empty without end, each with a token of its own', async () => {
    google.misbehave({ path, do: 'empty-page-with-token' });
    const first = await page();
    const second = await page(first.body.nextPageToken);
    expect([names(first), names(second)]).toEqual([[], []]);
    expect(second.body.nextPageToken).not.toBe(first.body.nextPageToken);
  });

  test('begin with the last record of the page before', async () => {
    google.misbehave({ path, do: 'duplicate-across-pages' });
    expect(await pages()).toEqual([whole[0], ['carl', 'dora', 'eve', 'fay'], ['fay', 'zoe']]);
  });

  test('of events are numbered too', async () => {
    onepassword.misbehave({ path: '/api/v2/auditevents', onPage: 2, do: 'empty-page-with-token' });
    const first = await postEvents(onepassword, 'auditevents', {
      limit: 4,
      start_time: '2026-11-01T00:00:00Z',
    });
    const second = await postEvents(onepassword, 'auditevents', { cursor: first.body.cursor });
    expect(first.body.items).toHaveLength(4);
    expect(second.body).toMatchObject({ items: [], has_more: true });
    const third = await postEvents(onepassword, 'auditevents', { cursor: second.body.cursor });
    expect(third.body.items[0].uuid).toBe('EVENT4');
  });
});

describe('Every answer', () => {
  test('carries the injected time and an id that depends on the question and how often it was asked', async () => {
    const now = () => new Date('2026-11-22T01:00:00Z');
    const ids = async () => {
      const standIn = kept(await startGoogleWorkspace(() => acme, { now }));
      const answers = [
        await ask(`${standIn.url}/a`),
        await ask(`${standIn.url}/b`),
        await ask(`${standIn.url}/a`),
      ];
      expect(answers[0]?.headers.get('date')).toBe('Sun, 22 Nov 2026 01:00:00 GMT');
      return answers.map(({ headers }) => headers.get('x-request-id'));
    };
    const first = await ids();
    expect(new Set(first).size).toBe(3);
    expect(await ids()).toEqual(first);
  });

  test('has the same id at each request for a token, which datasets ask for in no certain order', async () => {
    const standIn = kept(await startGoogleWorkspace(() => acme));
    const token = async () =>
      (await fetch(`${standIn.url}/token`, { method: 'POST' })).headers.get('x-request-id');
    const first = await token();
    expect(first).toMatch(/^[0-9a-f]{24}$/);
    expect(await token()).toBe(first);
  });

  test('is in the list of requests, with its query and status', async () => {
    await ask(`${google.url}/nowhere?x=1`);
    expect(google.requests.at(-1)).toEqual({ method: 'GET', path: '/nowhere', query: '?x=1', status: 404 });
  });
});
