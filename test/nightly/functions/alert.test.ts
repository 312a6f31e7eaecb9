import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type AlertChannel, AlertError, type Told } from '../../../lib/alerts/deliver/channel.ts';
import { busEvents } from '../../../lib/alerts/events.ts';
import { alertFunction } from '../../../lib/nightly/functions/alert.ts';
import { runNight } from '../../../lib/nightly/run.ts';
import { objections } from '../../alerts/schemas.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { ana, ben, google, nightAt, type Scene, scene, unenrolled } from '../night.ts';

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

/** The function over a scene's locker, with a bus that keeps what it is given or fails. */
async function deployed(stage: Scene) {
  const file = join(await temporaryFolder(), 'exhibit.yaml');
  writeFileSync(file, yaml);
  const [heard, log]: [Told[], string[]] = [[], []];
  const bus = { down: false, name: '' };
  const openBus = (name: string): AlertChannel => ({
    name,
    async deliver(told) {
      bus.name = name;
      if (bus.down) throw new AlertError('undelivered', 'The event bus took no events.');
      heard.push(told);
      return busEvents(told.nights, told.alert).length;
    },
  });
  const environment = {
    EXHIBIT_CONFIGURATION: file,
    EXHIBIT_LOCKER: stage.locker.location,
    EXHIBIT_BUS: 'exhibit-alerts',
  };
  const handler = alertFunction({ environment, write: (line) => void log.push(line) }, openBus);
  return { handler, heard, log, bus };
}

async function twoNights(): Promise<Scene> {
  const stage = await scene({ google: google(ana, ben) });
  await runNight(await stage.context(nightAt(0)));
  stage.world = { google: google(ana, unenrolled(ben)) };
  await runNight(await stage.context(nightAt(1)));
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
  expect(events.at(-1)?.detailType).toBe('Exhibit Alert');
  expect(await handler(event)).toEqual({ run: nightAt(1), sent: 0 });
  expect(heard).toHaveLength(1);
  expect(log.map((line) => JSON.parse(line).message)).toEqual(['The night was told.', 'The night was told.']);
});

test('A bus that takes nothing is an error, and the night is told by the next attempt', async () => {
  const { bus, handler, heard } = await deployed(await twoNights());
  bus.down = true;
  await expect(handler({ run: nightAt(1) })).rejects.toThrow('The event bus took no events.');
  bus.down = false;
  expect((await handler({ run: nightAt(1) })).sent).toBeGreaterThan(0);
  expect(heard).toHaveLength(1);
});

test('An event that names no run is refused', async () => {
  const { handler, heard } = await deployed(await twoNights());
  await expect(handler({ run: 'last night' })).rejects.toThrow(
    'The event of the function alert cannot be used.',
  );
  expect(heard).toEqual([]);
});
