import { text } from 'node:stream/consumers';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterEach, expect, test } from '@jest/globals';
import { listenersOf } from '../../../lib/alerts/deliver/topic.ts';
import { type Answer, deadAddress, provider, stopServers } from '../../http/loopback.ts';

afterEach(stopServers);

const topic = 'arn:aws:sns:eu-west-1:111122223333:Exhibit-People';
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret' };
const { config } = new EventBridgeClient({ region: 'eu-west-1', credentials });

/** As SNS's API reference has a subscription in a list. */
const member = (endpoint: string, arn: string, protocol = 'email') => `<member>
    <TopicArn>${topic}</TopicArn><Protocol>${protocol}</Protocol><SubscriptionArn>${arn}</SubscriptionArn>
    <Owner>111122223333</Owner><Endpoint>${endpoint}</Endpoint></member>`;
const list = (members: readonly string[], next = '') => `<ListSubscriptionsByTopicResponse
  xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult><Subscriptions>
  ${members.join('')}</Subscriptions>${next}</ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`;
const attributes = (
  authenticated: string,
) => `<GetSubscriptionAttributesResponse><GetSubscriptionAttributesResult><Attributes>
  <entry><key>Protocol</key><value>email</value></entry>
  <entry><key>ConfirmationWasAuthenticated</key><value>${authenticated}</value></entry>
  </Attributes></GetSubscriptionAttributesResult></GetSubscriptionAttributesResponse>`;

/** SNS over these pages; whose confirmation was authenticated is in the ARN. */
async function sns(pages: readonly string[], status = 200) {
  const bodies: string[] = [];
  const answer: Answer = async (response, request) => {
    const body = new URLSearchParams(await text(request));
    bodies.push(body.toString());
    const page = Number(body.get('NextToken') ?? 0);
    const said =
      body.get('Action') === 'GetSubscriptionAttributes'
        ? attributes(String(body.get('SubscriptionArn')?.endsWith('held')))
        : pages[page];
    response.writeHead(status, { 'content-type': 'text/xml' }).end(said);
  };
  const { url, asked } = await provider(answer);
  return {
    bodies,
    asked,
    listeners: () => listenersOf({ topic, config, endpoint: url, now: () => new Date() }),
  };
}

test('Everybody who is subscribed by mail is listed, page by page, with how it was confirmed', async () => {
  const there = await sns([
    list(
      [member('ana@fathom.example', `${topic}:held`), member('ben&amp;co@fathom.example', `${topic}:loose`)],
      '<NextToken>1</NextToken>',
    ),
    list([
      member('eva@fathom.example', 'PendingConfirmation'),
      member('https://fathom.example', `${topic}:x`, 'https'),
    ]),
  ]);
  expect(await there.listeners()).toEqual([
    { address: 'ana@fathom.example', isConfirmed: true, isHeld: true },
    { address: 'ben&co@fathom.example', isConfirmed: true, isHeld: false },
    { address: 'eva@fathom.example', isConfirmed: false, isHeld: false },
  ]);
  expect(there.bodies[0]).toBe(
    `Version=2010-03-31&Action=ListSubscriptionsByTopic&TopicArn=${encodeURIComponent(topic)}`,
  );
  expect(there.asked[0]?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/sns\/aws4_request, SignedHeaders=[^,]*content-type;host/,
  );
});

test.each([
  [
    'refuses',
    () => sns(['<ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>'], 403),
    '403 AuthorizationError',
  ],
  [
    'tells of nobody in particular',
    () => sns([list(['<member><Protocol>email</Protocol></member>'])]),
    'lacks its address',
  ],
  ['has no end', () => sns([list([], '<NextToken>0</NextToken>')]), 'has no end'],
])('What SNS does not say is no list: it %s', async (_, made, words) => {
  await expect((await made()).listeners()).rejects.toMatchObject({
    name: 'AlertError',
    message: expect.stringContaining(words),
  });
});

test('Nor is it one where nobody answers', async () => {
  const endpoint = await deadAddress();
  const asking = listenersOf({ topic, config, endpoint, now: () => new Date() });
  await expect(asking).rejects.toMatchObject({ name: 'AlertError' });
});
