import { describe, expect, test } from '@jest/globals';
import { type Caller, evaluate } from '../../iam/evaluate.ts';
import { statementsIn } from '../../iam/policy.ts';
import { sessionOf } from '../../iam/session.ts';
import { placeOf, type Resource } from '../made-stack.ts';
import { filling } from '../whole/template.ts';
import { account, region, worldFrom } from '../world.ts';
import { fleetFile, idsOf, organizationText, synthesizedFleet } from './made-fleet.ts';

const own = 'o-001';
const other = 'o-002';
const connectionsOf = (id: string) => `  - { id: mail, provider: dns, domains: [larch.example] }
  - id: aws
    provider: aws
    organization: { role: exhibit/${id}/exhibit-reader, externalId: larch-7, management: "444455556666" }
`;
const fleet = synthesizedFleet(fleetFile(idsOf(2), (id) => organizationText(id, '', connectionsOf(id))));
const world = worldFrom(fleet.resources);
const run = 'runs/2026-11-23T01-00-00Z';
const writing = { 's3:ObjectCreationOperation': 'true', 's3:if-none-match': '*', 's3:TlsVersion': '1.3' };

const steps = ['Plan', 'Conclude', 'Seal', 'Alert', 'Collect-github', 'Collect-dns', 'Collect-aws'];
const tagsOf = (step: string, organization: string, connection = 'github') => ({
  organization,
  ...(step.startsWith('Collect-') ? { connection } : {}),
});

/** The session that a function's own role is given for an organization; null where it is refused. */
function session(step: string, tags: Readonly<Record<string, string>>, by?: Caller): Caller | null {
  const place = `Functions/${step}/Acting`;
  const resource = [...fleet.resources.values()].find(
    ({ Type, Metadata }) =>
      Type === 'AWS::IAM::Role' && String(Metadata?.['aws:cdk:path']).includes(`/${place}/`),
  );
  const arns = Object.fromEntries(
    ['Role', 'Acting'].map((name) => [`Functions/${step}/${name}`, world.arn(`Functions/${step}/${name}`)]),
  );
  const fill = filling({ resources: fleet.resources }, { refs: {}, arns });
  const trust = statementsIn(fill(resource?.Properties.AssumeRolePolicyDocument));
  const role = { ...world.role(place), arn: world.arn(place) };
  return sessionOf(by ?? world.role(`Functions/${step}/Role`), { role, trust, owner: account }, tags);
}

function sessionFor(step: string, organization = own): Caller {
  const given = session(step, tagsOf(step, organization));
  if (!given) throw new Error(`${step} is given no session.`);
  return given;
}

/** What there is of an organization: every kind of thing that any function reads or writes. */
const belongings = (id: string): readonly (readonly [place: string, key: string])[] => [
  ...[
    `${run}/plan.json`,
    `${run}/standard.json`,
    `${run}/github/members.ndjson`,
    `${run}/github/members.json`,
    `${run}/findings.json`,
    `${run}/drift.json`,
    `${run}/SHA256SUMS`,
    'chain/0000000001.sigstore.json',
    'keys/x.pem',
    'alerts/x.json',
    'attestations/x.json',
  ].map((key) => ['Locker/Bucket', `organizations/${id}/${key}`] as const),
  ['Work/Bucket', `collections/${id}/${run}/github/0123456789abcdef-0/unfinished.json`],
  ...['connections.json', 'github/github/done.json', 'github/github/failed.json'].map(
    (key) => ['Work/Bucket', `nights/${id}/${run}/0123/${key}`] as const,
  ),
  ['Work/Bucket', `exports/${id}/github.json`],
  ['Work/Bucket', `configurations/${id}/0123.json`],
  ['Memories/Bucket', `${id}/0000000001.sealed.json`],
];

/** What is of nobody in a fleet, or of the fleet itself. */
const shared = [
  'athena/findings/x.txt',
  'packages/x.zip',
  'packages/manifests/x.json',
  'answers/x.csv',
  'fleet/results/x.json',
  'fleet/connections/x.json',
];

const objectActions = ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject'];

describe.each(steps)('The session of %s for one organization', (step) => {
  const caller = sessionFor(step);
  const asked = (action: string, place: string, key?: string, context = {}) =>
    world.ask(caller, action, { place, ...(key === undefined ? {} : { key }) }, { ...writing, ...context });

  test('reaches something of its own', () => {
    const may = belongings(own).filter(([place, key]) => asked('s3:GetObject', place, key) === 'allowed');
    expect(may.length).toBeGreaterThan(1);
  });

  test('reaches no evidence, work, export or memory of another', () => {
    for (const [place, key] of belongings(other))
      for (const action of objectActions)
        expect([action, place, key, asked(action, place, key)]).not.toContain('allowed');
  });

  test('lists no more than its own', () => {
    const lists = (place: string, prefix?: string) =>
      asked('s3:ListBucket', place, undefined, prefix === undefined ? {} : { 's3:prefix': prefix });
    expect(lists('Locker/Bucket', `organizations/${own}/chain/`)).toBe('allowed');
    for (const prefix of [
      undefined,
      '',
      'organizations/',
      `organizations/${own}`,
      `organizations/${other}/`,
      'fleet/',
    ])
      expect([prefix, lists('Locker/Bucket', prefix)]).toEqual([prefix, 'denied']);
    for (const place of ['Work/Bucket', 'Memories/Bucket', 'SignerMemory/Bucket'])
      expect([
        place,
        lists(place),
        lists(place, `${other}/`),
        lists(place, `collections/${other}/`),
        lists(place, `nights/${other}/`),
      ]).toEqual([place, 'denied', 'denied', 'denied', 'denied']);
  });

  test('reads no secret of another, and of its own only what its connection needs', () => {
    const reads = (name: string) =>
      evaluate({
        caller,
        action: 'secretsmanager:GetSecretValue',
        resource: `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`,
        owner: account,
        on: [],
        kind: 'other',
      });
    const names = [own, other].flatMap((id) =>
      ['github', 'mail', 'alerts/webhook'].map((name) => `exhibit/${id}/${name}`),
    );
    const may = names.filter((name) => reads(name) === 'allowed');
    const expected = step.startsWith('Collect-') ? ['github'] : step === 'Alert' ? ['alerts/webhook'] : [];
    expect(may).toEqual(expected.map((name) => `exhibit/${own}/${name}`));
  });

  test('uses no key of another, nor the fleet’s', () => {
    const refs = new Map(
      fleet.keys.map((key) => [(key.Properties.Tags as { Value: string }[])[0]?.Value ?? '', key]),
    );
    const uses = (id: string, action: string) => {
      const policy = JSON.parse(
        JSON.stringify(refs.get(id)?.Properties.KeyPolicy, (_, value: unknown) => {
          const { Ref = '' } = Object(value) as { Ref?: string };
          return Ref.startsWith('reference') ? world.arn('Functions/Seal/Acting') : value;
        }),
      );
      const on = statementsIn(filling({ resources: fleet.resources }, { refs: {}, arns: {} })(policy));
      const resource = `arn:aws:kms:${region}:${account}:key/${id}`;
      return evaluate({
        caller,
        action,
        resource,
        owner: account,
        on,
        kind: 'key',
        context: { 'aws:ResourceTag/organization': id },
      });
    };
    expect([uses(own, 'kms:Sign') === 'allowed', uses(other, 'kms:Sign')]).toEqual([
      step === 'Seal',
      'denied explicitly',
    ]);
    for (const action of ['kms:TagResource', 'kms:PutKeyPolicy', 'kms:CreateGrant'])
      expect([action, uses(own, action), uses(other, action)]).not.toContain('allowed');
    expect(asked('kms:Sign', 'SigningKey/Key')).toBe('denied explicitly');
  });

  test('reaches nothing of the fleet’s own', () => {
    for (const key of ['fleet/chain/0000000001.sigstore.json', `fleet/${run}/fleet.json`])
      for (const action of objectActions)
        expect([action, asked(action, 'Locker/Bucket', key)]).not.toContain('allowed');
    for (const [place, key] of [
      ...shared.map((key) => ['Work/Bucket', key] as const),
      ['Work/Bucket', 'fleet/items/x.json'],
      ['SignerMemory/Bucket', '0000000001.sealed.json'],
    ] as const)
      expect([asked('s3:GetObject', place, key), asked('s3:PutObject', place, key)]).not.toContain('allowed');
  });

  test('speaks on the bus under no other name', () => {
    const speaks = (source: string) =>
      asked('events:PutEvents', 'Drift/Bus', undefined, { 'events:source': source });
    expect([`exhibit.${own}`, `exhibit.${other}`, 'exhibit-fleet', 'exhibit'].map(speaks)).toEqual([
      step === 'Alert' ? 'allowed' : 'denied',
      'denied',
      'denied',
      'denied',
    ]);
  });

  test('takes up no role, be it its own under another tag', () => {
    for (const one of steps) expect(session(one, tagsOf(one, other), caller)).toBeNull();
    for (const action of ['iam:TagRole', 'sts:TagSession', 'sts:AssumeRole', 'iam:PassRole'])
      expect(asked(action, `Functions/${step}/Acting`)).not.toBe('allowed');
  });
});

describe('The role that a function takes up', () => {
  test.each([
    ['without a tag', {}],
    ['with another tag besides', { organization: own, 'cost-center': '1' }],
    ['as a path', { organization: `${own}/${run}` }],
    ['as nobody', { organization: '' }],
  ])('is not taken up %s', (_, tags) => {
    expect(session('Seal', tags as Record<string, string>)).toBeNull();
    expect(session('Seal', { organization: own })).not.toBeNull();
  });

  test('is not taken up by another function', () => {
    for (const one of steps)
      for (const by of steps.filter((name) => name !== one))
        expect([one, by, session(one, tagsOf(one, own), world.role(`Functions/${by}/Role`))]).toEqual([
          one,
          by,
          null,
        ]);
  });

  test('is all that a function may: its own role reaches no evidence, secret or key', () => {
    for (const step of steps) {
      const caller = world.role(`Functions/${step}/Role`);
      const actions = caller.policies.flatMap(({ Action }) => [Action].flat());
      const mayHave = /^(logs:|xray:|sts:AssumeRole$|sts:TagSession$)/;
      expect([step, actions.filter((action) => !mayHave.test(action))]).toEqual([step, []]);
    }
  });
});

test('A collecting session reaches the evidence of its own connection alone', () => {
  const caller = session('Collect-github', { organization: own, connection: 'github' });
  const at = (connection: string) => ({
    place: 'Locker/Bucket',
    key: `organizations/${own}/${run}/${connection}/x.json`,
  });
  expect(caller && world.ask(caller, 's3:PutObject', at('github'), writing)).toBe('allowed');
  expect(caller && world.ask(caller, 's3:PutObject', at('mail'), writing)).toBe('denied');
  expect(caller && world.ask(caller, 's3:GetObject', at('mail'), writing)).toBe('denied');
});

describe('The session that asks AWS for one organization', () => {
  /** Whether it may take on a role in an account of somebody's, which trusts the sessions of that organization alone. */
  const takesOn = (role: string, trusted: string, caller = sessionFor('Collect-aws')) =>
    evaluate({
      caller,
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::444455556666:role/${role}`,
      owner: '444455556666',
      on: statementsIn({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: world.arn('Functions/Collect-aws/Acting') },
            Action: 'sts:AssumeRole',
            Condition: {
              StringEquals: { 'sts:ExternalId': 'larch-7', 'aws:PrincipalTag/organization': trusted },
            },
          },
        ],
      }),
      kind: 'role',
      context: { 'sts:ExternalId': 'larch-7' },
    });

  test('takes on the reader of its own accounts, and of no other’s, on whichever side that is tried', () => {
    expect(takesOn(`exhibit/${own}/exhibit-reader`, own)).toBe('allowed');
    for (const [role, trusted] of [
      [`exhibit/${other}/exhibit-reader`, other],
      [`exhibit/${other}/exhibit-reader`, own],
      [`exhibit/${own}/exhibit-reader`, other],
      [`exhibit/${own}/administrator`, own],
      ['exhibit-reader', own],
    ] as const)
      expect([role, trusted, takesOn(role, trusted)]).not.toContain('allowed');
  });

  test('is named among the outputs, for those roles to trust', () => {
    const outputs = Object.entries(fleet.template.findOutputs('*'));
    const [, collector] = outputs.find(([id]) => id.includes('AwsCollectorArn')) ?? [];
    const value = collector?.Value as { readonly 'Fn::GetAtt'?: readonly string[] } | undefined;
    const [id = ''] = value?.['Fn::GetAtt'] ?? [];
    expect(placeOf(fleet.resources.get(id) as Resource)).toBe('Functions/Collect-aws/Acting');
  });

  test('is the only one that does', () => {
    for (const step of steps.filter((one) => one !== 'Collect-aws'))
      expect([step, takesOn(`exhibit/${own}/exhibit-reader`, own, sessionFor(step))]).not.toContain(
        'allowed',
      );
  });

  test('asks the fleet’s own account nothing', () => {
    const caller = sessionFor('Collect-aws');
    for (const action of ['iam:GetCredentialReport', 'iam:GetAccountSummary', 'organizations:ListAccounts'])
      expect([action, world.ask(caller, action, { place: 'Functions/Plan/Role' })]).not.toContain('allowed');
  });
});

test('The machine of many connections starts its own executions, and reads no evidence', () => {
  const machine = world.role('Night/Many/Granted/Role');
  const asked = (action: string, place: string, key?: string) =>
    world.ask(machine, action, { place, ...(key === undefined ? {} : { key }) }, writing);
  for (const [place, key] of belongings(own)) {
    const isList = key.endsWith('connections.json');
    expect([key, asked('s3:GetObject', place, key) === 'allowed']).toEqual([key, isList]);
    const isNote = key.endsWith('failed.json');
    expect([key, asked('s3:PutObject', place, key) === 'allowed']).toEqual([key, isNote]);
  }
  expect(asked('states:StartExecution', 'Night/Many/Machine')).toBe('allowed');
  expect(asked('states:StartExecution', 'Night/Machine')).not.toBe('allowed');
  expect(
    world.ask(world.role('Night/Granted/Role'), 'states:StartExecution', { place: 'Night/Many/Machine' }),
  ).toBe('allowed');
});
