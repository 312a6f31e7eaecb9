import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { collector, deadAddress, json, provider, stopServers } from './loopback.ts';

afterEach(stopServers);

describe('an answer', () => {
  test('is given back as it was received, and recorded before', async () => {
    const { url } = await provider(
      json({ users: ['ana'] }, 200, { date: 'Mon, 23 Nov 2026 01:59:58 GMT', 'x-request-id': 'r-1' }),
    );
    const order: string[] = [];
    const { fetch, exchanges } = collector({
      record: async (exchange) => {
        await new Promise((resolve) => setImmediate(resolve));
        order.push('recorded');
        exchanges.push(exchange);
      },
    });
    const response = await fetch(`${url}/users?maxResults=500`);
    order.push('answered');
    expect(order).toEqual(['recorded', 'answered']);
    expect(response.status).toBe(200);
    expect(response.url).toBe(`${url}/users?maxResults=500`);
    expect(response.headers.get('content-type')).toBe('application/json');
    const text = '{"users":["ana"]}';
    expect(await response.clone().json()).toEqual({ users: ['ana'] });
    expect(await response.text()).toBe(text);
    expect(exchanges).toEqual([
      {
        method: 'GET',
        url: `${url}/users?maxResults=500`,
        requestedAt: new Date('2026-11-23T02:00:00Z'),
        answeredAt: new Date('2026-11-23T02:00:00Z'),
        status: 200,
        headers: {
          'content-type': 'application/json',
          date: 'Mon, 23 Nov 2026 01:59:58 GMT',
          'x-request-id': 'r-1',
        },
        requestId: 'r-1',
        providerDate: new Date('2026-11-23T01:59:58Z'),
        bytes: text.length,
        sha256: createHash('sha256').update(text).digest('hex'),
        body: Buffer.from(text),
        redacted: false,
        confidential: false,
        error: null,
      },
    ]);
  });

  test('keeps the headers that clients page by', async () => {
    const { url } = await provider(
      json([], 200, { link: '<https://api.example/next>; rel="next"', 'x-other': 'yes' }),
    );
    const { fetch, exchanges } = collector();
    const response = await fetch(url);
    expect(response.headers.get('link')).toBe('<https://api.example/next>; rel="next"');
    expect(response.headers.get('x-other')).toBe('yes');
    expect(exchanges[0]?.headers).not.toHaveProperty('x-other');
  });

  test('that came compressed is recorded decoded, and no longer said to be compressed', async () => {
    const { url } = await provider((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"users":[]}')),
    );
    const { fetch, exchanges } = collector();
    const response = await fetch(url);
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.json()).toEqual({ users: [] });
    expect(exchanges[0]).toMatchObject({ bytes: 12, body: Buffer.from('{"users":[]}') });
  });

  test('without a body is an answer', async () => {
    const { url } = await provider((response) => response.writeHead(204).end());
    const { fetch, exchanges } = collector();
    const response = await fetch(url);
    expect(response.status).toBe(204);
    expect(exchanges[0]).toMatchObject({ status: 204, bytes: 0, error: null });
  });

  test('goes with what was asked: method, headers and body are sent, and are not recorded', async () => {
    const { url, asked } = await provider((response, request) => request.pipe(response.writeHead(200)));
    const { fetch, exchanges } = collector();
    const response = await fetch(new URL(`${url}/events`), {
      method: 'post',
      body: '{"limit":1000}',
      headers: { 'x-api-version': '2', authorization: 'Bearer ops_abcdefgh' },
    });
    expect(await response.text()).toBe('{"limit":1000}');
    expect(asked[0]).toMatchObject({ method: 'POST', url: '/events' });
    expect(asked[0]?.headers).toMatchObject({ 'x-api-version': '2', authorization: 'Bearer ops_abcdefgh' });
    expect(exchanges[0]?.method).toBe('POST');
    expect(JSON.stringify(exchanges)).not.toContain('ops_abcdefgh');
  });

  test('is not given when recording it fails', async () => {
    const { url, asked } = await provider(json({}));
    const { fetch } = collector({ record: () => Promise.reject(new Error('disk full')) });
    await expect(fetch(url)).rejects.toThrow('disk full');
    expect(asked).toHaveLength(1);
  });
});

describe('a refusal', () => {
  test.each([
    [400, 'rejected'],
    [401, 'unauthenticated'],
    [403, 'denied'],
    [404, 'rejected'],
    [422, 'rejected'],
  ])('with %i is %s at once, and recorded', async (status, code) => {
    const { url, asked } = await provider(json({ message: 'Only owners may ask.' }, status), json({}));
    const { fetch, exchanges } = collector();
    const asking = fetch(`${url}/orgs/acme`);
    await expect(asking).rejects.toMatchObject({ name: 'CollectError', code });
    await expect(asking).rejects.toThrow(`${status}`);
    await expect(asking).rejects.toThrow('“Only owners may ask”');
    await expect(asking).rejects.toThrow(`GET ${url}/orgs/acme`);
    expect(asked).toHaveLength(1);
    expect(exchanges).toMatchObject([{ status, body: Buffer.from('{"message":"Only owners may ask."}') }]);
  });

  test('in the form of a redirect is not followed, so that the token goes nowhere else', async () => {
    const other = await provider(json({ users: [] }));
    const { url } = await provider((response) =>
      response.writeHead(302, { location: `${other.url}/users?token=s3cret-in-location` }).end(),
    );
    const { fetch, exchanges } = collector();
    const asking = fetch(url, { headers: { authorization: 'Bearer abcdefgh' }, redirect: 'follow' });
    await expect(asking).rejects.toMatchObject({ code: 'rejected' });
    await expect(asking).rejects.toThrow(other.url);
    await expect(asking).rejects.not.toThrow('s3cret-in-location');
    expect(other.asked).toHaveLength(0);
    expect(exchanges).toMatchObject([{ status: 302 }]);
  });

  test('that is a quota in disguise passes after a while', async () => {
    const quota = json(
      { error: { code: 403, message: 'Quota exceeded', errors: [{ reason: 'quotaExceeded' }] } },
      403,
    );
    const { url } = await provider(quota, json({ users: [] }));
    const { fetch, exchanges, waits } = collector();
    expect(await (await fetch(url)).json()).toEqual({ users: [] });
    expect(exchanges.map(({ status }) => status)).toEqual([403, 200]);
    expect(waits).toEqual([250]);
  });
});

describe('a provider that is busy', () => {
  test('is given the time that it asks for', async () => {
    const { url } = await provider(
      json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': '7' }),
      json({ ok: true }),
    );
    const { fetch, waits } = collector();
    expect((await fetch(url)).status).toBe(200);
    expect(waits).toEqual([7_000]);
  });

  test('is given up at once when it asks for more than is left of patience', async () => {
    const { url, asked } = await provider(json({}, 429, { 'retry-after': '121' }));
    const { fetch, waits } = collector({ patienceMs: 120_000 });
    const asking = fetch(url);
    await expect(asking).rejects.toMatchObject({ code: 'rate-limited' });
    await expect(asking).rejects.toThrow('121 s');
    expect(waits).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  test('is asked ever more slowly, until patience is used up', async () => {
    const { url, asked } = await provider(json({}, 500));
    const { fetch, exchanges, waits } = collector({ patienceMs: 10_000 });
    await expect(fetch(url)).rejects.toMatchObject({ code: 'unavailable' });
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000]);
    expect(asked).toHaveLength(6);
    expect(exchanges.map(({ status }) => status)).toEqual([500, 500, 500, 500, 500, 500]);
  });

  test('is asked once where patience is 0', async () => {
    const { url, asked } = await provider(json({}, 503), json({}));
    const { fetch } = collector({ patienceMs: 0 });
    await expect(fetch(url)).rejects.toMatchObject({ code: 'unavailable' });
    expect(asked).toHaveLength(1);
  });

  test('does not use up the patience for the next request', async () => {
    const busy = json({}, 503, { 'retry-after': '60' });
    const { url } = await provider(busy, json({}), busy, json({}));
    const { fetch, waits } = collector({ patienceMs: 90_000 });
    await fetch(url);
    await fetch(url);
    expect(waits).toEqual([60_000, 60_000]);
  });

  test('says 408 when it was waiting for us, and is asked again', async () => {
    const { url } = await provider(json({}, 408), json({}));
    const { fetch } = collector();
    expect((await fetch(url)).status).toBe(200);
  });

  test('is sent the same body again', async () => {
    const bodies: string[] = [];
    const { url } = await provider((response, request) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => response.writeHead(bodies.push(body) === 1 ? 503 : 200).end());
    });
    const { fetch } = collector();
    await fetch(url, { method: 'POST', body: new URLSearchParams({ cursor: 'abc' }) });
    expect(bodies).toEqual(['cursor=abc', 'cursor=abc']);
  });
});

describe('a provider that nobody reaches', () => {
  test('is unavailable, and every attempt is recorded as having no answer', async () => {
    const url = await deadAddress();
    const { fetch, exchanges } = collector({ patienceMs: 14_000, random: () => 10 });
    const asking = fetch(`${url}/users`);
    await expect(asking).rejects.toMatchObject({ code: 'unavailable' });
    await expect(asking).rejects.toThrow('connection refused, 2 attempts');
    const exchange = {
      status: null,
      body: null,
      sha256: null,
      bytes: 0,
      providerDate: null,
      error: 'connection refused',
    };
    expect(exchanges).toMatchObject([exchange, exchange]);
  });
});

describe('a run that is stopped', () => {
  test('asks nothing more', async () => {
    const { url, asked } = await provider(json({}));
    const { fetch, exchanges } = collector({ signal: AbortSignal.abort() });
    await expect(fetch(url)).rejects.toMatchObject({ code: 'interrupted' });
    expect([asked, exchanges]).toEqual([[], []]);
  });

  test('ends a request that is under way, and does not repeat it', async () => {
    const stop = new AbortController();
    const { url, asked } = await provider(() => stop.abort());
    const { fetch, exchanges } = collector({ signal: stop.signal });
    await expect(fetch(url)).rejects.toMatchObject({ code: 'interrupted' });
    expect(asked).toHaveLength(1);
    expect(exchanges).toMatchObject([{ status: null, error: 'interrupted' }]);
  });

  test('ends a wait', async () => {
    const stop = new AbortController();
    const { url } = await provider(json({}, 503));
    const { fetch, exchanges } = collector({ signal: stop.signal, sleep: waitFor(stop) });
    await expect(fetch(url)).rejects.toMatchObject({ code: 'interrupted' });
    expect(exchanges).toHaveLength(1);
  });

  test('may also be one caller who loses interest', async () => {
    const stop = new AbortController();
    const { url } = await provider(() => stop.abort());
    await expect(collector().fetch(url, { signal: stop.signal })).rejects.toMatchObject({
      code: 'interrupted',
    });
  });
});

function waitFor(stop: AbortController) {
  return (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      stop.abort();
    });
}

describe('a request that cannot be made', () => {
  test.each([
    ['an invalid address', 'not an address', {}],
    ['an address with a password', 'http://ana:s3cret-word@127.0.0.1/', {}],
    [
      'a header with a line break',
      'http://127.0.0.1/',
      { headers: { authorization: 'Bearer s3cret-word\nx: y' } },
    ],
    ['a scheme nobody speaks', 'gopher://127.0.0.1/', {}],
  ])('(%s) is rejected at once, without quoting it', async (_, url, init) => {
    const { fetch, waits, exchanges } = collector();
    const asking = fetch(url, init);
    await expect(asking).rejects.toMatchObject({ code: 'rejected' });
    await expect(asking).rejects.not.toHaveProperty('cause');
    await expect(asking).rejects.not.toThrow('s3cret-word');
    expect(JSON.stringify(exchanges)).not.toContain('s3cret-word');
    expect(waits).toEqual([]);
  });
});
