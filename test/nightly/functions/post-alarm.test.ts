import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { alertFunction } from '../../../lib/nightly/functions/alert.ts';
import { recorded } from '../../aws-recordings/recordings.ts';
import { type Answer, provider, stopServers } from '../../http/loopback.ts';

afterEach(stopServers);

interface Change {
  readonly id: string;
  readonly time: string;
  readonly 'detail-type': string;
  readonly detail: {
    readonly alarmName: string;
    readonly configuration: object;
    readonly state: { readonly value: string };
    readonly previousState: { readonly value: string };
  };
}

const began = recorded<Change>('cloudwatch-alarm', 'began');
const description = 'A night was broken off. What to do: https://console.aws.amazon.com/x#y under run-failed';

/** The recorded event, as of an alarm of ours. */
function changing(before: string, after: string, words = description): Change {
  const detail = {
    ...began.detail,
    alarmName: 'Exhibit-run-failed',
    configuration: { ...began.detail.configuration, description: words },
    state: { ...began.detail.state, value: after },
    previousState: { ...began.detail.previousState, value: before },
  };
  return { ...began, detail };
}

/** The function with a receiver that answers by these statuses. No store can be opened: an alarm may be about there being none. */
async function deployed(...statuses: number[]) {
  const bodies: string[] = [];
  const answers = statuses.map(
    (status): Answer =>
      async (response, request) => {
        bodies.push(await text(request));
        response.writeHead(status, { 'retry-after': '3600' }).end('sorry');
      },
  );
  const { url, asked } = await provider(...answers);
  const log: string[] = [];
  const secrets: string[] = [];
  const handler = alertFunction(
    {
      environment: { EXHIBIT_WEBHOOK: 'exhibit/webhook' },
      write: (line) => void log.push(line),
      openLocker: () => {
        throw new Error('Nothing is to be opened.');
      },
    },
    {
      readManaged: async (name) => {
        secrets.push(name);
        return `${url}/services/T0/B0/secret`;
      },
    },
  );
  return { handler, asked, bodies, log, secrets };
}

describe('An alarm', () => {
  test.each([
    ['OK', 'ALARM', 'began'],
    ['ALARM', 'OK', 'ended'],
  ])('that goes from %s to %s is posted: it %s', async (before, after, what) => {
    const { handler, asked, bodies, log, secrets } = await deployed(200);
    const event = changing(before, after);
    expect(await handler(event)).toEqual({ alarm: 'Exhibit-run-failed', sent: 1 });
    expect(bodies.map((body) => JSON.parse(body))).toEqual([
      {
        text: `Exhibit: the alarm Exhibit-run-failed ${what} at ${event.time}. ${description}`,
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
      },
    ]);
    // By the event's own id: EventBridge and Lambda may both hand it over more than once.
    expect(asked[0]?.headers['idempotency-key']).toBe(event.id);
    expect(secrets).toEqual(['exhibit/webhook']);
    expect(log.join()).not.toContain('/services/');
  });

  test('that is new and well, or of which nothing is known, is not posted, and no secret is read for it', async () => {
    const { handler, asked, secrets } = await deployed(200);
    for (const [before, after] of [
      ['INSUFFICIENT_DATA', 'OK'],
      ['OK', 'INSUFFICIENT_DATA'],
      ['ALARM', 'INSUFFICIENT_DATA'],
    ] as const)
      expect(await handler(changing(before, after))).toEqual({ alarm: 'Exhibit-run-failed', sent: 0 });
    expect([asked, secrets]).toEqual([[], []]);
  });

  test('on a calculation, and right after it was made, is posted too', async () => {
    const { handler, bodies } = await deployed(200);
    const event = recorded<Change>('cloudwatch-alarm', 'beganNew');
    expect(await handler(event)).toEqual({ alarm: event.detail.alarmName, sent: 1 });
    expect(bodies[0]).toContain(`the alarm ${event.detail.alarmName} began at ${event.time}.`);
  });

  test.each<[string, object]>([
    ['without a description', { metrics: [] }],
    ['with an empty one', { description: ' ' }],
  ])('%s is posted all the same', async (_, configuration) => {
    const { handler, bodies } = await deployed(200);
    const event = changing('OK', 'ALARM');
    const changed: Change = { ...event, detail: { ...event.detail, configuration } };
    expect(await handler(changed)).toMatchObject({ sent: 1 });
    expect(bodies[0]).toContain('Its description is gone: look at it in CloudWatch.');
  });

  test('whose words somebody else wrote addresses nobody and hides no link', async () => {
    const { handler, bodies } = await deployed(200);
    await handler(changing('OK', 'ALARM', '<!channel> [well](https://evil.example)\u202e @here & more'));
    expect(JSON.parse(bodies[0] ?? '').text).toBe(
      `Exhibit: the alarm Exhibit-run-failed began at ${began.time}. &lt;!channel&gt; [well] (https://evil.example)  @ here &amp; more`,
    );
  });

  test('that cannot be posted is an error that says what becomes of it, so that Lambda tries again', async () => {
    const { handler, log, bodies } = await deployed(404, 200);
    const failed = handler(changing('OK', 'ALARM'));
    await expect(failed).rejects.toMatchObject({ name: 'AlertError', code: 'refused' });
    expect(JSON.parse(log[0] ?? '')).toMatchObject({
      level: 'WARN',
      alarm: 'Exhibit-run-failed',
      state: 'ALARM',
    });
    expect(log.join()).toContain('the webhook of alerts.webhook (secret:exhibit/webhook) refused it (404)');
    expect(log.join()).not.toContain('/services/');
    expect(await handler(changing('OK', 'ALARM'))).toMatchObject({ sent: 1 });
    expect(bodies[0]).toBe(bodies[1]);
  });

  test('that a webhook asks to keep for later is not for the next run: none is asked for it', async () => {
    const { handler } = await deployed(429);
    const failed = handler(changing('OK', 'ALARM'));
    await expect(failed).rejects.toThrow('asks to slow down (429). It is tried again twice; the mail of');
    await expect(failed).rejects.not.toThrow('next run');
  });
});

describe('An event that is no alarm is refused in words:', () => {
  const other = recorded<{ events: Change[] }>('events', 'toAFunction').events[0] as Change;
  const event = changing('OK', 'ALARM');
  const detail = (changes: object) => ({ ...event, detail: { ...event.detail, ...changes } });

  test.each<[string, Change, string]>([
    ['of somebody else', other, 'source'],
    ['of another kind', { ...event, 'detail-type': 'CloudWatch Alarm Configuration Change' }, 'detail-type'],
    ['with a state that there is not', detail({ state: { value: 'FINE' } }), 'detail.state.value'],
    ['without what was before', detail({ previousState: undefined }), 'detail.previousState'],
    ['without a time', { ...event, time: 'now' }, 'time'],
    ['with an id that is none', { ...event, id: 'a\r\nb' }, 'id'],
  ])('%s', async (_, given, field) => {
    const { handler, asked } = await deployed(200);
    const refused = handler(given);
    await expect(refused).rejects.toMatchObject({ name: 'EventError' });
    await expect(refused).rejects.toThrow(`The event of the function alert cannot be used.`);
    await expect(refused).rejects.toThrow(`${field}: `);
    expect(asked).toEqual([]);
  });

  test('and one where no webhook was deployed', async () => {
    const handler = alertFunction({ environment: {}, write: () => {} });
    await expect(handler(event)).rejects.toThrow('EXHIBIT_WEBHOOK is not set.');
  });
});
