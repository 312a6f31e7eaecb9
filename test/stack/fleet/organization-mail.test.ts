import { expect, test } from '@jest/globals';
import { sourceOf } from '../../../lib/alerts/events.ts';
import { definitionOf, runMachine } from '../state-machine.ts';
import { account, region, worldFrom } from '../world.ts';
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
