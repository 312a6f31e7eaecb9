import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { type AlertChannel, AlertError, type Notification } from '../../../lib/alerts/deliver/channel.ts';
import { busEvents } from '../../../lib/alerts/events.ts';
import type { Listener } from '../../../lib/alerts/listeners.ts';
import { copiesLookedFor, notCopied } from '../../../lib/config/not-copied.ts';
import { lookedWhoHears, notHeard } from '../../../lib/config/not-heard.ts';
import type { Locker } from '../../../lib/locker/locker.ts';
import { openLocker } from '../../../lib/locker/open.ts';
import { alertFunction } from '../../../lib/nightly/functions/alert.ts';
import { executeRun } from '../../../lib/nightly/run.ts';
import { objections } from '../../alerts/schemas.ts';
import { laterRun } from '../../functions/configured.ts';
import { type Answer, provider, stopServers } from '../../http/loopback.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { ana, ben, google, nightAt, type Scene, scene, unenrolled } from '../night.ts';

afterEach(stopServers);

const yaml = `version: 1
organization: Example
timezone: UTC
connections:
  - id: google
    provider: google-workspace
    credentials: secret:exhibit/google
    subject: ana@example.com
customControls:
  - id: example.admins
    title: No admins
    dataset: google/users
    must: record.isAdmin == false
    fix: Take the role away.
`;

const posting = `${yaml}alerts:\n  webhook: secret:exhibit/webhook\n`;

const oncall: Listener = { address: 'oncall@example.com', isConfirmed: true, isHeld: true };
let deployments = 0;
const replicated = '  replicateTo: { bucket: acme-archive, account: "444455556666", region: eu-west-1 }\n';
type Copies = (key: string) => string | null;
type Hearing = (topic: string) => readonly Listener[];

/**
 * The function over a scene's locker, with a bus that keeps what it is given or fails.
 * @param webhook what Secrets Manager has for the webhook, at each asking
 * @param copies how S3 says that the copy of a file stands; null where nothing is copied
 */
async function deployed(
  stage: Scene,
  webhook: () => string = () => '',
  hearing: Hearing = () => [oncall],
  copies: Copies | null = null,
) {
  const folder = await temporaryFolder();
  const [file, configurations] = [join(folder, 'exhibit.yaml'), join(folder, 'configurations')];
  writeFileSync(
    file,
    `${webhook() === '' ? yaml : posting}aws:\n  mail: [oncall@example.com]\n${copies ? replicated : ''}`,
  );
  const later = `2099-01-01T00:00:${String(deployments++).padStart(2, '0')}Z`;
  await laterRun(stage.locker, file, configurations, later);
  const asked: string[] = [];
  const readManaged = async (name: string) => {
    asked.push(name);
    return webhook();
  };
  const [heard, log]: [Notification[], string[]] = [[], []];
  const bus = { down: false, name: '' };
  const openBus = (name: string): AlertChannel => ({
    name,
    async deliver(notification) {
      bus.name = name;
      if (bus.down) throw new AlertError('undelivered', 'The event bus accepted no events.');
      heard.push(notification);
      return busEvents(notification.nights, notification.alert).length;
    },
  });
  const environment = {
    EXHIBIT_CONFIGURATIONS: configurations,
    EXHIBIT_LOCKER: stage.locker.location,
    EXHIBIT_BUS: 'exhibit-alerts',
    EXHIBIT_TOPIC: 'arn:aws:sns:eu-west-1:111122223333:people',
  };
  const openStore = (location: string): Locker => ({
    ...openLocker(location),
    copyState: async (key) => ({ status: copies?.(key) ?? null, stored: new Date('2026-11-23T02:00:00Z') }),
  });
  const handler = alertFunction(
    { environment, write: (line) => void log.push(line), openLocker: openStore },
    { openBus, readManaged, listenersOf: async (topic) => hearing(topic) },
  );
  return { asked, handler, heard, log, bus };
}

async function twoNights(): Promise<Scene> {
  const stage = await scene({ google: google(ana, ben) });
  await executeRun(await stage.context(nightAt(0)));
  stage.world = { google: google(ana, unenrolled(ben)) };
  await executeRun(await stage.context(nightAt(1)));
  return stage;
}

test('A sealed night is told on the bus, and once only', async () => {
  const stage = await twoNights();
  const { bus, handler, heard, log } = await deployed(stage);
  const event = { run: nightAt(1) };
  const first = await handler(event);
  expect(first).toEqual({ run: nightAt(1), sent: expect.any(Number) });
  expect(bus.name).toBe('exhibit-alerts');
  const events = heard.flatMap(({ nights, alert }) => busEvents(nights, alert));
  expect(first.sent).toBe(events.length);
  expect(events.flatMap(objections)).toEqual([]);
  expect(events[0]?.detailType).toBe('Exhibit Alert');
  expect(await handler(event)).toEqual({ run: nightAt(1), sent: 0 });
  expect(heard).toHaveLength(1);
  const told = ['The night was announced.', lookedWhoHears];
  expect(log.map((line) => JSON.parse(line).message)).toEqual([...told, ...told]);
});

test('A bus that takes nothing is an error, and the night is told by the next attempt', async () => {
  const { bus, handler, heard } = await deployed(await twoNights());
  bus.down = true;
  await expect(handler({ run: nightAt(1) })).rejects.toThrow('The event bus accepted no events.');
  bus.down = false;
  expect((await handler({ run: nightAt(1) })).sent).toBeGreaterThan(0);
  expect(heard).toHaveLength(1);
});

/** A receiver of webhooks that answers by these statuses, and keeps what it was sent. */
async function receiver(...statuses: number[]) {
  const bodies: string[] = [];
  const answers = statuses.map(
    (status): Answer =>
      async (response, request) => {
        bodies.push(await text(request));
        response.writeHead(status).end();
      },
  );
  return { ...(await provider(...answers)), bodies };
}

test('A night is posted by the webhook, whose address is read each night from its secret', async () => {
  const first = await receiver(200);
  const second = await receiver(200);
  let kept = `${first.url}/services/T0/B0/one`;
  const stage = await twoNights();
  const { asked, handler, heard, log } = await deployed(stage, () => kept);
  const told = await handler({ run: nightAt(0) });
  expect(first.bodies).toHaveLength(1);
  kept = `${second.url}/services/T0/B0/two`;
  await handler({ run: nightAt(1) });
  expect(asked).toEqual(['exhibit/webhook', 'exhibit/webhook']);
  expect(JSON.parse(second.bodies[0] ?? '')).toHaveProperty('blocks');
  expect(second.asked.map(({ method, url }) => [method, url])).toEqual([['POST', '/services/T0/B0/two']]);
  const onBus = heard.slice(0, 1).flatMap(({ nights, alert }) => busEvents(nights, alert));
  expect(told.sent).toBe(onBus.length + 1);
  expect(log.join()).not.toContain('/services/');
});

test('A webhook that refuses keeps nobody from a mail, and is tried again without a second mail', async () => {
  const { bodies, url } = await receiver(404, 200);
  const { handler, heard, log } = await deployed(await twoNights(), () => `${url}/services/T0/B0/secret`);
  const failed = handler({ run: nightAt(1) });
  await expect(failed).rejects.toThrow('No alert was sent: the webhook of alerts.webhook');
  await expect(failed).rejects.not.toThrow('/services/');
  expect(heard).toHaveLength(1);
  expect(await handler({ run: nightAt(1) })).toEqual({ run: nightAt(1), sent: 1 });
  expect([heard.length, bodies.length]).toEqual([1, 2]);
  expect(log.join()).not.toContain('/services/');
});

test('What a webhook was not told on one night it is told on the next, and the bus is not', async () => {
  const { bodies, url } = await receiver(404, 200);
  const stage = await scene({ google: google(ana, ben) });
  await executeRun(await stage.context(nightAt(0)));
  const { handler, heard } = await deployed(stage, () => `${url}/services/T0/B0/secret`);
  await expect(handler({ run: nightAt(0) })).rejects.toThrow('No alert was sent');
  await expect(handler({ run: nightAt(0) })).resolves.toMatchObject({ sent: 1 });
  stage.world = { google: google(ana, unenrolled(ben)) };
  await executeRun(await stage.context(nightAt(1)));
  const down = await deployed(stage, () => 'not an address');
  await expect(down.handler({ run: nightAt(1) })).rejects.toThrow('is not the address of a webhook');
  await executeRun(await stage.context(nightAt(2)));
  await handler({ run: nightAt(2) });
  expect(heard.at(-1)?.nights.map(({ run }) => run)).toEqual([nightAt(2)]);
  expect(bodies.at(-1)).toContain('ben@example.com');
});

test('An event that names no run is refused', async () => {
  const { handler, heard } = await deployed(await twoNights());
  await expect(handler({ run: 'last night' })).rejects.toThrow(
    'The event of the function alert cannot be used.',
  );
  expect(heard).toEqual([]);
});

const topicDown: Hearing = () => {
  throw new AlertError('undelivered', 'The subscriptions of the topic cannot be read: AuthorizationError.');
};

test.each<[string, Hearing, object | null, string]>([
  ['everybody hears', () => [oncall], null, ''],
  ['nobody does any more', () => [], { unheard: 1, loose: 0 }, 'receive nothing: 1;'],
  ['a link could end it', () => [{ ...oncall, isHeld: false }], { unheard: 0, loose: 1 }, 'unsubscribe: 1.'],
  ['SNS does not say', topicDown, { heard: 'unknown' }, 'could not be read'],
])('Each night the function looks who hears it: %s', async (_, hearing, fields, words) => {
  const stage = await twoNights();
  const posts: string[] = [];
  const keep: Answer = async (response, request) => {
    posts.push(await text(request));
    response.end('ok');
  };
  const { url } = await provider(keep);
  const { handler, log } = await deployed(stage, () => `${url}/hook`, hearing);
  await handler({ run: nightAt(1) });
  const said = log.map((line) => JSON.parse(line)).filter(({ message }) => message === notHeard);
  expect(said).toEqual(fields === null ? [] : [expect.objectContaining({ level: 'ERROR', ...fields })]);
  // By the webhook too, which does not depend on the mails.
  expect(posts.filter((post) => post.includes('people-not-told'))).toHaveLength(fields === null ? 0 : 1);
  if (words !== '') expect(posts.join()).toContain(words);
  // Numbers alone: whose address it is nobody has to read in a log.
  expect(log.join()).not.toContain('oncall@');
});

test.each<[string, Copies | null, string[]]>([
  ['all are there', () => 'COMPLETED', []],
  ['one failed', (key) => (key.includes('1.sig') ? 'FAILED' : 'COMPLETED'), ['FAILED']],
  ['none was to be copied', () => null, ['no copy known', 'no copy known']],
  ['nothing is copied, by the configuration', null, []],
])('Each night the function looks whether seals are in the other account: %s', async (_, copies, faults) => {
  const stage = await twoNights();
  const posts: string[] = [];
  const keep: Answer = async (response, request) => {
    posts.push(await text(request));
    response.end('ok');
  };
  const { url } = await provider(keep);
  const { handler, log } = await deployed(stage, () => `${url}/hook`, undefined, copies);
  await handler({ run: nightAt(1) });
  const lines = log.map((line) => JSON.parse(line));
  const looked = lines.filter(({ message }) => message === copiesLookedFor);
  expect(looked.map(({ missing, seals }) => [missing, seals])).toEqual(copies ? [[faults.length, 2]] : []);
  const said = lines.filter(({ message }) => message === notCopied);
  expect(said.map(({ level, copy }) => [level, copy])).toEqual(faults.map((fault) => ['ERROR', fault]));
  const own = posts.filter((post) => post.includes('copy-failed in the runbook'));
  expect(own).toHaveLength(faults.length === 0 ? 0 : 1);
  for (const fault of faults) expect(own[0]).toContain(`chain/0000000001.sigstore.json (${fault})`);
});

test('A webhook that fails after the night was told breaks nothing off: the log says what is wrong', async () => {
  const { url } = await receiver(200, 404, 404);
  const { handler, log } = await deployed(
    await twoNights(),
    () => `${url}/hook`,
    () => [],
    () => 'FAILED',
  );
  expect(await handler({ run: nightAt(1) })).toMatchObject({ run: nightAt(1) });
  const levels = log
    .map((line) => JSON.parse(line))
    .map(({ level, message }) => [level, message.slice(0, 16)]);
  expect(levels.slice(-7)).toEqual([
    ['ERROR', notHeard.slice(0, 16)],
    ['INFO', lookedWhoHears.slice(0, 16)],
    ['WARN', 'No alert was sen'],
    ['ERROR', notCopied.slice(0, 16)],
    ['ERROR', notCopied.slice(0, 16)],
    ['INFO', copiesLookedFor.slice(0, 16)],
    ['WARN', 'No alert was sen'],
  ]);
});

test('A night that cannot be told is looked at all the same: by the log, and not by the webhook at each attempt', async () => {
  const { url, bodies } = await receiver(200);
  const { bus, handler, log } = await deployed(
    await twoNights(),
    () => `${url}/hook`,
    () => [],
    () => 'FAILED',
  );
  bus.down = true;
  await expect(handler({ run: nightAt(1) })).rejects.toThrow('accepted no events');
  const said = log
    .map((line) => JSON.parse(line))
    .map(({ deaf, message, missing }) => ({ message, deaf, missing }));
  expect(said).toContainEqual({ message: lookedWhoHears, deaf: 1 });
  expect(said).toContainEqual({ message: copiesLookedFor, missing: 2 });
  expect(bodies.join()).not.toContain('in the runbook');
});
