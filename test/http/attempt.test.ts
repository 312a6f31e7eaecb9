import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { collector, json, provider, rawProvider, stopServers } from './loopback.ts';

afterEach(stopServers);

const head = 'HTTP/1.1 200 OK\r\nDate: Mon, 23 Nov 2026 02:00:00 GMT\r\nContent-Type: application/json\r\n';
const whole = `${head}Content-Length: 12\r\n\r\n{"users":[]}`;

describe('a connection that closes', () => {
  test.each([
    ['before any header', ''],
    ['within the headers', head],
    ['within a body of known length', `${head}Content-Length: 100\r\n\r\n{"users":[]}`],
    ['within a chunk', `${head}Transfer-Encoding: chunked\r\n\r\n64\r\n{"users":[]}`],
    ['between two chunks', `${head}Transfer-Encoding: chunked\r\n\r\nc\r\n{"users":[]}\r\n`],
  ])('%s gives no answer; asking again does', async (_, part) => {
    const { url, asked } = await rawProvider(
      (socket) => socket.end(part),
      (socket) => socket.end(whole),
    );
    const { fetch, exchanges } = collector();
    expect(await (await fetch(url)).json()).toEqual({ users: [] });
    expect(asked).toHaveLength(2);
    expect(exchanges).toMatchObject([
      { status: null, body: null, sha256: null },
      { status: 200, body: Buffer.from('{"users":[]}') },
    ]);
    expect(exchanges[0]?.error).toMatch(/connection closed|cut off/);
  });

  test('each time makes the provider unavailable, and says how far the answer came', async () => {
    const { url } = await rawProvider((socket) =>
      socket.end(`${head}Content-Length: 100\r\n\r\n{"users":[]}`),
    );
    const { fetch, exchanges } = collector({ patienceMs: 0 });
    const asking = fetch(url);
    await expect(asking).rejects.toMatchObject({ code: 'unavailable' });
    await expect(asking).rejects.toThrow('answer 200 was cut off after 12 bytes');
    expect(exchanges).toMatchObject([
      { status: null, bytes: 12, providerDate: new Date('2026-11-23T02:00:00Z') },
    ]);
  });

  test('with a reset is treated the same', async () => {
    const { url } = await rawProvider(
      (socket) => socket.resetAndDestroy(),
      (socket) => socket.end(whole),
    );
    expect((await collector().fetch(url)).status).toBe(200);
  });
});

describe('a success that is not the whole answer', () => {
  test.each([
    [202, 'unavailable'],
    [206, 'truncated'],
  ])('is none, as %i', async (status, code) => {
    const part = whole.replace('200 OK', `${status} X`);
    const { url } = await rawProvider((socket) => socket.end(part));
    const { fetch, exchanges } = collector({ patienceMs: 0 });
    await expect(fetch(url)).rejects.toMatchObject({ code });
    expect(exchanges).toMatchObject([{ status, body: Buffer.from('{"users":[]}') }]);
  });
});

describe('an answer that does not come in time', () => {
  const stalls: [string, (socket: Socket) => void][] = [
    ['nothing at all', () => {}],
    ['headers only', (socket) => socket.write(`${head}Content-Length: 12\r\n\r\n`)],
    ['half of a body', (socket) => socket.write(`${head}Content-Length: 12\r\n\r\n{"use`)],
  ];

  test.each(stalls)('(%s) is a timeout, and is asked for again', async (_, stall) => {
    const { url } = await rawProvider(stall);
    const { fetch, exchanges } = collector({ attemptMs: 50, patienceMs: 20_000, random: () => 0.99 });
    await expect(fetch(url)).rejects.toMatchObject({ code: 'timeout' });
    expect(exchanges.length).toBeGreaterThan(1);
    expect(exchanges[0]).toMatchObject({ status: null, body: null, error: 'not whole within 0.05 s' });
  });

  test('may come the second time', async () => {
    const { url } = await rawProvider(
      () => {},
      (socket) => socket.end(whole),
    );
    expect((await collector({ attemptMs: 2_000 }).fetch(url)).status).toBe(200);
  });
});

describe('an answer that is not HTTP', () => {
  test('makes the provider unavailable', async () => {
    const { url } = await rawProvider((socket) => socket.end('SSH-2.0-Example\r\n'));
    await expect(collector({ patienceMs: 0 }).fetch(url)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('an answer that is not in UTF-8', () => {
  test('is malformed where it is read as text or JSON, and its bytes are kept', async () => {
    const body = Buffer.from('{"email":"an\xe1@acme.example"}', 'latin1');
    const { url } = await provider((response) => response.end(body));
    const { fetch } = collector();
    const answer = await fetch(url);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(body);
    await expect(answer.text()).rejects.toMatchObject({ code: 'malformed' });
    await expect(answer.json()).rejects.toThrow('not in UTF-8');
  });

  test('may begin with a byte order mark', async () => {
    const { url } = await provider((response) => response.end('\ufeff{"users":[]}'));
    expect(await (await collector().fetch(url)).json()).toEqual({ users: [] });
  });
});

describe('an answer larger than memory allows', () => {
  test('is malformed, and is not asked for again', async () => {
    const piece = Buffer.alloc(1024 * 1024, ' ');
    const { url, asked } = await provider((response) => {
      const more = () => {
        while (response.write(piece)) if (response.destroyed) return;
        response.once('drain', more);
      };
      more();
    }, json({}));
    const { fetch, exchanges } = collector();
    const asking = fetch(url);
    await expect(asking).rejects.toMatchObject({ code: 'malformed' });
    await expect(asking).rejects.toThrow('32 MiB');
    expect(asked).toHaveLength(1);
    expect(exchanges).toMatchObject([{ status: null, body: null, error: 'more than 32 MiB in one answer' }]);
  });
});
