import { afterEach, describe, expect, test } from '@jest/globals';
import { AlertError } from '../../../lib/alerts/deliver/channel.ts';
import { type WebhookOptions, webhookChannel } from '../../../lib/alerts/deliver/webhook.ts';
import { slackBody } from '../../../lib/alerts/slack.ts';
import { SecretError } from '../../../lib/config/secret-error.ts';
import { type Answer, deadAddress, provider, stopServers } from '../../http/loopback.ts';
import { alertOf, control, failed, sealedWith } from '../night.ts';

afterEach(stopServers);

const alert = alertOf({ controls: [control('fail')], events: failed('ben@acme.example') });
const notification = { nights: [sealedWith([])], alert };
const path = '/services/T0CANARY1/B0CANARY2/xCANARY3secret?sig=CANARY4%2Fsecret';

/** A receiver that keeps what it was sent and then answers by the script. */
async function receiver(...script: Answer[]) {
  const bodies: string[] = [];
  const keeping = script.map(
    (answer): Answer =>
      (response, request) => {
        let body = '';
        request.on('data', (bytes) => {
          body += bytes;
        });
        request.on('end', () => {
          bodies.push(body);
          answer(response, request);
        });
      },
  );
  const server = await provider(...keeping);
  return { ...server, bodies, address: `${server.url}${path}` };
}

const answer =
  (status: number, headers: Record<string, string> = {}, body = 'ok'): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);

function channel(address: string, options: Partial<WebhookOptions> = {}) {
  const waits: number[] = [];
  const made = webhookChannel({
    place: 'env:ALERT_WEBHOOK',
    address: async () => address,
    now: () => new Date('2026-11-23T02:00:00Z'),
    sleep: async (ms) => void waits.push(ms),
    random: () => 0.5,
    ...options,
  });
  return { ...made, waits };
}

async function failureOf(promise: Promise<unknown>): Promise<AlertError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AlertError)) throw new Error(`It did not fail as it should: ${error}`);
  return error;
}

describe('The webhook', () => {
  test('gets the message as JSON, with an id by which a repeat can be dropped', async () => {
    const server = await receiver(answer(200));
    expect(await channel(server.address).deliver(notification)).toBe(1);
    expect(server.asked).toHaveLength(1);
    const [request] = server.asked;
    expect([request?.method, request?.url]).toEqual(['POST', path]);
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'idempotency-key': alert.id,
    });
    expect(JSON.parse(server.bodies[0] ?? '')).toEqual(JSON.parse(JSON.stringify(slackBody(alert))));
  });

  test('is not asked when there is nothing to say', async () => {
    const server = await receiver(answer(200));
    expect(await channel(server.address).deliver({ ...notification, alert: null })).toBe(0);
    expect(server.asked).toEqual([]);
  });

  test('that asks to slow down is tried again after the time that it names', async () => {
    const server = await receiver(answer(429, { 'retry-after': '7' }), answer(503), answer(200));
    const { deliver, waits } = channel(server.address);
    expect(await deliver(notification)).toBe(1);
    expect(waits).toEqual([7_000, 500]);
    expect(new Set(server.bodies).size).toBe(1);
  });

  test.each([
    [
      'asks for a longer wait than there is patience',
      answer(429, { 'retry-after': '3600' }),
      'asks to slow down (429)',
      false,
    ],
    ['fails every time', answer(500), 'gave no usable answer (500)', true],
    ['is gone', answer(404, {}, 'no_service'), 'refused it (404)', false],
    ['does not take the message', answer(400, {}, 'invalid_payload'), 'refused it (400)', false],
    [
      'points elsewhere',
      answer(302, { location: `https://other.example${path}` }),
      'refused it (302)',
      false,
    ],
    [
      'closes the connection',
      ((response) => response.destroy()) as Answer,
      'gave no usable answer (connection closed)',
      true,
    ],
  ] as const)(
    'that %s is reported with what to do, and its address is nowhere in it',
    async (_, script, words, again) => {
      const server = await receiver(script);
      const error = await failureOf(
        channel(server.address, { patienceMs: 10_000, random: () => 0.99 }).deliver(notification),
      );
      expect(error.message).toContain(`the webhook of alerts.webhook (env:ALERT_WEBHOOK) ${words}. `);
      expectNoSecret(error);
      expect(server.asked.length > 1).toBe(again);
    },
  );

  test('that does not answer is given up in time', async () => {
    const server = await receiver(() => {});
    const stop = new AbortController();
    const sent = failureOf(
      channel(server.address, { patienceMs: 0, signal: stop.signal }).deliver(notification),
    );
    // It waits; stopping it is as good as its time running out, and takes none.
    while (server.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect((await sent).code).toBe('unreachable');
  });

  test('that says back what it was sent tells nobody its address', async () => {
    const echo: Answer = (response, request) =>
      response
        .writeHead(403, { 'x-request-id': request.url ?? '' })
        .end(JSON.stringify({ error: { message: request.url, status: request.url } }));
    expectNoSecret(await failureOf(channel((await receiver(echo)).address).deliver(notification)));
  });

  test('at which nobody listens is reported without its address', async () => {
    const error = await failureOf(
      channel(`${await deadAddress()}${path}`, { patienceMs: 0 }).deliver(notification),
    );
    expect(error.message).toContain('(connection refused)');
    expectNoSecret(error);
  });
});

describe('An address', () => {
  test.each([
    ['is no address', 'hooksCANARY1'],
    ['goes in the clear to another machine', 'http://hooks.example/CANARY1'],
    ['holds a password', 'https://user:CANARY1@hooks.example/'],
    ['is of another kind', 'ftp://hooks.example/CANARY1'],
    ['holds a line break', 'https://hooks.example/CANARY1\r\nx-other: 1'],
  ])('that %s is refused and not repeated', async (_, address) => {
    const offline = { patienceMs: 0, signal: AbortSignal.abort() };
    const error = await failureOf(channel(address, offline).deliver(notification));
    expectNoSecret(error);
    if (!address.includes('\r')) expect(error.code).toBe('address');
  });

  test('that is missing is named by its place', async () => {
    const missing = async () => {
      throw new SecretError(
        'missing',
        'The environment variable ALERT_WEBHOOK is not there — set it to the secret',
      );
    };
    const error = await failureOf(channel('', { address: missing }).deliver(notification));
    expect(error.message).toBe(
      'No alert was sent to the webhook of alerts.webhook (env:ALERT_WEBHOOK). The environment variable ALERT_WEBHOOK is not there — set it to the secret.',
    );
  });
});

/** Neither in the message nor anywhere below it, with stack traces. */
function expectNoSecret(error: unknown): void {
  for (let at = error; at instanceof Error; at = at.cause)
    expect(`${at.message}\n${at.stack}\n${JSON.stringify(at)}`).not.toMatch(/CANARY\d/);
}
