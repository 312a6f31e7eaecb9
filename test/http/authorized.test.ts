import { afterEach, describe, expect, test } from '@jest/globals';
import { CollectError } from '../../lib/evidence/problem.ts';
import { authorizedFetch, cachedToken } from '../../lib/http/authorized.ts';
import { collector, json, provider, stopServers } from './loopback.ts';

afterEach(stopServers);

/** Gives `token-1`, then `token-2`, …, each for `seconds`. */
function issuer(seconds: number) {
  const clock = { ms: 0 };
  const issued: string[] = [];
  const source = cachedToken(
    async () => ({ token: `token-${issued.push('')}`, expiresInSeconds: seconds }),
    () => clock.ms,
  );
  return { clock, issued, source };
}

describe('a request', () => {
  test('carries the token, beside its own headers', async () => {
    const { url, asked } = await provider(json({}));
    const fetch = authorizedFetch(collector().fetch, issuer(3600).source);
    await fetch(url, { method: 'POST', headers: { 'x-api-version': '2' } });
    expect(asked[0]).toMatchObject({
      method: 'POST',
      headers: { authorization: 'Bearer token-1', 'x-api-version': '2' },
    });
  });

  test('whose token ends mid-run is repeated once with a fresh one, and so are those that follow', async () => {
    const { url, asked } = await provider(
      json({ page: 1 }),
      json({}, 401),
      json({ page: 2 }),
      json({ page: 3 }),
    );
    const { fetch, exchanges } = collector();
    const authorized = authorizedFetch(fetch, issuer(3600).source);
    for (const page of [1, 2, 3]) expect(await (await authorized(url)).json()).toEqual({ page });
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
      'Bearer token-2',
    ]);
    expect(exchanges.map(({ status }) => status)).toEqual([200, 401, 200, 200]);
  });

  test('that is refused with a fresh token too is unauthenticated', async () => {
    const { url, asked } = await provider(json({}, 401));
    const fetch = authorizedFetch(collector().fetch, issuer(3600).source);
    await expect(fetch(url)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(asked).toHaveLength(2);
  });

  test('is not repeated with the very token that was refused', async () => {
    const { url, asked } = await provider(json({}, 401));
    const fetch = authorizedFetch(collector().fetch, { token: async () => 'personal-token' });
    await expect(fetch(url)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(asked).toHaveLength(1);
  });

  test.each([403, 404])('that is refused with %i is not repeated', async (status) => {
    const { url, asked } = await provider(json({}, status));
    const { source, issued } = issuer(3600);
    await expect(authorizedFetch(collector().fetch, source)(url)).rejects.toThrow(`${status}`);
    expect([asked.length, issued.length]).toEqual([1, 1]);
  });

  test('is not made when no token is given', async () => {
    const { url, asked } = await provider(json({}));
    const refused = new CollectError('unauthenticated', 'No token.');
    const fetch = authorizedFetch(collector().fetch, { token: () => Promise.reject(refused) });
    await expect(fetch(url)).rejects.toBe(refused);
    expect(asked).toHaveLength(0);
  });
});

describe('a token', () => {
  test('is kept until a minute before its end', async () => {
    const { clock, source } = issuer(900);
    const tokens: string[] = [];
    for (const seconds of [0, 839, 840, 1_679, 1_680]) {
      clock.ms = seconds * 1000;
      tokens.push(await source.token());
    }
    expect(tokens).toEqual(['token-1', 'token-1', 'token-2', 'token-2', 'token-3']);
  });

  test('is asked for once by callers that come together', async () => {
    const { source } = issuer(900);
    expect(await Promise.all([source.token(), source.token(), source.token({ fresh: true })])).toEqual([
      'token-1',
      'token-1',
      'token-1',
    ]);
  });

  test('is renewed when it was refused', async () => {
    const { source } = issuer(900);
    const tokens = [await source.token(), await source.token({ fresh: true }), await source.token()];
    expect(tokens).toEqual(['token-1', 'token-2', 'token-2']);
  });

  test('that was refused is not given again, even if a fresh one could not be had at first', async () => {
    const answers = ['old', null, 'new'];
    const source = cachedToken(
      async () => {
        const token = answers.shift();
        if (!token) throw new Error('no');
        return { token, expiresInSeconds: 900 };
      },
      () => 0,
    );
    expect(await source.token()).toBe('old');
    await expect(source.token({ fresh: true })).rejects.toThrow('no');
    expect(await source.token()).toBe('new');
  });

  test('that could not be had is asked for again', async () => {
    let calls = 0;
    const source = cachedToken(
      async () => {
        if (calls++ === 0) throw new Error('no');
        return { token: 'token', expiresInSeconds: 900 };
      },
      () => 0,
    );
    await expect(source.token()).rejects.toThrow('no');
    expect(await source.token()).toBe('token');
  });

  test('of unknown life is not kept', async () => {
    const { source } = issuer(Number.NaN);
    expect([await source.token(), await source.token()]).toEqual(['token-1', 'token-2']);
  });
});
