import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { Exhibit } from '../../lib/stack/exhibit.ts';
import { changed, given, newApp, placeOf, type Resource, resourcesOf, templateOf } from './made-stack.ts';
import { holding, replacementsBetween } from './replacements.ts';

/** Every provider that 0.1.0 had, besides those of the example. */
const others = `  - id: cloudflare
    provider: cloudflare
    credentials: secret:exhibit/cloudflare
    account: 0123456789abcdef0123456789abcdef
  - id: mail
    provider: dns
    domains: [fathom.example]
people:
`;
const text = changed('people:\n', others);

/** What 0.1.0 (commit 6158ba9) made of the same configuration. */
const before = new Map(
  Object.entries(
    (
      JSON.parse(readFileSync(new URL('template-0.1.0.json', import.meta.url), 'utf8')) as {
        Resources: Record<string, Resource>;
      }
    ).Resources,
  ),
);
const now = resourcesOf(templateOf(text));

/** What is not made any more since 0.1.0, by its place, with the reason. Nothing of it held anything. */
const left: Readonly<Record<string, string>> = {
  'Alerts/Connection':
    'The function that tells posts to the webhook: its address stood readable in the destination.',
  'Alerts/Webhook/ApiDestination': 'As the connection.',
  'Alerts/Webhook/EventsRole': 'As the connection.',
  'Alerts/Webhook/EventsRole/DefaultPolicy': 'As the connection.',
  'Alerts/AlertToWebhook': 'As the connection.',
  'Index/Index/Machine':
    'The function that judges tells Athena of a night. What the machine wrote was no address, and Athena found nothing by it.',
  'Index/Index/Machine/EventsRole': 'As the machine.',
  'Index/Index/Machine/EventsRole/DefaultPolicy': 'As the machine.',
  'Index/Index/Granted/Role': 'As the machine.',
  'Index/Index/Granted/Rights': 'As the machine.',
  'Index/Index/Log': 'A year of what the machine did, without any data. It goes with the machine.',
  'Index/NewEvidence': 'As the machine.',
};
const isLeft = (resource: Resource) => placeOf(resource) in left;
const isHolding = ({ Type }: Resource) => holding.includes(Type);

test('every resource of 0.1.0 is still there, by the id that CloudFormation knows it by, and is of the same kind', () => {
  expect(before.size).toBeGreaterThan(130);
  const staying = [...before].filter(([, resource]) => !isLeft(resource)).map(([id]) => id);
  const kinds = (of: ReadonlyMap<string, Resource>) =>
    Object.fromEntries(staying.map((id) => [id, of.get(id)?.Type]));
  // Under another id a resource is a new one, and what the old one held is gone.
  expect(kinds(now)).toEqual(kinds(before));
});

test('what is not made any more was there, and held nothing', () => {
  const gone = [...before].filter(([, resource]) => isLeft(resource));
  expect(gone.map(([, resource]) => placeOf(resource)).toSorted()).toEqual(Object.keys(left).toSorted());
  const held = gone.filter(([, one]) => isHolding(one)).map(([, resource]) => placeOf(resource));
  expect(held).toEqual(['Index/Index/Log']);
  for (const [id, resource] of gone) {
    expect([id, now.has(id)]).toEqual([id, false]);
    expect(resource).not.toHaveProperty('DeletionPolicy', 'Retain');
  }
});

/** What the upgrade makes anew under another name, and why. */
const renamed: Readonly<Record<string, string>> = {
  'Alerts/ToTopic/Log':
    'Groups below /aws/vendedlogs/ need no line each in the account’s policy for logs, which has a bound. The old group stays until its year is over.',
  'Night/Log': 'As the log of the other machine.',
  'Dashboard/Dashboard': 'It has a name by now, so that alarms can link to it. It holds nothing.',
};

test('no resource of 0.1.0 is replaced by the upgrade, but what is listed, none of which holds anything but logs', () => {
  const replaced = Object.keys(replacementsBetween(before, now));
  expect(replaced.toSorted()).toEqual(Object.keys(renamed).toSorted());
  const held = [...before.values()].filter((one) => replaced.includes(placeOf(one)) && isHolding(one));
  expect(held.map(({ Type }) => Type)).toEqual(['AWS::Logs::LogGroup', 'AWS::Logs::LogGroup']);
});

test('what there is does not depend on the flags of the app around it', () => {
  const inApp = (context: object) => {
    const stack = new Stack(newApp(context), 'Exhibit');
    new Exhibit(stack, 'Default', given(text));
    return Object.fromEntries(resourcesOf(Template.fromStack(stack)));
  };
  const usual = Object.fromEntries(now);
  expect(inApp({})).toEqual(usual);
  expect(inApp(CURRENTLY_RECOMMENDED_FLAGS)).toEqual(usual);
});

describe('In somebody’s own stack', () => {
  const stack = new Stack(newApp(), 'Compliance');
  new Exhibit(stack, 'Evidence', given(text));
  const there = resourcesOf(Template.fromStack(stack));

  test('what holds something has the ids of 0.1.0, after the construct’s own', () => {
    for (const [id, { Type }] of before)
      if (['AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::SNS::Topic', 'AWS::SQS::Queue'].includes(Type))
        expect([id, there.get(`Evidence${id}`)?.Type]).toEqual([id, Type]);
  });

  test('there is as much as in a stack of its own, and all of it in the construct', () => {
    const kinds = (of: ReadonlyMap<string, Resource>) => [...of.values()].map(({ Type }) => Type).toSorted();
    expect(kinds(there)).toEqual(kinds(now));
    for (const { Metadata } of there.values())
      expect(Metadata?.['aws:cdk:path']).toMatch(/^Compliance\/Evidence\//);
  });
});
