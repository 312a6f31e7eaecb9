import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { sourceOf } from '../../../lib/alerts/events.ts';
import { lookedWhoHears, notHeard } from '../../../lib/config/not-heard.ts';
import { definitionOf, runMachine } from '../state-machine.ts';
import { account, region, worldFrom } from '../world.ts';
import { deployedFleet } from './deployed-fleet.ts';
import { fleetFile, idsOf, organizationText, synthesizedFleet } from './made-fleet.ts';

const mail = (id: string) => organizationText(id, `aws: { mail: [people@${id}.example] }\n`);
const fleet = synthesizedFleet(fleetFile(idsOf(2), mail));
const definition = definitionOf(fleet.template, 'Mail/ToTopic/Machine');
const world = worldFrom(fleet.resources);

test.each(idsOf(2))('The alert of %s goes to its own topic, by who said it on the bus', async (id) => {
  const published: unknown[] = [];
  const detail = {
    subject: `Exhibit: ${id}`,
    text: 'Two lines,\nas a person reads them',
    organization: 'o-009',
  };
  await runMachine(
    definition,
    { source: sourceOf(id), 'detail-type': 'Exhibit Alert', detail },
    { Publish: (asked) => void published.push(asked) },
  );
  expect(published).toEqual([
    {
      TopicArn: expect.stringMatching(new RegExp(`:exhibit-fleet-Exhibit-${id}$`)),
      Subject: detail.subject,
      Message: detail.text,
    },
  ]);
});

test('What hands alerts over publishes to topics of organizations alone', () => {
  const machine = world.role('Mail/ToTopic/Granted/Role');
  const topics = `arn:aws:sns:${region}:${account}`;
  const resources = machine.policies
    .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('sns:')))
    .flatMap(({ Action, Resource }) => [Action, Resource]);
  expect(resources).toEqual(['sns:Publish', `${topics}:exhibit-fleet-Exhibit-*`]);
});

test('Whose people hear nothing is logged after each night, without an address, where an alarm counts it', async () => {
  const [heard = '', unheard = '', none = ''] = idsOf(3);
  await using deployed = await deployedFleet([heard, unheard, none], {
    mail: (id) => (id === none ? [] : [`people@${id}.example`]),
  });
  const asked: string[] = [];
  deployed.listenersOf = (topic) => {
    asked.push(topic.split(':').at(-1) ?? '');
    return [
      { address: `people@${heard}.example`, isConfirmed: true, isHeld: true },
      { address: `people@${unheard}.example`, isConfirmed: false, isHeld: false },
    ];
  };
  await deployed.start({ time: '2026-11-24T01:00:00Z' }).result;
  expect(asked).toEqual([heard, unheard].map((id) => `exhibit-fleet-Exhibit-${id}`));
  const lines = deployed.logged.map((line) => JSON.parse(line)).filter(({ message }) => message === notHeard);
  expect(lines).toMatchObject([{ organization: unheard, unheard: 1 }]);
  expect(JSON.stringify(lines)).not.toContain('@');
});

test('The alarm of all ends when everybody was seen to hear, and not when nobody looked at the one who did not', async () => {
  const [well = '', broken = ''] = idsOf(2);
  await using deployed = await deployedFleet([well, broken], { mail: (id) => [`people@${id}.example`] });
  let deaf: readonly string[] = [broken];
  deployed.listenersOf = (topic) => {
    const id = topic.split('-').slice(-2).join('-');
    return deaf.includes(id) ? [] : [{ address: `people@${id}.example`, isConfirmed: true, isHeld: true }];
  };
  const night = async (time: string) => {
    deployed.logged.length = 0;
    deployed.at = new Date(Date.parse(time) + 300_000);
    await deployed.start({ time }).result;
    const lines = deployed.logged.map((line) => JSON.parse(line));
    return lines.filter(({ message }) => message === lookedWhoHears).map((line) => line.deaf);
  };
  expect(await night('2026-11-24T01:00:00Z')).toEqual([1]);
  const file = deployed.fileOf('fleet', `organizations/${broken}/exhibit.yaml`);
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, 'nonsense: true\n');
  expect(await night('2026-11-25T01:00:00Z')).toEqual([]);
  deaf = [well];
  expect(await night('2026-11-26T01:00:00Z')).toEqual([1]);
  writeFileSync(file, whole);
  deaf = [];
  expect(await night('2026-11-27T01:00:00Z')).toEqual([0]);
});

test('Of an organization that will be let go it is looked until then', async () => {
  const [stays = '', leaves = '', left = ''] = idsOf(3);
  await using deployed = await deployedFleet([stays, leaves, left], {
    mail: (id) => [`people@${id}.example`],
  });
  const file = deployed.fileOf('fleet', 'fleet.yaml');
  const until = (id: string, day: string) =>
    `  - { id: ${id}, configuration: ${id}/exhibit.yaml, until: ${day}, reason: Goes elsewhere }\n`;
  const present = readFileSync(file, 'utf8').replaceAll(/.*\bo-00[23],.*\n/g, '');
  writeFileSync(file, `${present}former:\n${until(leaves, '2027-01-31')}${until(left, '2026-10-31')}`);
  const asked: string[] = [];
  deployed.listenersOf = (topic) => {
    asked.push(topic.split('-').slice(-2).join('-'));
    return [];
  };
  await deployed.start({ time: '2026-11-24T01:00:00Z' }).result;
  expect(asked).toEqual([stays, leaves]);
});

test('Who is subscribed is for the fleet’s own function to see, and for no session of an organization', () => {
  const may = (place: string) =>
    world
      .role(place)
      .policies.flatMap(({ Action }) => [Action].flat())
      .filter((action) => action.startsWith('sns:'));
  expect(may('Fleet/Tell/Role')).toEqual(['sns:GetSubscriptionAttributes', 'sns:ListSubscriptionsByTopic']);
  expect(may('Functions/Alert/Acting')).toEqual([]);
});
