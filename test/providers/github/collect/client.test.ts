import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fetch } from '../../../../lib/http/fetch.ts';
import { result } from '../../../../lib/providers/follow.ts';
import { githubClient } from '../../../../lib/providers/github/collect/client.ts';
import { requestOrganization, requestPeople } from '../../../../lib/providers/github/collect/requests.ts';
import { collector } from '../../../http/loopback.ts';
import { json, linked, scripted, stopServers } from '../scripted.ts';

afterEach(stopServers);

const [ana, ben] = [
  { id: 101, login: 'ana' },
  { id: 102, login: 'ben' },
];

const clock = () => new Date();

async function pagesOf(endpoint: string, fetch: Fetch = collector({ patienceMs: 0 }).fetch) {
  const seen: unknown[] = [];
  const pages = requestPeople<never>(
    { endpoint, org: 'acme' },
    'members',
    { filter: 'all' },
    // biome-ignore lint/correctness/useYield: looking at a page says nothing
    function* (page) {
      seen.push(...page.items);
    },
  );
  try {
    await result(pages, githubClient({ fetch, endpoint, clock }));
    return { seen, error: null };
  } catch (error) {
    return { seen, error };
  }
}

describe('A list of people', () => {
  test('is asked for 100 at a time, in the version it is read in', async () => {
    const { url, asked } = await scripted(json([ana]));
    expect(await pagesOf(url)).toEqual({ seen: [ana], error: null });
    expect(asked[0]?.url).toBe('/orgs/acme/members?filter=all&per_page=100');
    expect(asked[0]?.headers).toMatchObject({
      accept: 'application/vnd.github+json',
      'user-agent': expect.stringMatching(/^Exhibit\//),
      'x-github-api-version': '2022-11-28',
    });
  });

  test('goes on where the Link header leads, whatever path that is', async () => {
    const { url, asked } = await scripted(
      linked([ana], '/organizations/1/members?filter=all&per_page=100&after=Y3Vy:c29y'),
      json([ben]),
    );
    expect(await pagesOf(url)).toEqual({ seen: [ana, ben], error: null });
    expect(asked[1]?.url).toBe('/organizations/1/members?filter=all&per_page=100&after=Y3Vy%3Ac29y');
  });

  test('goes on past an empty page', async () => {
    const { url } = await scripted(linked([], '/organizations/1/members?page=2'), json([ben]));
    expect(await pagesOf(url)).toEqual({ seen: [ben], error: null });
  });

  const hundred = Array.from({ length: 100 }, (_, at) => ({ id: at, login: `p${at}` }));

  test('that fills a page without a word on the next one is asked on, in case the word got lost', async () => {
    const { url, asked } = await scripted(json(hundred), json([ben]));
    expect((await pagesOf(url)).seen).toHaveLength(101);
    expect(asked[1]?.url).toBe('/orgs/acme/members?filter=all&per_page=100&page=2');
    const ended = await scripted(json(hundred), json([]));
    expect(await pagesOf(ended.url)).toEqual({ seen: hundred, error: null });
  });

  test('is not whole where GitHub left out what is behind a single sign-on', async () => {
    const sso = () => ({ 'x-github-sso': 'partial-results; organizations=21955855' });
    const { url } = await scripted(json([ana], sso));
    const { seen, error } = await pagesOf(url);
    expect(seen).toEqual([]);
    expect(error).toMatchObject({ code: 'not-visible', message: expect.stringContaining('SSO') });
  });

  test('is asked below an endpoint’s own path', async () => {
    const { url, asked } = await scripted(
      linked([ana], '/api/v3/organizations/1/members?page=2'),
      json([ben]),
    );
    expect((await pagesOf(`${url}/api/v3`)).seen).toEqual([ana, ben]);
    expect(asked.map((request) => request.url?.split('?')[0])).toEqual([
      '/api/v3/orgs/acme/members',
      '/api/v3/organizations/1/members',
    ]);
  });

  test('never follows a link to another host', async () => {
    const stranger = await scripted(json([ben]));
    const { url } = await scripted(linked([ana], `${stranger.url}/organizations/1/members?page=2`));
    const { error } = await pagesOf(url);
    expect(error).toMatchObject({ code: 'malformed', message: expect.stringContaining(stranger.url) });
    expect(stranger.asked).toHaveLength(0);
  });

  test('is truncated when a page leads back to itself', async () => {
    const back = linked([ana], '/organizations/1/members?page=2');
    const { url, asked } = await scripted(back, back, back, back);
    expect((await pagesOf(url)).error).toMatchObject({ code: 'truncated' });
    expect(asked).toHaveLength(2);
  });

  test.each([
    ['an object', json({ members: [ana] })],
    ['nothing', json(null)],
    ['no JSON', (response: { end(text: string): unknown }) => response.end('<html>')],
    [
      'no content',
      (response: { writeHead(status: number): { end(): unknown } }) => response.writeHead(204).end(),
    ],
  ])('is malformed when a page holds %s', async (_what, reply) => {
    const { url } = await scripted(reply as ReturnType<typeof json>);
    const { error } = await pagesOf(url);
    expect(error).toMatchObject({ code: 'malformed', message: expect.stringContaining('Page 1 of members') });
  });

  test('is read whatever the answer calls itself', async () => {
    for (const type of ['text/html', 'application/json;;charset', '']) {
      const { url } = await scripted(json([ana], () => ({ 'content-type': type })));
      expect(await pagesOf(url)).toEqual({ seen: [ana], error: null });
    }
  });
});

test('An address that is going to go is no reason to print', async () => {
  const printed: unknown[] = [];
  const { warn } = console;
  console.warn = (...words) => printed.push(words);
  try {
    const headers = () => ({ deprecation: '@1767225600', sunset: 'Fri, 01 Jan 2027 00:00:00 GMT' });
    const { url } = await scripted(json({ id: 1, login: 'acme' }, headers));
    const fetch = collector({ patienceMs: 0 }).fetch;
    const place = { endpoint: url, org: 'acme' };
    const { body } = await result(requestOrganization(place), githubClient({ fetch, endpoint: url, clock }));
    expect(body).toEqual({ id: 1, login: 'acme' });
  } finally {
    console.warn = warn;
  }
  expect(printed).toEqual([]);
});

test('Without an endpoint, GitHub itself is asked', async () => {
  const asked: string[] = [];
  const fetch: Fetch = async (url) => {
    asked.push(String(url));
    return Response.json([ana]);
  };
  const place = { endpoint: null, org: 'acme' };
  const pages = requestPeople<never>(
    place,
    'outside_collaborators',
    { filter: '2fa_disabled' },
    function* () {},
  );
  await result(pages, githubClient({ fetch, endpoint: null, clock }));
  expect(asked).toEqual([
    'https://api.github.com/orgs/acme/outside_collaborators?filter=2fa_disabled&per_page=100',
  ]);
});
