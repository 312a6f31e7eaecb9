import { afterEach, describe, expect, test } from '@jest/globals';
import { CollectError } from '../../lib/evidence/problem.ts';
import type { Exchange } from '../../lib/http/exchange.ts';
import { collector, json, provider, rawProvider, stopServers } from './loopback.ts';

afterEach(stopServers);

const canary = 'Zk9/canary+secret=="Q\\x';

/** Everything that a run would write of it. */
function written(exchanges: readonly Exchange[], error?: unknown): string {
  const bodies = exchanges.map(({ body }) => body?.toString() ?? '');
  const said = error instanceof CollectError ? `${error.message} ${error.stack} ${String(error.cause)}` : '';
  return `${JSON.stringify(exchanges)}${bodies.join('')}${said}`;
}

function expectNoCanary(text: string): void {
  for (const form of [canary, JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary)])
    expect(text).not.toContain(form);
  expect(text).not.toContain(Buffer.from(canary).toString('base64'));
  expect(text).not.toContain('canary');
}

describe('a secret that the provider sends back', () => {
  test('in the body is blanked out of the evidence, not out of the answer', async () => {
    const { url } = await provider(json({ asked: canary, users: ['ana'] }));
    const { fetch, exchanges, secrets } = collector();
    secrets.add(canary);
    const response = await fetch(url);
    expect(await response.json()).toEqual({ asked: canary, users: ['ana'] });
    expect(exchanges).toMatchObject([
      { redacted: true, body: Buffer.from('{"asked":"[redacted]","users":["ana"]}') },
    ]);
    expectNoCanary(written(exchanges));
  });

  test('in a header or asked for in the URL is not written', async () => {
    const links = `<https://api.example/u?page=2&echo=${encodeURIComponent(canary)}>; rel="next"`;
    const { url } = await provider(
      json([], 200, { link: links, 'x-request-id': Buffer.from(canary).toString('base64') }),
    );
    const { fetch, exchanges, secrets } = collector();
    secrets.add(canary);
    await fetch(`${url}/u?echo=${encodeURIComponent(canary)}`);
    expect(exchanges[0]?.headers.link).toContain('page=2&echo=[redacted]');
    expect(exchanges[0]?.requestId).toBe('[redacted]');
    expectNoCanary(written(exchanges));
  });

  test.each([
    ['a sentence', { error: { message: `No such key: ${canary}`, status: canary } }],
    [
      'a description',
      { error: canary, error_description: `Bad assertion ${Buffer.from(canary).toString('base64url')}` },
    ],
    ['a sentence that is cut there', { message: `${'x'.repeat(190)}${canary}` }],
    ['a message', { message: encodeURIComponent(canary) }],
  ])('in a refusal (%s) is not in the error', async (_, body) => {
    const { url } = await provider(json(body, 403));
    const { fetch, exchanges, secrets } = collector();
    secrets.add(canary);
    const error = await fetch(`${url}/${encodeURIComponent(canary)}`).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'denied' });
    expectNoCanary(written(exchanges, error));
  });

  test('is known from the request, even if nobody registered it', async () => {
    const { url } = await provider((response, request) =>
      response.writeHead(403).end(JSON.stringify({ message: `Refused ${request.headers.authorization}` })),
    );
    const { fetch, exchanges } = collector();
    const basic = `Basic ${Buffer.from(`client:${canary}`).toString('base64')}`;
    for (const authorization of [`Bearer canary-of-the-bearer`, basic]) {
      const error = await fetch(url, { headers: { authorization } }).catch((caught: unknown) => caught);
      expectNoCanary(written(exchanges, error));
    }
    expect(exchanges).toMatchObject([{ redacted: true }, { redacted: true }]);
  });

  test.each([
    ['form', new URLSearchParams({ grant_type: 'jwt-bearer', assertion: canary })],
    ['text', new URLSearchParams({ client_secret: canary }).toString()],
  ])('is known from a form that was sent (as %s)', async (_, body) => {
    const { url } = await provider(
      json({ error: 'invalid_grant', error_description: `Bad: ${canary}` }, 400),
    );
    const { fetch, exchanges } = collector();
    const error = await fetch(url, { method: 'POST', body }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'unauthenticated' });
    expectNoCanary(written(exchanges, error));
  });

  test('in what is no HTTP is not written', async () => {
    const { url } = await rawProvider((socket) => socket.end(`${canary}\r\n\r\n`));
    const { fetch, exchanges } = collector({ patienceMs: 0 });
    const error = await fetch(url).catch((caught: unknown) => caught);
    expectNoCanary(written(exchanges, error));
  });
});

describe('a token endpoint', () => {
  const answer = { access_token: 'canary.access', expires_in: 3599, token_type: 'Bearer' };

  test('is never recorded: only that it answered, and how much', async () => {
    const { url } = await provider(
      json({ jwt: 'canary.access' }, 200, { date: 'Mon, 23 Nov 2026 02:00:00 GMT' }),
    );
    const { fetch, exchanges } = collector();
    const response = await fetch(url, { method: 'POST', confidential: true });
    expect(await response.json()).toEqual({ jwt: 'canary.access' });
    expect(exchanges).toMatchObject([
      { status: 200, bytes: 23, body: null, sha256: null, confidential: true, error: null },
    ]);
    expectNoCanary(written(exchanges));
  });

  test.each([
    ['access_token', answer],
    ['refresh_token', { refresh_token: 'canary.access' }],
    ['id_token', { id_token: 'canary.access' }],
    ['signedJwt', { keyId: '1', signedJwt: 'canary.access' }],
  ])(
    'is recognized by its %s where the caller did not say so, and its token is a secret from then on',
    async (_, body) => {
      const { url } = await provider(
        json(body, 200, { 'x-request-id': 'canary.access' }),
        json({ echo: 'canary.access' }),
      );
      const { fetch, exchanges } = collector();
      expect(await (await fetch(url)).json()).toEqual(body);
      await fetch(`${url}?q=canary.access`);
      expect(exchanges).toMatchObject([
        { body: null, sha256: null, confidential: true },
        { body: Buffer.from('{"echo":"[redacted]"}'), confidential: false },
      ]);
      expectNoCanary(written(exchanges));
    },
  );

  test('is not suspected in a word or a member without a token', async () => {
    const { url } = await provider(
      json({ scopes: ['access_token'] }),
      json({ access_token: null }),
      json([answer.expires_in]),
    );
    const { fetch, exchanges } = collector();
    for (const _ of [1, 2, 3]) await fetch(url);
    expect(exchanges.map(({ confidential }) => confidential)).toEqual([false, false, false]);
  });
});
