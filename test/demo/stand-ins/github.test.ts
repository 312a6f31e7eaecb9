import { describe, expect, test } from '@jest/globals';
import { type GitHubOptions, startGitHub } from '../../../demo/stand-ins/github.ts';
import { person, secure, withMore } from '../../providers/github/acme.ts';
import { type Answer, ask, bearer, closing } from './asking.ts';

const kept = closing();

async function github(options: GitHubOptions = {}, world = secure) {
  const server = kept(await startGitHub(() => world, options));
  const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    ask(`${server.url}${path}`, { headers: { ...bearer(server.credentials()).headers, ...headers } });
  return { server, get };
}

const logins = ({ body }: Answer) => body.map(({ login }: { login: string }) => login);
const next = ({ headers }: Answer) =>
  /<[^>]+?(\/organizations[^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];

describe('GitHub', () => {
  test('shows an owner whether two-factor authentication is required, and nobody else', async () => {
    const { get } = await github();
    expect((await get('/orgs/ACME')).body).toMatchObject({ id: 1, two_factor_requirement_enabled: true });
    const member = await github({ viewer: 'member' });
    expect((await member.get('/orgs/acme')).body).not.toHaveProperty('two_factor_requirement_enabled');
  });

  test('lists members, owners and outside collaborators, and nobody who was only invited', async () => {
    const { get } = await github();
    expect(logins(await get('/orgs/acme/members'))).toEqual(['Ana', 'ben', 'cem']);
    expect(logins(await get('/orgs/acme/members?role=admin'))).toEqual(['Ana']);
    expect(logins(await get('/orgs/acme/members?role=member'))).toEqual(['ben', 'cem']);
    expect(logins(await get('/orgs/acme/outside_collaborators'))).toEqual(['ext']);
  });

  test('filters by two-factor authentication, for owners', async () => {
    const people = [person('ana', 1, { twoFactor: 'off' }), person('ben', 2, { twoFactor: 'insecure' })];
    const { get } = await github({}, { ...secure, people });
    expect(logins(await get('/orgs/acme/members?filter=2fa_disabled'))).toEqual(['ana']);
    expect(logins(await get('/orgs/acme/members?filter=2fa_insecure'))).toEqual(['ben']);
    expect((await get('/orgs/acme/members?filter=2fa_disable')).status).toBe(422);
    const member = await github({ viewer: 'member' });
    const refused = await member.get('/orgs/acme/members?filter=2fa_disabled');
    expect([refused.status, refused.body.message]).toEqual([422, 'Only owners can use this filter.']);
  });

  test('shows strangers those who show themselves', async () => {
    const { get } = await github({ viewer: 'stranger' });
    expect(logins(await get('/orgs/acme/members'))).toEqual(['Ana']);
    expect((await get('/orgs/acme/outside_collaborators')).status).toBe(403);
  });

  test('gives 30 on a page unless asked for up to 100, and the next page under the organization’s number', async () => {
    const { get } = await github({}, withMore(130, 1_000, {}));
    expect((await get('/orgs/acme/members')).body).toHaveLength(30);
    const first = await get('/orgs/acme/members?filter=all&per_page=1000');
    expect(next(first)).toBe('/organizations/1/members?filter=all&per_page=1000&page=2');
    const second = await get(next(first) ?? '');
    expect([first.body.length, second.body.length, next(second)]).toEqual([100, 33, undefined]);
    expect(second.headers.get('link')).toContain('rel="first"');
    expect(new Set([...logins(first), ...logins(second)]).size).toBe(133);
  });

  test('knows one organization, one token, and its own versions', async () => {
    const { get, server } = await github();
    expect((await get('/orgs/other/members')).status).toBe(404);
    expect((await ask(`${server.url}/orgs/acme`, bearer('another'))).status).toBe(401);
    expect((await ask(`${server.url}/orgs/acme`)).status).toBe(401);
    expect((await get('/orgs/acme', { 'x-github-api-version': '2020-01-01' })).status).toBe(400);
    expect((await get('/orgs/acme', { 'x-github-api-version': '2022-11-28' })).status).toBe(200);
  });

  test('tells of the token what it is asked to', async () => {
    const { get } = await github({ tokenEnds: '2027-02-01 12:00:00 UTC', scopes: 'admin:org' });
    const { headers } = await get('/orgs/acme/members');
    expect(headers.get('github-authentication-token-expiration')).toBe('2027-02-01 12:00:00 UTC');
    expect(headers.get('x-oauth-scopes')).toBe('admin:org');
  });

  test('counts, and refuses the one too many of an hour and of a minute, each in its way', async () => {
    let now = 1_795_000_000_000;
    const clock = () => new Date(now);
    const hourly = await github({ perHour: 1, now: clock });
    expect((await hourly.get('/orgs/acme')).status).toBe(200);
    const refused = await hourly.get('/orgs/acme');
    expect([refused.status, refused.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
    now = Number(refused.headers.get('x-ratelimit-reset')) * 1000;
    expect((await hourly.get('/orgs/acme')).status).toBe(200);
    const hasty = await github({ perMinute: 1, now: clock });
    await hasty.get('/orgs/acme');
    expect((await hasty.get('/orgs/acme')).body.message).toContain('secondary rate limit');
  });
});

describe('When it misbehaves', () => {
  const world = withMore(3, 1_000, {});
  const page = '/orgs/acme/members?per_page=4';

  test('a spoilt page still leads on', async () => {
    const { get, server } = await github({}, world);
    server.misbehave({ path: /members$/, do: 'null-field', field: 'login' });
    const first = await get(page);
    expect([first.body[0].login, next(first)]).toEqual([null, expect.stringContaining('page=2')]);
  });

  test('a page is empty, and leads to those left out', async () => {
    const { get, server } = await github({}, world);
    server.misbehave({ path: /members$/, times: 1, do: 'empty-page-with-token' });
    const first = await get(page);
    expect(first.body).toEqual([]);
    const second = await get(next(first) ?? '');
    const third = await get(next(second) ?? '');
    expect([...logins(second), ...logins(third)]).toEqual([
      'Ana',
      'ben',
      'cem',
      'user-1000',
      'user-1001',
      'user-1002',
    ]);
  });

  test('a page leads to itself', async () => {
    const { get, server } = await github({}, world);
    const path = next(await get(page)) ?? '';
    server.misbehave({ path: /members$/, onPage: 2, do: 'repeat-token' });
    expect(next(await get(path))).toBe(path);
  });

  test('a page begins with the last one’s end', async () => {
    const { get, server } = await github({}, world);
    server.misbehave({ path: /members$/, onPage: 2, do: 'duplicate-across-pages' });
    const first = await get(page);
    expect(logins(await get(next(first) ?? ''))).toEqual(['user-1000', 'user-1001', 'user-1002']);
  });
});
