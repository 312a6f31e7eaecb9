import { describe, expect, test } from '@jest/globals';
import { type Caller, evaluate } from '../iam/evaluate.ts';
import { exampleText, templateOf } from './made-stack.ts';
import { manyConnections } from './many-connections.ts';
import { account, region, worldOf } from './world.ts';

const world = worldOf(templateOf());
const run = 'runs/2026-11-23T01-00-00Z';
const night = `nights/${run}/0b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e`;
const creating = { 's3:ObjectCreationOperation': 'true', 's3:if-none-match': '*', 's3:TlsVersion': '1.3' };

/** Somebody of the account who may do everything that their own policies can give. */
const administrator: Caller = {
  arn: `arn:aws:iam::${account}:user/administrator`,
  policies: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const root: Caller = { ...administrator, arn: `arn:aws:iam::${account}:root` };
const roles = [
  ...['Plan', 'Conclude', 'Seal', 'Alert', 'Package'].map((name) => `Functions/${name}/Role`),
  ...['google-workspace', 'onepassword', 'github', 'slack', 'npm', 'aws'].map(
    (id) => `Functions/Collect-${id}/Role`,
  ),
];
const everybody = new Map<string, Caller>([
  ...roles.map((place) => [place, world.role(place)] as const),
  ['Auditor/Role', world.role('Auditor/Role')],
  ['Replication/Role', world.role('Replication/Role')],
  ['an administrator', administrator],
  ['root', root],
]);

/** Calls that the functions make, by what they are for. `test/stack/whole-night.test.ts` puts those of real nights to the same policies. */
const made: readonly (readonly [who: string, action: string, place: string, ...keys: string[]])[] = [
  ['Plan', 's3:ListBucket', 'Locker/Bucket'],
  [
    'Plan',
    's3:PutObject',
    'Locker/Bucket',
    `${run}/plan.json`,
    `${run}/standard.json`,
    `${run}/github/members.json`,
  ],
  ['Plan', 's3:GetObject', 'Locker/Bucket', `${run}/SHA256SUMS`, 'chain/0000000001.sigstore.json'],
  ['Plan', 's3:GetObject', 'Locker/Bucket', 'attestations/x.json', 'reviews/x.json'],
  ['Plan', 's3:GetObject', 'SignerMemory/Bucket', '0000000001.json'],
  ['Plan', 's3:PutObject', 'Work/Bucket', `${night}/connections.json`],
  ['Plan', 's3:PutObject', 'Work/Bucket', `configurations/${'0'.repeat(64)}.json`],
  ...['Plan', 'Collect-github', 'Conclude', 'Seal', 'Alert', 'Package'].map(
    (who) => [who, 's3:GetObject', 'Work/Bucket', `configurations/${'0'.repeat(64)}.json`] as const,
  ),
  ['Collect-github', 's3:GetObject', 'Locker/Bucket', `${run}/plan.json`],
  ['Collect-github', 's3:GetObject', 'Locker/Bucket', `${run}/github/members.ndjson`, `${run}/SHA256SUMS`],
  [
    'Collect-github',
    's3:PutObject',
    'Locker/Bucket',
    `${run}/github/members.ndjson`,
    `${run}/github/members.json`,
  ],
  [
    'Collect-github',
    's3:PutObject',
    'Work/Bucket',
    `collections/${run}/github/0123456789abcdef-0/unfinished.json`,
  ],
  ['Collect-onepassword', 's3:GetObject', 'Work/Bucket', 'exports/onepassword.json'],
  ['Collect-github', 's3:PutObject', 'Work/Bucket', `${night}/github/github/done.json`],
  ['Conclude', 's3:GetObject', 'Work/Bucket', `${night}/github/github/done.json`],
  ['Conclude', 's3:GetObject', 'Work/Bucket', `${night}/github/github/failed.json`],
  ['Conclude', 's3:ListBucket', 'Work/Bucket'],
  ['Conclude', 's3:GetObject', 'Locker/Bucket', `${run}/github/members.ndjson`, 'attestations/x.json'],
  [
    'Conclude',
    's3:PutObject',
    'Locker/Bucket',
    `${run}/findings.ndjson`,
    `${run}/drift.json`,
    `${run}/findings.json`,
  ],
  ['Conclude', 's3:PutObject', 'Work/Bucket', 'athena/findings/2026-11-23/2026-11-23T01-00-00Z.txt'],
  [
    'Seal',
    's3:PutObject',
    'Locker/Bucket',
    `${run}/SHA256SUMS`,
    'chain/0000000001.sigstore.json',
    'keys/x.pem',
  ],
  ['Seal', 's3:PutObject', 'SignerMemory/Bucket', '0000000001.json'],
  ['Seal', 's3:GetObject', 'Work/Bucket', 'packages/manifests/x.json'],
  ['Seal', 'kms:Sign', 'SigningKey/Key'],
  ['Seal', 'kms:GetPublicKey', 'SigningKey/Key'],
  ['Alert', 's3:PutObject', 'Locker/Bucket', 'alerts/2026-11-23T01-00-00Z.json', 'alerts/webhook/x.json'],
  ['Alert', 's3:GetObject', 'Locker/Bucket', 'chain/0000000001.sigstore.json'],
  ['Alert', 'events:PutEvents', 'Drift/Bus'],
  ['Package', 's3:GetObjectVersion', 'Locker/Bucket', `${run}/github/members.ndjson`, 'keys/x.pem'],
  ['Package', 's3:ListBucketVersions', 'Locker/Bucket'],
  ['Package', 's3:PutObject', 'Work/Bucket', 'packages/x.zip', 'packages/manifests/x.json'],
  ['Package', 'kms:GetPublicKey', 'SigningKey/Key'],
  ['Package', 'lambda:InvokeFunction', 'Functions/Seal/Function'],
];

describe('What a function does it may do:', () => {
  test.each(made)('%s %s %s', (who, action, place, ...keys) => {
    const caller = world.role(`Functions/${who}/Role`);
    for (const key of keys.length > 0 ? keys : [undefined])
      expect([key, world.ask(caller, action, { place, ...(key ? { key } : {}) }, creating)]).toEqual([
        key,
        'allowed',
      ]);
  });

  test('and a function takes up its role, as nobody else does', () => {
    const lambda: Caller = { arn: null, service: 'lambda.amazonaws.com', policies: [] };
    for (const place of roles) {
      expect(world.ask(lambda, 'sts:AssumeRole', { place })).toBe('allowed');
      for (const caller of [administrator, root, world.role('Functions/Plan/Role')])
        expect([place, world.ask(caller, 'sts:AssumeRole', { place })]).toEqual([place, 'denied']);
    }
  });
});

describe('A boundary around every role', () => {
  const needed = [
    's3:*',
    'kms:*',
    'secretsmanager:GetSecretValue',
    'events:PutEvents',
    'lambda:InvokeFunction',
  ];
  const within = (place: string, actions: readonly string[]): Caller => ({
    ...world.role(place),
    boundary: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  });

  test('that has what the functions do keeps them from nothing', () => {
    for (const [who, action, place, ...keys] of made)
      for (const key of keys.length > 0 ? keys : [undefined]) {
        const caller = within(`Functions/${who}/Role`, needed);
        const said = world.ask(caller, action, { place, ...(key ? { key } : {}) }, creating);
        expect([who, action, key, said]).toEqual([who, action, key, 'allowed']);
      }
  });

  test('that lacks signing keeps a night from its seal, though the key names the role', () => {
    const caller = within(
      'Functions/Seal/Role',
      needed.filter((action) => action !== 'kms:*'),
    );
    expect(world.ask(caller, 'kms:Sign', { place: 'SigningKey/Key' })).toBe('denied');
  });
});

/** Who is let do something, of everybody there is. */
function whoMay(
  action: string,
  place: string,
  key?: string,
  context: Readonly<Record<string, string>> = creating,
) {
  const to = { place, ...(key === undefined ? {} : { key }) };
  return [...everybody]
    .filter(([, caller]) => world.ask(caller, action, to, context) === 'allowed')
    .map(([who]) => who);
}

const evidence = `${run}/github/members.ndjson`;

describe('Evidence', () => {
  test.each(['s3:DeleteObject', 's3:DeleteObjectVersion'])('is deleted by nobody: %s', (action) => {
    for (const [who, caller] of everybody) {
      const said = world.ask(caller, action, { place: 'Locker/Bucket', key: evidence }, creating);
      expect([who, said]).toEqual([who, 'denied explicitly']);
    }
  });

  test('is written by nobody without If-None-Match, and so is over nothing that is there', () => {
    const bare = { 's3:ObjectCreationOperation': 'true', 's3:TlsVersion': '1.3' };
    for (const place of ['Locker/Bucket', 'SignerMemory/Bucket'])
      for (const [who, caller] of everybody) {
        const said = world.ask(caller, 's3:PutObject', { place, key: evidence }, bare);
        expect([who, place, said]).toEqual([who, place, 'denied explicitly']);
      }
  });

  test.each([
    's3:BypassGovernanceRetention',
    's3:PutObjectRetention',
    's3:PutObjectLegalHold',
    's3:PutBucketObjectLockConfiguration',
    's3:PutLifecycleConfiguration',
    's3:PutBucketVersioning',
    's3:PutBucketPolicy',
  ])('keeps its lock whatever a function, an auditor or the copying does: %s', (action) => {
    for (const key of [evidence, undefined])
      expect(whoMay(action, 'Locker/Bucket', key)).toEqual(['an administrator', 'root']);
  });

  test.each(['Locker/Bucket', 'Work/Bucket', 'SignerMemory/Bucket', 'AccessLogs/Bucket'])(
    'and the rest is neither read nor written without TLS, or with an old version: %s',
    (place) => {
      for (const faulty of [{ 'aws:SecureTransport': 'false' }, { 's3:TlsVersion': '1.1' }])
        for (const action of ['s3:GetObject', 's3:PutObject'])
          expect([faulty, whoMay(action, place, evidence, { ...creating, ...faulty })]).toEqual([faulty, []]);
    },
  );

  test('of a connection is read by its own function, by those that judge, seal, tell and pack, and by auditors', () => {
    expect(whoMay('s3:GetObject', 'Locker/Bucket', evidence)).toEqual([
      ...['Plan', 'Conclude', 'Seal', 'Alert', 'Package', 'Collect-github'].map(
        (name) => `Functions/${name}/Role`,
      ),
      'Auditor/Role',
      'an administrator',
      'root',
    ]);
  });

  test('of a connection is written by its own function', () => {
    expect(whoMay('s3:PutObject', 'Locker/Bucket', evidence)).toEqual([
      'Functions/Collect-github/Role',
      'an administrator',
      'root',
    ]);
  });

  test('of a connection that is not finished is touched by its own function', () => {
    const key = `collections/${run}/slack/0123456789abcdef-0/unfinished.json`;
    for (const action of ['s3:GetObject', 's3:PutObject'])
      expect(whoMay(action, 'Work/Bucket', key)).toEqual([
        'Functions/Collect-slack/Role',
        'an administrator',
        'root',
      ]);
  });
});

describe('A signature', () => {
  test('is made by the sealing function, and refused to everybody else', () => {
    for (const action of ['kms:Sign', 'kms:CreateGrant'])
      for (const [who, caller] of everybody) {
        const said = world.ask(caller, action, { place: 'SigningKey/Key' });
        const expected =
          who === 'Functions/Seal/Role'
            ? action === 'kms:Sign'
              ? 'allowed'
              : 'denied'
            : 'denied explicitly';
        expect([who, action, said]).toEqual([who, action, expected]);
      }
  });

  test('is remembered by the sealing function, and refused to everybody else', () => {
    expect(whoMay('s3:PutObject', 'SignerMemory/Bucket', '0000000001.json')).toEqual(['Functions/Seal/Role']);
    expect(whoMay('s3:DeleteObject', 'SignerMemory/Bucket', '0000000001.json')).toEqual([]);
  });
});

test('A secret is read by its own connection’s function, and the webhook’s by the one that tells', () => {
  const arn = (name: string) => `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`;
  const readers = (name: string) =>
    roles.filter((place) => {
      const [action, resource] = ['secretsmanager:GetSecretValue', arn(name)];
      const caller = world.role(place);
      return evaluate({ caller, action, resource, owner: account, on: [], kind: 'other' }) === 'allowed';
    });
  for (const [name, collects] of [
    ['google', 'google-workspace'],
    ['onepassword', 'onepassword'],
    ['github', 'github'],
    ['slack', 'slack'],
    ['npm', 'npm'],
  ])
    expect(readers(`exhibit/${name}`)).toEqual([`Functions/Collect-${collects}/Role`]);
  expect(readers('exhibit/webhook')).toEqual(['Functions/Alert/Role']);
  expect(readers('exhibit/github-prod')).toEqual([]);
  expect(readers('another')).toEqual([]);
});

describe('The auditor’s role', () => {
  const rosa = 'arn:aws:iam::444455556666:user/rosa';
  const text = exampleText.replace(/principals: \[.*\]/, `principals: ["${rosa}"]`);
  const there = worldOf(templateOf(text));
  const mayAssume = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } as const;
  const whole = { 'aws:MultiFactorAuthPresent': 'true', 'sts:ExternalId': 'fathom-audit' };
  const asked = (arn: string, context: Readonly<Record<string, string>>) =>
    there.ask({ arn, policies: [mayAssume] }, 'sts:AssumeRole', { place: 'Auditor/Role' }, context);

  test('is taken up by whom the configuration names, with a second factor and the id that was agreed on', () => {
    expect(asked(rosa, whole)).toBe('allowed');
  });

  test.each([
    ['without a second factor, as long-lived keys are', { 'sts:ExternalId': 'fathom-audit' }],
    ['with a session that had none', { ...whole, 'aws:MultiFactorAuthPresent': 'false' }],
    ['without the id', { 'aws:MultiFactorAuthPresent': 'true' }],
    ['with another id', { ...whole, 'sts:ExternalId': 'another' }],
  ])('is not taken up %s', (_, context) => {
    expect(asked(rosa, context)).toBe('denied');
  });

  test('is taken up by a role that the configuration names: the session of a role says nothing of a second factor', () => {
    const team = 'arn:aws:iam::444455556666:role/audit';
    const of = worldOf(templateOf(exampleText.replace(/principals: \[.*\]/, `principals: ["${team}"]`)));
    const take = (context: Readonly<Record<string, string>>) =>
      of.ask({ arn: team, policies: [mayAssume] }, 'sts:AssumeRole', { place: 'Auditor/Role' }, context);
    expect(take({ 'sts:ExternalId': 'fathom-audit' })).toBe('allowed');
    expect(take({ 'sts:ExternalId': 'another' })).toBe('denied');
  });

  test('is not taken up by anybody else', () => {
    for (const arn of [
      'arn:aws:iam::444455556666:user/rosalind',
      'arn:aws:iam::444455556666:root',
      'arn:aws:iam::999999999999:user/rosa',
      `arn:aws:iam::${account}:user/administrator`,
    ])
      expect([arn, asked(arn, whole)]).toEqual([arn, 'denied']);
  });

  test('reads all evidence and the public key, and does nothing else', () => {
    const auditor = there.role('Auditor/Role');
    const say = (action: string, place: string, key?: string) =>
      there.ask(auditor, action, { place, ...(key === undefined ? {} : { key }) }, creating);
    for (const action of ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectRetention'])
      expect(say(action, 'Locker/Bucket', evidence)).toBe('allowed');
    expect(say('kms:GetPublicKey', 'SigningKey/Key')).toBe('allowed');
    for (const [action, place, key] of [
      ['s3:PutObject', 'Locker/Bucket', evidence],
      ['s3:GetObject', 'Work/Bucket', 'packages/x.zip'],
      ['s3:GetObject', 'SignerMemory/Bucket', '0000000001.json'],
      ['lambda:InvokeFunction', 'Functions/Package/Function', undefined],
      ['states:StartExecution', 'Night/Machine', undefined],
    ] as const)
      expect([action, place, say(action, place, key)]).toEqual([action, place, 'denied']);
  });
});

describe('The night', () => {
  const service = (name: string): Caller => ({ arn: null, service: name, policies: [] });

  test('is started by its schedule, calls its functions, and no other', () => {
    const started = world.ask(world.role('Schedule/Role'), 'states:StartExecution', {
      place: 'Night/Machine',
    });
    expect(started).toBe('allowed');
    const machine = world.role('Night/Granted/Role');
    const calls = roles.map((place) => place.replace(/Role$/, 'Function'));
    const may = calls.filter((place) => world.ask(machine, 'lambda:InvokeFunction', { place }) === 'allowed');
    expect(may).toEqual(calls.filter((place) => place !== 'Functions/Package/Function'));
  });

  test('has what came of a connection written by its own function and, where that failed, by the machine alone', () => {
    const may = (key: string) => whoMay('s3:PutObject', 'Work/Bucket', `${night}/${key}`);
    expect(may('github/github/done.json').slice(0, -2)).toEqual(['Functions/Collect-github/Role']);
    expect(may('slack/github/done.json').slice(0, -2)).toEqual(['Functions/Collect-slack/Role']);
    expect(may('github/github/failed.json').slice(0, -2)).toEqual([]);
    const machine = world.role('Night/Granted/Role');
    const writes = (key: string) =>
      world.ask(machine, 's3:PutObject', { place: 'Work/Bucket', key }, creating);
    expect(writes(`${night}/github/github/failed.json`)).toBe('allowed');
    for (const key of [
      `${night}/github/github/done.json`,
      `${night}/connections.json`,
      'nights/map-runs/x.json',
    ])
      expect([key, writes(key)]).toEqual([key, 'denied']);
    for (const action of ['states:StartExecution', 's3:GetObject'])
      expect(world.ask(machine, action, { place: 'Night/Machine' })).toBe('denied');
  });

  test('of many connections has its machine start executions of itself, see to them and end them, and of no other', () => {
    const there = worldOf(templateOf(manyConnections(41)));
    const machine = there.role('Night/Granted/Role');
    const say = (action: string, resource: string) =>
      evaluate({ caller: machine, action, resource, owner: account, on: [], kind: 'other' });
    const own = there.arn('Night/Machine');
    const children = `${own.replace(':stateMachine:', ':execution:')}/Connections:0b1e2d3c`;
    expect(say('states:StartExecution', own)).toBe('allowed');
    expect(say('states:StartExecution', `${own}-2`)).toBe('denied');
    for (const action of ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution']) {
      expect([action, say(action, children)]).toEqual([action, 'allowed']);
      for (const other of [children.replace('/Connections:', ':'), children.replace('Night', 'Other')])
        expect([action, other, say(action, other)]).toEqual([action, other, 'denied']);
    }
    const on = (action: string, key: string) =>
      there.ask(machine, action, { place: 'Work/Bucket', key }, creating);
    expect(on('s3:GetObject', `${night}/connections.json`)).toBe('allowed');
    for (const action of [
      's3:AbortMultipartUpload',
      's3:GetObject',
      's3:ListMultipartUploadParts',
      's3:PutObject',
    ])
      expect([action, on(action, 'nights/map-runs/x/SUCCEEDED_0.json')]).toEqual([action, 'allowed']);
    for (const key of [`${night}/github/github/done.json`, 'exports/onepassword.json', 'packages/x.zip'])
      expect([key, on('s3:GetObject', key)]).toEqual([key, 'denied']);
  });

  test('is told to the topic by its machine and by alarms of this account, over TLS', () => {
    const [topic, machine] = [{ place: 'People/Topic' }, world.role('Alerts/ToTopic/Granted/Role')];
    expect(world.ask(machine, 'sns:Publish', topic)).toBe('allowed');
    expect(world.ask(machine, 'sns:Publish', topic, { 'aws:SecureTransport': 'false' })).toBe(
      'denied explicitly',
    );
    const alarms = (from: string) =>
      world.ask(service('cloudwatch.amazonaws.com'), 'sns:Publish', topic, { 'aws:SourceAccount': from });
    expect([alarms(account), alarms('999999999999')]).toEqual(['allowed', 'denied']);
  });

  test('has alarms handed to the function that tells by its own rules on the account’s bus, and to no other function', () => {
    const rules = service('events.amazonaws.com');
    const call = (place: string, from: string) =>
      world.ask(rules, 'lambda:InvokeFunction', { place }, { 'aws:SourceArn': from });
    const own = world.arn('AlarmPosts/Alarms1');
    const functions = roles.map((place) => place.replace(/Role$/, 'Function'));
    expect(functions.filter((place) => call(place, own) === 'allowed')).toEqual(['Functions/Alert/Function']);
    for (const from of [`${own}-2`, own.replace(account, '999999999999'), world.arn('Alerts/AlertToTopic')])
      expect([from, call('Functions/Alert/Function', from)]).toEqual([from, 'denied']);
    const queue = (from: string) =>
      world.ask(rules, 'sqs:SendMessage', { place: 'UndeliveredEvents/Queue' }, { 'aws:SourceArn': from });
    expect([queue(own), queue(`${own}-2`)]).toEqual(['allowed', 'denied']);
  });

  test('has access logs from S3 for buckets of this account alone', () => {
    const logs = (from: string, of: string) =>
      world.ask(
        service('logging.s3.amazonaws.com'),
        's3:PutObject',
        { place: 'AccessLogs/Bucket', key: 'locker/x' },
        { ...creating, 'aws:SourceAccount': from, 'aws:SourceArn': of },
      );
    expect(logs(account, world.arn('Locker/Bucket'))).toBe('allowed');
    expect(logs('999999999999', world.arn('Locker/Bucket'))).toBe('denied');
    expect(logs(account, 'arn:aws:s3:::another')).toBe('denied');
  });
});
