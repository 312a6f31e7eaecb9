import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { ConfigurationError } from '../../../lib/config/error.ts';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { fleetIn } from '../../../lib/fleet/functions/fleet-in.ts';
import { fleetTellFunction } from '../../../lib/fleet/functions/tell.ts';
import { readDeployableFleet } from '../../../lib/stack/fleet/deployable-fleet.ts';
import { withFleet } from '../../../lib/stack/fleet/fleet-code.ts';
import { recorded } from '../../aws-recordings/recordings.ts';
import { provider, stopServers } from '../../http/loopback.ts';
import { intranet } from '../../own-providers/intranet.ts';
import { placeOf, type Resource, resourcesOf, root } from '../made-stack.ts';
import {
  bucket,
  fleetFile,
  idsOf,
  type MadeFleet,
  organizationText,
  synthesizedFleet,
} from './made-fleet.ts';

const three = synthesizedFleet(fleetFile(idsOf(3)));

/** Everything but the code of functions, which is made of files, and what names it. */
function resourcesBut(fleet: MadeFleet): Map<string, unknown> {
  return new Map(
    [...fleet.resources].map(([id, { Type, Properties }]): [string, unknown] => {
      const { Code: _, TemplateURL: __, ...rest } = Properties;
      return [id, { Type, Properties: rest }];
    }),
  );
}

const ofKeys = (fleet: MadeFleet) =>
  new Map(
    fleet.nested.flatMap((one) =>
      [...resourcesOf(one)].map(([id, { Type, Properties, DeletionPolicy }]) => [
        id,
        { Type, Properties, DeletionPolicy },
      ]),
    ),
  );

const findingsOf = ({ stack }: MadeFleet): readonly string[] =>
  [new AwsSolutionsChecks(stack), new NIST80053R5Checks(stack)].flatMap((pack) =>
    pack
      .validateScope(stack)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ resourceLogicalId }) => `${ruleName} ${resourceLogicalId}`),
      ),
  );

describe('The stack of a fleet', () => {
  test('has a key, an alias and a tag for each organization, and nothing else of its own', () => {
    const names = three.keys.map(({ Properties }) => Properties.Tags);
    expect(names).toEqual(expect.arrayContaining(idsOf(3).map((id) => [{ Key: 'organization', Value: id }])));
    const types = three.nested
      .flatMap((one) => [...resourcesOf(one).values()].map(({ Type }) => Type))
      .toSorted();
    expect(types).toEqual([...Array(3).fill('AWS::KMS::Alias'), ...Array(3).fill('AWS::KMS::Key')]);
    expect(JSON.stringify([...three.resources.values()])).not.toContain('o-001');
  });

  test('keeps the events of all organizations, and its own, to be replayed', () => {
    const archives = [...three.resources.values()].filter(({ Type }) => Type === 'AWS::Events::Archive');
    expect(archives.map(({ Properties }) => Properties.EventPattern)).toEqual([
      { source: ['exhibit-fleet', { prefix: 'exhibit.' }] },
    ]);
  });

  test('keeps the key of an organization that goes', () => {
    expect(three.keys.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(
      Array(3).fill('RetainExceptOnCreate'),
    );
  });

  test('changes no resource of another when one comes or goes', () => {
    const four = synthesizedFleet(fleetFile(idsOf(4)));
    const [before, after] = [ofKeys(three), ofKeys(four)];
    for (const [id, resource] of before) expect([id, after.get(id)]).toEqual([id, resource]);
    expect(after.size).toBe(before.size + 2);
    const parts = (fleet: MadeFleet) =>
      new Map(
        [...resourcesBut(fleet)].filter(([, one]) => (one as Resource).Type !== 'AWS::CloudFormation::Stack'),
      );
    expect(parts(four)).toEqual(parts(three));
  });

  test('has a topic, a rule and an auditor’s role of its own for an organization that asks for them', () => {
    const aws = `aws:
  mail: [people@o-002.example]
  auditor: { principals: ["arn:aws:iam::444455556666:role/auditor"], externalId: o-002-2026 }
`;
    const asking = synthesizedFleet(
      fleetFile(idsOf(3), (id) => organizationText(id, id === 'o-002' ? aws : '')),
    );
    const [before, after] = [ofKeys(three), ofKeys(asking)];
    for (const [id, resource] of before) expect([id, after.get(id)]).toEqual([id, resource]);
    const added = [...after].filter(([id]) => !before.has(id)).map(([, one]) => one);
    expect(added.map(({ Type }) => Type).toSorted()).toEqual([
      'AWS::Events::Rule',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::SNS::Subscription',
      'AWS::SNS::Topic',
      'AWS::SNS::TopicPolicy',
    ]);
    const [topic] = added.filter(({ Type }) => Type === 'AWS::SNS::Topic');
    expect(topic?.Properties.TopicName).toBe('exhibit-fleet-Exhibit-o-002');
    const [rule] = added.filter(({ Type }) => Type === 'AWS::Events::Rule');
    expect(rule?.Properties.EventPattern).toEqual({
      source: ['exhibit.o-002'],
      'detail-type': ['Exhibit Alert'],
    });
    const parts = (fleet: MadeFleet) =>
      new Map(
        [...resourcesBut(fleet)].filter(([, one]) => (one as Resource).Type !== 'AWS::CloudFormation::Stack'),
      );
    expect(parts(asking)).toEqual(parts(three));
    expect(findingsOf(asking)).toEqual([]);
    // Whoever audits one reads that one's evidence, and lists no more.
    const [policy] = added.filter(({ Type }) => Type === 'AWS::IAM::Policy');
    const statements = JSON.stringify(policy?.Properties.PolicyDocument);
    expect(statements).toContain('/organizations/o-002/*');
    expect(statements).toContain('"s3:prefix":"organizations/o-002/*"');
    expect(statements).not.toMatch(/organizations\/(?!o-002\/)/);
  });

  test('holds 200 organizations within what CloudFormation takes', () => {
    const many = synthesizedFleet(fleetFile(idsOf(200)));
    expect(many.keys).toHaveLength(200);
    for (const one of [many.template, ...many.nested]) {
      expect(resourcesOf(one).size).toBeLessThan(500);
      expect(JSON.stringify(one.toJSON()).length).toBeLessThan(1_000_000);
    }
    expect(many.resources.size - many.nested.length).toBe(three.resources.size - three.nested.length);
  });

  test('has for each alarm a heading in the runbook', () => {
    const page = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
    const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    const anchorsOf = (resources: MadeFleet['resources'], form: RegExp) =>
      [...resources.values()]
        .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
        .map(({ Properties }) => form.exec(String(Properties.AlarmDescription))?.[1]);
    const anchors = anchorsOf(three.resources, /docs\/runbook\.md in Exhibit's package, under ([\w-]+)$/);
    expect(anchors).toHaveLength(9);
    expect(headings).toEqual(expect.arrayContaining(anchors));
    const runbook = 'https://wiki.larch.example/runbook';
    const linked = synthesizedFleet(fleetFile(idsOf(1)), { runbook });
    expect(anchorsOf(linked.resources, /https:\/\/wiki\.larch\.example\/runbook#([\w-]+)$/)).toEqual(anchors);
  });

  test('has nothing that cdk-nag finds and no written reason accepts', () => {
    expect(findingsOf(three)).toEqual([]);
    const aws = '  - { id: aws, provider: aws, credentials: "secret:exhibit/o-001/aws" }\n';
    expect(findingsOf(synthesizedFleet(fleetFile(idsOf(1), (id) => organizationText(id, '', aws))))).toEqual(
      [],
    );
  });
});

const refused = (file: string): string => {
  try {
    synthesizedFleet(file);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'not refused';
};

describe('The alarms of a fleet', () => {
  const webhook = `locker: s3://${bucket}/fleet\nalerts: { webhook: "secret:larch/webhook" }\n`;
  const posting = synthesizedFleet(fleetFile(idsOf(1), undefined, webhook));
  const ofType = (type: string, { resources }: MadeFleet = posting) =>
    [...resources.values()].filter((one) => one.Type === type);
  const tell = 'FleetTellFunction';

  test('go to the webhook of the fleet as well, but for the one of the function that posts', () => {
    const rules = ofType('AWS::Events::Rule').filter((one) => placeOf(one).startsWith('AlarmPosts/'));
    const posted = rules.flatMap(({ Properties }) => {
      expect(JSON.stringify(Properties.Targets)).toMatch(
        /"Arn":\{"Fn::GetAtt":\["FleetTellFunction\w+","Arn"\]/,
      );
      const { detail } = Properties.EventPattern as { detail: { alarmName: readonly string[] } };
      return detail.alarmName;
    });
    const alarms = ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    const names = alarms.map(({ AlarmName }) => String(AlarmName));
    expect(names.filter((name) => !posted.includes(name))).toEqual(['Exhibit-fleet-tell-errors']);
    expect(posted.filter((name) => !names.includes(name))).toEqual([]);
    const failing = alarms.filter(({ Dimensions }) => JSON.stringify(Dimensions ?? '').includes(tell));
    expect(failing.map(({ AlarmName }) => AlarmName)).toEqual(['Exhibit-fleet-tell-errors']);
    const repeats = ofType('AWS::Lambda::EventInvokeConfig').map(({ Properties }) => [
      JSON.stringify(Properties.FunctionName).includes(tell),
      Properties.MaximumRetryAttempts,
    ]);
    expect(repeats.filter(([, count]) => count !== 0)).toEqual([[true, 2]]);
  });

  test('go by mail alone where the fleet has no webhook', () => {
    expect(ofType('AWS::Lambda::Permission', three)).toEqual([]);
    expect(JSON.stringify([...three.resources.values()])).not.toContain('EXHIBIT_WEBHOOK');
  });

  test('are posted by the function that tells of the fleet, by the secret that was deployed', async () => {
    const event = recorded<{ readonly 'detail-type': string; readonly id: string }>(
      'cloudwatch-alarm',
      'began',
    );
    const { url, asked } = await provider((response) => response.end('ok'));
    const handler = fleetTellFunction(
      { environment: { EXHIBIT_WEBHOOK: 'larch/webhook' }, write: () => {} },
      undefined,
      undefined,
      async (name) => `${url}/${name}`,
    );
    expect(await handler(event)).toEqual({ alarm: 'ServerCpuTooHigh', sent: 1 });
    expect(asked.map((one) => [one.url, one.headers['idempotency-key']])).toEqual([
      ['/larch/webhook', event.id],
    ]);
    await expect(handler({ 'detail-type': 'Another' })).rejects.toThrow(
      'The event of the function fleet-tell cannot be used.',
    );
    stopServers();
  });

  test('and its digest need a webhook that a function can read', () => {
    const variable = webhook.replace('secret:larch/webhook', 'env:FLEET_WEBHOOK');
    expect(refused(fleetFile(idsOf(1), undefined, variable))).toContain(
      'alerts: webhook: env:FLEET_WEBHOOK is',
    );
  });
});

describe('A fleet that cannot work so is refused, with the name of the organization:', () => {
  const with2 = (id: string, changed: string) => (one: string) =>
    one === id ? changed : organizationText(one);

  test.each([
    [
      'a locker elsewhere',
      organizationText('o-001').replace('organizations/o-001', 'organizations/o-002x'),
      'organizations/o-001',
    ],
    [
      'another’s secret',
      organizationText('o-001').replace('exhibit/o-001/github', 'exhibit/o-002/github'),
      'exhibit/o-001/github',
    ],
    [
      'copies in another account',
      organizationText(
        'o-001',
        'aws: { replicateTo: { bucket: larch-archive, account: "444455556666", region: eu-west-1 } }\n',
      ),
      'aws: replicateTo',
    ],
    [
      'evidence kept for longer',
      organizationText('o-001', 'aws: { retentionYears: 10 }\n'),
      'aws: retention',
    ],
    [
      'an account of AWS that would be the fleet’s',
      organizationText('o-001', '', '  - { id: aws, provider: aws }\n'),
      'secret:exhibit/o-001/aws',
    ],
    [
      'another’s accounts of AWS',
      organizationText(
        'o-001',
        '',
        '  - { id: aws, provider: aws, organization: { role: exhibit/o-002/exhibit-reader, management: "444455556666" } }\n',
      ),
      'role: exhibit/o-001/exhibit-reader',
    ],
  ])('%s', (_, text, expected) => {
    const said = refused(fleetFile(idsOf(2), with2('o-001', text)));
    expect(said).toContain('o-001');
    expect(said).toContain(expected);
  });

  test('lockers in no bucket', () => {
    expect(refused(fleetFile(idsOf(1), organizationText, ''))).toContain('s3://BUCKET/fleet');
    expect(bucket).not.toBe('');
  });
});

describe('A file of an organization’s own that declares a provider', () => {
  const sha256 = sha256Of(intranet);
  const connection = `  - { id: pages, provider: ./providers/intranet.mjs, credentials: "secret:exhibit/o-001/pages", site: larch }
`;
  /** With the file in the organization's folder, and another beside `fleet.yaml` that the fleet answers for. */
  function fleetWith(providers: string, text = intranet): string {
    const place = (beside: string, folder: string) =>
      join(dirname(beside), folder, 'providers', 'intranet.mjs');
    const file = fleetFile(
      idsOf(2),
      (id) => organizationText(id, '', id === 'o-001' ? connection : ''),
      `locker: s3://${bucket}/fleet\n${providers}`,
    );
    for (const folder of ['.', 'o-001']) mkdirSync(dirname(place(file, folder)), { recursive: true });
    writeFileSync(place(file, 'o-001'), text);
    writeFileSync(place(file, '.'), intranet);
    return file;
  }
  const listed = 'providers: [providers/intranet.mjs]\n';

  test('goes with the functions that act for all where fleet.yaml lists the very file', () => {
    const file = fleetWith(listed);
    const { resources } = synthesizedFleet(file);
    const environmentOf = (name: string) =>
      [...resources.values()].find((one) => placeOf(one) === `Functions/${name}/Function`)?.Properties
        .Environment;
    const own = { EXHIBIT_OWN_PROVIDERS: '/var/task' };
    expect(environmentOf('Collect-intranet')).toMatchObject({
      Variables: { ...own, EXHIBIT_PROVIDER: 'intranet', EXHIBIT_OWN_PROVIDER: `${sha256}.mjs` },
    });
    for (const name of ['Plan', 'Conclude', 'Seal', 'Alert'])
      expect(environmentOf(name)).toMatchObject({ Variables: own });
    expect(JSON.stringify(environmentOf('Collect-github'))).not.toContain('OWN_PROVIDER');
    // The fleet's own functions read the organization's file, and what it names.
    const ready = mkdtempSync(join(tmpdir(), 'exhibit-ready-'));
    withFleet(ready, readDeployableFleet(file, 2557), (folder) => {
      const organization = fleetIn({ EXHIBIT_FLEET: folder }).organizations.find(({ id }) => id === 'o-001');
      expect(organization?.read().ownProviders.map(({ said }) => said.sha256)).toEqual([sha256]);
    });
    rmSync(ready, { recursive: true });
  });

  test.each([
    ['lists none', '', intranet],
    ['lists another', listed, `${intranet}// Another word.\n`],
  ])('is refused where fleet.yaml %s', (_, providers, text) => {
    const said = refused(fleetWith(providers, text));
    expect(said).toContain('o-001: providers: intranet');
    expect(said).toContain('list it under providers: in fleet.yaml');
  });
});
