import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { AlertError } from '../../../lib/alerts/deliver/channel.ts';
import { busChannel } from '../../../lib/alerts/deliver/event-bridge.ts';
import { event, sealedWith } from '../night.ts';

const bus = mockClient(EventBridgeClient);
const waits: number[] = [];
afterEach(() => {
  bus.reset();
  waits.length = 0;
});

const channel = busChannel({
  client: new EventBridgeClient({ region: 'eu-west-1' }),
  bus: 'exhibit-alerts',
  sleep: async (ms) => void waits.push(ms),
  random: () => 0.5,
});
const drift = (count: number, message = 'Not so.') =>
  Array.from({ length: count }, (_, at) =>
    event('control.failed', { control: 'a.first', subject: `${at}`, message }),
  );
const notification = (count: number, message?: string) => ({
  nights: [sealedWith(drift(count, message))],
  alert: null,
});

/** The entries of each call, as EventBridge got them. */
const calls = () => bus.commandCalls(PutEventsCommand).map(({ args: [{ input }] }) => input.Entries ?? []);
const subjectOf = ({ Detail = '' }: { Detail?: string | undefined }) => JSON.parse(Detail).subject;

/** Answers as EventBridge does: an answer for each entry, in their order, some of them errors. */
function answering(
  refuses: (subject: string, call: number) => boolean,
  ErrorCode = 'ThrottlingException',
): void {
  let call = 0;
  bus.on(PutEventsCommand).callsFake(({ Entries = [] }) => {
    call++;
    const answers = Entries.map((entry: { Detail?: string }) =>
      refuses(subjectOf(entry), call) ? { ErrorCode, ErrorMessage: 'Later.' } : { EventId: 'e' },
    );
    return { FailedEntryCount: answers.filter((one: object) => 'ErrorCode' in one).length, Entries: answers };
  });
}

describe('The event bus', () => {
  test('gets every event once, ten a call, in their order', async () => {
    answering(() => false);
    expect(await channel.deliver(notification(24))).toBe(25);
    expect(calls().map((entries) => entries.length)).toEqual([10, 10, 5]);
    expect(calls().flat().slice(0, 24).map(subjectOf)).toEqual(drift(24).map(({ subject }) => subject));
    expect(calls()[0]?.[0]).toMatchObject({
      EventBusName: 'exhibit-alerts',
      Source: 'exhibit',
      DetailType: 'Exhibit Drift',
    });
    expect(calls()[2]?.[4]?.DetailType).toBe('Exhibit Run Sealed');
  });

  test('gets no call of more than 256 KB', async () => {
    answering(() => false);
    const long = 'é'.repeat(20_000);
    const wide = drift(40, long).map((one) => ({ ...one, before: long, after: long }));
    await channel.deliver({ nights: [sealedWith(wide)], alert: null });
    const sizes = calls().map((entries) =>
      entries.reduce(
        (sum, { Detail = '', DetailType = '', Source = '' }) =>
          sum + Buffer.byteLength(Detail + DetailType + Source),
        0,
      ),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024);
    expect(sizes.length).toBeGreaterThan(5);
    expect(calls().flat()).toHaveLength(41);
  });

  test('is sent again what it did not take, and nothing else', async () => {
    answering((subject, call) => call < 3 && (subject === '2' || subject === '5'));
    expect(await channel.deliver(notification(6))).toBe(7);
    expect(calls().map((entries) => entries.map(subjectOf).filter(Boolean))).toEqual([
      ['0', '1', '2', '3', '4', '5'],
      ['2', '5'],
      ['2', '5'],
    ]);
    expect(waits).toEqual([200, 400]);
  });

  test('that goes on refusing is an error', async () => {
    answering((subject) => subject === '1', 'InternalFailure');
    const error = await channel.deliver(notification(3)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AlertError);
    expect(String(error)).toContain(
      'exhibit-alerts did not accept 1 event after 5 attempts (InternalFailure)',
    );
    expect(calls()).toHaveLength(5);
  });

  test('that may not be written to is an error that says so', async () => {
    bus.on(PutEventsCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
    const error = await channel.deliver(notification(1)).catch((reason: unknown) => reason);
    expect(String(error)).toContain('accepted no events (AccessDeniedException)');
  });

  test('that does not answer for every event is an error', async () => {
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [] });
    await expect(channel.deliver(notification(1))).rejects.toThrow('answered for 0 of 2 events');
  });
});
