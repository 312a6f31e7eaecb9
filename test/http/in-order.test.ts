import { expect, test } from '@jest/globals';
import type { Exchange } from '../../lib/http/exchange.ts';
import type { Fetch } from '../../lib/http/fetch.ts';
import { inOrder } from '../../lib/http/in-order.ts';
import { recordingFetch } from '../../lib/http/recording.ts';
import { Secrets } from '../../lib/http/redact.ts';

/** A fetch whose answers come when they are let go. */
function held(secrets = new Secrets(), answerTo: (url: string) => Response = (url) => new Response(url)) {
  const recorded: Exchange[] = [];
  const letGo = new Map<string, () => void>();
  const begun: string[] = [];
  const fetch: Fetch = inOrder(
    (record) =>
      recordingFetch({
        provider: 'Test',
        patienceMs: 0,
        secrets,
        now: () => new Date(0),
        record,
        transport: async (url) => {
          begun.push(String(url));
          await new Promise<void>((resolve) => letGo.set(String(url), resolve));
          return answerTo(String(url));
        },
      }),
    (exchange) => void recorded.push(exchange),
  );
  return { fetch, recorded, begun, letGo: (url: string) => letGo.get(url)?.() };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));
const [one, two, three] = ['https://example.com/1', 'https://example.com/2', 'https://example.com/3'];

test('Questions are under way side by side, and their answers go on record in the order in which they were begun', async () => {
  const { begun, fetch, letGo, recorded } = held();
  const answers = [one, two, three].map((url) => fetch(url));
  await soon();
  expect(begun).toEqual([one, two, three]);
  for (const url of [three, two]) letGo(url);
  await soon();
  expect(recorded).toEqual([]);
  letGo(one);
  await Promise.all(answers);
  expect(recorded.map(({ url }) => url)).toEqual([one, two, three]);
});

test('One that fails holds up none of those after it', async () => {
  const { fetch, letGo, recorded } = held(
    new Secrets(),
    (url) => new Response(url, { status: url === one ? 403 : 200 }),
  );
  const [first, second] = [fetch(one), fetch(two)];
  const refused = expect(first).rejects.toMatchObject({ code: 'denied' });
  await soon();
  for (const url of [two, one]) letGo(url);
  await refused;
  expect((await second).status).toBe(200);
  expect(recorded.map(({ status }) => status)).toEqual([403, 200]);
});

const token = 'a-token-of-one-session-alone';
const proof = 'proof-of-this-request-alone';

async function kept(answer: Response, init: Parameters<Fetch>[1]) {
  const secrets = new Secrets();
  const { fetch, letGo, recorded } = held(secrets, () => answer);
  const asked = fetch(one, init).catch((error: unknown) => error);
  await soon();
  letGo(one);
  return { came: await asked, recorded: recorded[0], secrets };
}

test('What a session alone carries is blanked out of its own answers, and looked for in no other', async () => {
  const { recorded, secrets } = await kept(new Response(`You sent ${token}`), { own: [token] });
  expect(recorded?.body?.toString()).toBe('You sent [redacted]');
  expect(secrets.holds(token)).toBe(false);
});

test('What proves one request alone is blanked out of a refusal that quotes it, and of the words for people', async () => {
  const body = `<ErrorResponse><Error><Code>No</Code><Message>Signed ${proof}</Message></Error></ErrorResponse>`;
  const { came, recorded } = await kept(new Response(body, { status: 403 }), { own: [token], proof });
  expect(recorded?.body?.toString()).not.toContain(proof);
  expect(String(came)).toContain('Signed [redacted]');
});

test('The secrets in an answer are blanked out of what is kept, and not of the answer', async () => {
  const { came, recorded } = await kept(new Response(`{"secret":"${token}"}`), { secretsIn: () => [token] });
  expect(recorded?.body?.toString()).toBe('{"secret":"[redacted]"}');
  expect(await (came as Response).text()).toContain(token);
});

test('Of an answer that may hold secrets all else is kept, also where it holds none', async () => {
  const { recorded } = await kept(new Response(`{"key":"${token}"}`), { mayHold: () => [token] });
  expect(recorded?.body?.toString()).toBe('{"key":"[redacted]"}');
  const none = await kept(new Response('{"key":""}'), { mayHold: () => [] });
  expect(none.recorded?.body?.toString()).toBe('{"key":""}');
});

test('An answer that should hold a secret, of which none was found, is not kept', async () => {
  const { recorded } = await kept(new Response(token), { secretsIn: () => [] });
  expect(recorded).toMatchObject({ body: null, sha256: null, confidential: true });
});
