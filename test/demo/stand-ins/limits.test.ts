import { afterEach, describe, expect, test } from '@jest/globals';
import { companyAt, type World } from '../../../demo/company/company.ts';
import { startGitHub } from '../../../demo/stand-ins/github.ts';
import { startNpm } from '../../../demo/stand-ins/npm.ts';
import { startOnePassword } from '../../../demo/stand-ins/onepassword.ts';
import { every, pace, quota } from '../../../demo/stand-ins/serve/quota.ts';
import { startSlack } from '../../../demo/stand-ins/slack.ts';
import { ask, bearer, closing } from './asking.ts';

const kept = closing();
const world: World = companyAt(1);
const minute = 1_795_000_020_000;
let time = minute;
const now = () => new Date(time);
afterEach(() => {
  time = minute;
});

describe('A quota', () => {
  test('allows so many in a window, then says how long the window still lasts, caller by caller', () => {
    const allowed = quota(now, 2, 60);
    expect([allowed('ana'), allowed('ana'), allowed('ben'), allowed('ana')]).toEqual([0, 0, 0, 60]);
    time += 59_500;
    expect(allowed('ana')).toBe(1);
    time += 500;
    expect(allowed('ana')).toBe(0);
  });

  test('can be a pace: one at a time, so far apart, and what was refused does not count', () => {
    const allowed = pace(now, 2);
    expect([allowed('ana'), allowed('ana')]).toEqual([0, 2]);
    time += 1_500;
    expect([allowed('ana'), allowed('ben')]).toEqual([1, 0]);
    time += 500;
    expect(allowed('ana')).toBe(0);
  });

  test('of several is the strictest', () => {
    const allowed = every(quota(now, 1, 60), quota(now, 2, 3_600));
    expect([allowed('ana'), allowed('ana')]).toEqual([0, 60]);
    time += 60_000;
    expect(allowed('ana')).toBeGreaterThan(60);
  });
});

describe('The one too many', () => {
  test('at Slack is 429, with the rest of the minute as Retry-After, and only of that method', async () => {
    const slack = kept(await startSlack(() => world.slack, { usersPerMinute: 1, now }));
    const call = (method: string) => ask(`${slack.url}/api/${method}`, bearer(slack.token()));
    expect((await call('users.list')).body.ok).toBe(true);
    time += 20_000;
    const refused = await call('users.list');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
    expect((await call('team.info')).body.ok).toBe(true);
    time += 40_000;
    expect((await call('users.list')).body.ok).toBe(true);
  });

  test('at npm is 429, with Retry-After, also of a question that npm does not know', async () => {
    const npm = kept(await startNpm(() => world.npm, { perMinute: 1, now }));
    const call = () => ask(`${npm.url}/-/whoami`, bearer(npm.token()));
    expect((await call()).body).toEqual({ username: 'fathom-ci' });
    const refused = await call();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await ask(`${npm.url}/-/nothing`)).status).toBe(429);
  });

  test('at 1Password’s Users API is 429, its token requests counted', async () => {
    const onepassword = kept(await startOnePassword(() => world.onepassword, { usersPerMinute: 1, now }));
    const { usersClientId, usersClientSecret } = JSON.parse(onepassword.credentials());
    const authorization = `Basic ${btoa(`${usersClientId}:${usersClientSecret}`)}`;
    const body = 'grant_type=client_credentials';
    const token = await ask(`${onepassword.url}/v1beta1/users/oauth2/token`, {
      method: 'POST',
      headers: { authorization },
      body,
    });
    const users = `${onepassword.url}/v1beta1/accounts/${world.onepassword.account.id}/users`;
    expect(token.status).toBe(200);
    expect((await ask(users, bearer(token.body.access_token))).status).toBe(429);
  });

  test('of GitHub’s minute comes with Retry-After, that of open requests with nothing', async () => {
    const hasty = kept(await startGitHub(() => world.github, { perMinute: 0, now }));
    const members = (url: string) => `${url}/orgs/fathom-ferries/members`;
    const headers = bearer(hasty.credentials());
    expect((await ask(members(hasty.url), headers)).headers.get('retry-after')).toBe('60');
    const busy = kept(await startGitHub(() => world.github, { atOnce: 2, now }));
    busy.misbehave({ path: /members$/, times: 2, do: 'stall' });
    const stalled = [1, 2].map(() => ask(members(busy.url), headers).catch(() => null));
    while (busy.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const refused = await ask(members(busy.url), headers);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([403, null]);
    expect(refused.body.message).toContain('secondary rate limit');
    await busy.close();
    await Promise.all(stalled);
  });
});
