import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../lib/http/exchange.ts';
import type { RawEntry } from '../../lib/providers/raw-entries.ts';
import type { ProviderRequest } from '../../lib/providers/reader.ts';
import {
  RawMismatchError,
  type RecordedOptions,
  recordedResponses,
} from '../../lib/providers/recorded-responses.ts';

const url = 'https://api.acme.example/list?page=1&size=50';
const list: ProviderRequest = { method: 'GET', url };

function kept(status: number | null, changes: Partial<Exchange> = {}): Exchange {
  return {
    method: 'GET',
    url,
    requestedAt: new Date(0),
    answeredAt: new Date(1),
    status,
    headers: {},
    requestId: null,
    providerDate: null,
    bytes: 2,
    sha256: null,
    body: Buffer.from(status === 200 ? '[1]' : '{"message":"no"}'),
    redacted: false,
    confidential: false,
    error: status === null ? 'connection closed' : null,
    ...changes,
  };
}

const signIn = (status: number) =>
  kept(status, { method: 'POST', url: 'https://id.acme.example/token', body: null, confidential: true });

function answers(entries: readonly RawEntry[], options: Partial<RecordedOptions> = {}) {
  const iterate = async function* () {
    yield* entries;
  };
  return recordedResponses(iterate(), { provider: 'Acme', patienceMs: 60_000, ...options });
}

async function ask(entries: readonly RawEntry[], question = list, options: Partial<RecordedOptions> = {}) {
  const { client, gap } = answers(entries, options);
  const outcome = await client(question).then(
    ({ text }) => text,
    (error: unknown) => error,
  );
  return { outcome, gap: await gap() };
}

describe('A kept answer', () => {
  test('is the one that was asked for', async () => {
    expect(await ask([kept(200)])).toEqual({ outcome: '[1]', gap: null });
  });

  test('has the headers that were kept, and the time when it came', async () => {
    const { header, receivedAt } = await answers([kept(200, { headers: { link: '<x>' } })]).client(list);
    expect([header('link'), header('etag'), receivedAt]).toEqual(['<x>', null, new Date(1)]);
  });

  test.each([429, 500, 503, null])('comes after an attempt that was %p', async (status) => {
    expect(await ask([kept(status, { body: null }), kept(200)])).toEqual({ outcome: '[1]', gap: null });
  });

  test('comes after signing in, at first and when the token has ended', async () => {
    expect(await ask([signIn(200), kept(200)])).toEqual({ outcome: '[1]', gap: null });
    expect(await ask([kept(401), signIn(503), signIn(200), kept(200)])).toEqual({
      outcome: '[1]',
      gap: null,
    });
  });

  test('comes after a question that was broken off and asked again', async () => {
    const broken = kept(null, { error: 'interrupted', body: null });
    expect(await ask([broken, kept(200)])).toEqual({ outcome: '[1]', gap: null });
  });

  test('may be asked for again', async () => {
    const { client, gap } = answers([kept(200), kept(200, { body: Buffer.from('[2]') })]);
    expect([(await client(list)).text, (await client(list)).text, await gap()]).toEqual(['[1]', '[2]', null]);
  });

  test('is that of the same parameters, in whatever order', async () => {
    const other = { ...list, url: 'https://api.acme.example/list?size=50&page=1' };
    expect((await ask([kept(200)], other)).outcome).toBe('[1]');
  });

  test.each([
    'https://api.acme.example/list?page=2&size=50',
    'https://api.acme.example/list?page=1&size=50&role=admin',
    'https://api.acme.example/other?page=1&size=50',
    'https://api.elsewhere.example/list?page=1&size=50',
    'https://api.acme.example/list?page=1&size=50#Other',
  ])('is never that of another address (%s)', async (other) => {
    expect((await ask([kept(200)], { ...list, url: other })).outcome).toBeInstanceOf(RawMismatchError);
    expect((await ask([kept(200)], { ...list, method: 'POST' })).outcome).toBeInstanceOf(RawMismatchError);
  });

  test('is found where a secret was blanked out of its address', async () => {
    const redacted = kept(200, { url: 'https://api.acme.example/list?page=[redacted]&size=50' });
    expect((await ask([redacted])).outcome).toBe('[1]');
  });

  test('that is not UTF-8 is malformed', async () => {
    const latin = kept(200, { body: Buffer.from('["\u00e9"]', 'latin1') });
    expect((await ask([latin])).outcome).toMatchObject({ code: 'malformed' });
  });
});

describe('A question without a kept answer', () => {
  test.each([
    [401, 'unauthenticated'],
    [403, 'denied'],
    [404, 'rejected'],
    [302, 'rejected'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [206, 'truncated'],
    [202, 'unavailable'],
  ])('failed as its last attempt did (%i)', async (status, code) => {
    const { outcome, gap } = await ask([kept(status)]);
    expect([outcome, gap]).toEqual([expect.objectContaining({ code }), null]);
  });

  test.each([
    ['connection closed', 'unavailable'],
    ['ECONNABORTED', 'unavailable'],
    ['answer 200 was cut off after 7 bytes', 'unavailable'],
    ['no connection in time', 'timeout'],
    ['not whole within 60 s', 'timeout'],
    ['more than 32 MiB in one answer', 'malformed'],
    ['the request could not be made: check the address and the credential for stray characters', 'rejected'],
    ['interrupted', 'interrupted'],
  ])('failed as it was noted (%s)', async (error, code) => {
    expect((await ask([kept(null, { error, body: null })])).outcome).toMatchObject({ code });
  });

  test('says how often it was asked, and what the provider said', async () => {
    const { outcome } = await ask([kept(503), kept(503), kept(503)]);
    expect(outcome).toMatchObject({
      message: expect.stringMatching(/^Acme gave no usable answer \(503, 3 attempts\): GET .*“no”/),
    });
  });

  test('was never allowed where signing in was refused', async () => {
    const given = { signIn: () => 'unauthenticated' as const };
    expect((await ask([signIn(400)], list, given)).outcome).toMatchObject({ code: 'unauthenticated' });
    expect((await ask([signIn(503), signIn(503)])).outcome).toMatchObject({ code: 'unavailable' });
    expect((await ask([kept(401), signIn(403)])).outcome).toMatchObject({ code: 'denied' });
  });

  test('is a gap where nothing tells why', async () => {
    const { outcome, gap } = await ask([]);
    expect([outcome, gap]).toEqual([
      expect.objectContaining({ code: 'interrupted' }),
      { kind: 'unanswered', request: `GET ${url}` },
    ]);
  });

  test.each([
    ['at first', [signIn(200)]],
    ['after one that was refused for a while', [signIn(503), signIn(200)]],
    ['when the token has ended', [kept(401), signIn(200)]],
  ])(
    'is a gap, and malformed, where signing in gave no token that can be used: %s',
    async (_when, entries) => {
      const { outcome, gap } = await ask(entries);
      expect([outcome, gap]).toEqual([
        expect.objectContaining({ code: 'malformed' }),
        { kind: 'unanswered', request: `GET ${url}` },
      ]);
    },
  );
});

test('An answer that no question asked for is a gap', async () => {
  const { client, gap } = answers([kept(200), signIn(200), kept(200, { url: `${url}&more` })]);
  await client(list);
  expect(await gap()).toEqual({ kind: 'unread', request: `GET ${url}&more` });
});

describe('What is kept as a file', () => {
  const file = (name: string, text: string) => ({ file: name, body: Buffer.from(text) });
  const question: ProviderRequest = { method: 'FILE', url: 'a.json' };
  const replaced: ProviderRequest = { ...list, recordedAs: 'page-1.json' };
  const secret = kept(200, { confidential: true, body: null });

  test('answers to its name', async () => {
    expect(await ask([file('a.json', '1')], question)).toEqual({ outcome: '1', gap: null });
    expect((await ask([file('b.json', '1')], question)).outcome).toBeInstanceOf(RawMismatchError);
    expect((await ask([kept(200)], question)).outcome).toBeInstanceOf(RawMismatchError);
    expect((await ask([], question)).gap?.kind).toBe('unanswered');
  });

  test('may hold several answers, and say why there is none', async () => {
    const open = () => [
      { url: 'a', text: '1' },
      { url: 'b', problem: { code: 'denied' as const, message: 'No.' } },
    ];
    const { client } = answers([file('both', '')], { open });
    expect((await client({ method: 'FILE', url: 'a' })).text).toBe('1');
    await expect(client({ method: 'FILE', url: 'b' })).rejects.toMatchObject({
      code: 'denied',
      message: 'No.',
    });
  });

  test('stands in for an answer that is confidential', async () => {
    expect(await ask([secret, file('page-1.json', '[1]')], replaced)).toEqual({ outcome: '[1]', gap: null });
  });

  test('is not there where the answer could not be read', async () => {
    expect((await ask([secret], replaced)).outcome).toMatchObject({ code: 'malformed' });
    expect((await ask([secret, file('page-2.json', '')], replaced)).outcome).toMatchObject({
      code: 'malformed',
    });
  });
});
