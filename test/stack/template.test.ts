import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { variables } from '../../lib/config/environment.ts';
import { packageLifeDays } from '../../lib/config/limits.ts';
import { nightSealed } from '../../lib/config/night-sealed.ts';
import { copiesLookedFor } from '../../lib/config/not-copied.ts';
import { lookedWhoHears } from '../../lib/config/not-heard.ts';
import { findSecrets } from '../../lib/config/suspicion.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import { changed, exampleText, placeOf, type Resource, resourcesOf, root, templateOf } from './made-stack.ts';
import { definitionOf } from './state-machine.ts';

const tokens = manifests.flatMap((manifest) => manifest.tokens);

const template = templateOf();

const plain = templateOf(
  exampleText
    .replace(/^aws:\n( .*\n)+/m, '')
    .replace(/^alerts:\n( .*\n)+/m, '')
    .replace('locker: ./evidence', 'locker: s3://fathom-evidence/a/b'),
);

function at(place: string, from: Template = template): Resource['Properties'] {
  const found = [...resourcesOf(from).values()].find((resource) => placeOf(resource) === place);
  if (!found) throw new Error(`There is nothing at ${place}.`);
  return found.Properties;
}

/** A text of the template, with what CloudFormation fills in by its name. */
function written(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Join': join, 'Fn::GetAtt': attribute } = value as Record<string, unknown>;
  if (join) return (join as [string, unknown[]])[1].map(written).join((join as [string])[0]);
  return `<${Ref ?? attribute}>`;
}

const ofType = (type: string, from: Template = template) =>
  [...resourcesOf(from).values()].filter(({ Type }) => Type === type);

describe('the locker', () => {
  test('is locked in compliance mode, kept when the stack goes, versioned, private and encrypted', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 2557 } },
        },
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      },
    });
  });

  test('keeps evidence for as long as the configuration says', () => {
    const month = templateOf(changed('  mail: [', '  retentionDays: 30\n  mail: ['));
    expect(at('Locker/Bucket', month)).toHaveProperty(
      'ObjectLockConfiguration.Rule.DefaultRetention.Days',
      30,
    );
  });

  test('expires nothing but uploads that were never ended, and keeps large files of long ago where that costs less', () => {
    const uploads = { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' };
    const rulesFor = (days: number) =>
      at('Locker/Bucket', templateOf(changed('  mail: [', `  retentionDays: ${days}\n  mail: [`)))
        .LifecycleConfiguration;
    const moved = {
      ObjectSizeGreaterThan: '131072',
      Status: 'Enabled',
      Transitions: [{ StorageClass: 'GLACIER_IR', TransitionInDays: 90 }],
    };
    expect(at('Locker/Bucket').LifecycleConfiguration).toEqual({ Rules: [uploads, moved] });
    // Moving a file of 128 KiB costs as much as it saves in nine months.
    expect([rulesFor(729), rulesFor(730)]).toEqual([{ Rules: [uploads] }, { Rules: [uploads, moved] }]);
  });

  test('is logged to a bucket that is not locked', () => {
    expect(at('Locker/Bucket')).toHaveProperty('LoggingConfiguration.LogFilePrefix', 'locker/');
    expect(at('AccessLogs/Bucket')).not.toHaveProperty('ObjectLockConfiguration');
  });

  test('has the name and prefix that the configuration gives it, and otherwise none', () => {
    expect(at('Locker/Bucket')).not.toHaveProperty('BucketName');
    expect(at('Locker/Bucket', plain)).toHaveProperty('BucketName', 'fathom-evidence');
    const { Variables } = at('Functions/Seal/Function', plain).Environment as { Variables: object };
    expect(JSON.stringify(Variables)).toContain('"/a/b"');
    expect(JSON.stringify(at('Functions/Seal/Role/DefaultPolicy', plain))).toContain(
      '/a/b/runs/*/SHA256SUMS',
    );
  });

  test('is copied to the log-archive account, which owns the copies, if one is configured', () => {
    expect(at('Locker/Bucket').ReplicationConfiguration).toMatchObject({
      Rules: [
        {
          Status: 'Enabled',
          DeleteMarkerReplication: { Status: 'Disabled' },
          Destination: { Account: '444455556666', AccessControlTranslation: { Owner: 'Destination' } },
        },
      ],
    });
    expect(at('Locker/Bucket', plain)).not.toHaveProperty('ReplicationConfiguration');
  });
});

test('unfinished collections and packages expire, and what Athena finds evidence by does not', () => {
  expect(at('Work/Bucket').LifecycleConfiguration).toEqual({
    Rules: [
      { ExpirationInDays: 7, Prefix: 'collections/', Status: 'Enabled' },
      { ExpirationInDays: 7, Prefix: 'nights/', Status: 'Enabled' },
      { ExpirationInDays: 7, Prefix: 'answers/', Status: 'Enabled' },
      { ExpirationInDays: packageLifeDays, Prefix: 'packages/', Status: 'Enabled' },
      {
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 },
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
        Status: 'Enabled',
      },
    ],
  });
});

test('the signing key is on P-256, only signs, and stays when the stack goes', () => {
  template.hasResource('AWS::KMS::Key', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' },
  });
});

test('what a first deployment made and could not finish goes again, so that no bucket’s name bars the second', () => {
  const kept = [...resourcesOf(template).values()].filter(
    ({ DeletionPolicy = 'Delete' }) => DeletionPolicy !== 'Delete',
  );
  expect(kept.map(({ Type }) => Type).toSorted()).toEqual([
    'AWS::KMS::Key',
    ...Array.from({ length: 4 }, () => 'AWS::S3::Bucket'),
  ]);
  for (const one of kept)
    expect(one).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
});

describe('every function', () => {
  const functions = ofType('AWS::Lambda::Function');

  test('is one of the eleven, and runs Node 24 on Arm, traced', () => {
    expect(functions).toHaveLength(11);
    for (const { Properties } of functions)
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogGroup: {} },
      });
  });

  test('is made without a right that was written moments before, but for the one that people may call without waiting', () => {
    const queued = functions.filter(({ Properties }) => Properties.DeadLetterConfig !== undefined);
    expect(queued.map(placeOf)).toEqual(['Functions/Package/Function']);
  });

  test('has an environment of known names, which hold no secret', () => {
    const known = [...Object.values(variables), 'NODE_OPTIONS'];
    for (const { Properties } of functions) {
      const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
      expect(known).toEqual(expect.arrayContaining(Object.keys(Variables)));
      expect(Variables.EXHIBIT_COMMIT).toBe('c0ffee');
      expect(Variables.NODE_OPTIONS).toBe('--enable-source-maps');
    }
  });

  test('knows the signing key only if it seals, or has packages signed', () => {
    const with_ = functions.filter(({ Properties }) =>
      JSON.stringify(Properties).includes('EXHIBIT_SIGNING_KEY'),
    );
    expect(with_.map(placeOf)).toEqual(['Functions/Seal/Function', 'Functions/Package/Function']);
  });

  test('collects from one provider, and only from those that are configured', () => {
    const places = ofType(
      'AWS::Lambda::Function',
      templateOf(changed('  - id: slack\n    provider: slack\n    credentials: secret:exhibit/slack\n', '')),
    );
    expect(places.map(placeOf).filter((place) => place.includes('Collect-'))).toEqual(
      ['google-workspace', 'onepassword', 'github', 'npm', 'aws'].map(
        (id) => `Functions/Collect-${id}/Function`,
      ),
    );
  });
});

test('logs are kept for a year and encrypted', () => {
  for (const { Properties } of ofType('AWS::Logs::LogGroup'))
    expect(Properties).toMatchObject({ RetentionInDays: 365, KmsKeyId: {} });
});

test('logs of machines lie where one line of the account’s policy, which is short, lets all of them be written', () => {
  const machines = ofType('AWS::StepFunctions::StateMachine');
  expect(machines.length).toBeGreaterThan(1);
  for (const { Properties } of machines) {
    const to = JSON.stringify(Properties.LoggingConfiguration);
    const [, id = ''] = /"Fn::GetAtt":\["(\w+)"/.exec(to) ?? [];
    expect(resourcesOf(template).get(id)).toMatchObject({
      Properties: { LogGroupName: expect.stringMatching(/^\/aws\/vendedlogs\/states\/Exhibit\/\w/) },
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Retain',
    });
  }
});

test('a night starts at the company’s local time, also where clocks skip it', () => {
  const schedules = ofType('AWS::Scheduler::Schedule').map(({ Properties }) => Properties);
  expect(schedules.map(({ ScheduleExpression }) => ScheduleExpression)).toEqual([
    'cron(0 2 * * ? *)',
    'cron(0 3 ? 3 1L *)',
  ]);
  for (const schedule of schedules)
    expect(schedule).toMatchObject({
      ScheduleExpressionTimezone: 'Europe/Amsterdam',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Input: '{"time":"<aws.scheduler.scheduled-time>"}', DeadLetterConfig: {} },
    });
});

describe('alerts', () => {
  test('have a bus of their own, with an archive', () => {
    template.resourceCountIs('AWS::Events::EventBus', 1);
    template.hasResourceProperties('AWS::Events::Archive', {
      EventPattern: { source: ['exhibit'] },
      RetentionDays: 400,
    });
  });

  test('go to an encrypted topic, with whoever is named subscribed', () => {
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'oncall@fathom.example',
    });
  });

  test('are sent as mail with the subject that says what happened', () => {
    const { States } = definitionOf(template, 'Alerts/ToTopic/Machine') as {
      States: Record<string, { Parameters?: object }>;
    };
    expect(States.Publish?.Parameters).toMatchObject({
      'Subject.$': '$.detail.subject',
      'Message.$': '$.detail.text',
    });
  });

  test('go to the webhook by the function that tells, so that nothing in the template resolves a secret', () => {
    for (const type of ['AWS::Events::ApiDestination', 'AWS::Events::Connection'])
      template.resourceCountIs(type, 0);
    expect(JSON.stringify(template.toJSON())).not.toContain('{{resolve:');
    const of = (made: Template) => JSON.stringify(at('Functions/Alert/Role/DefaultPolicy', made));
    expect(of(template)).toContain(':secret:exhibit/webhook-??????');
    expect(of(plain)).not.toContain('secretsmanager');
  });

  test('that cannot be delivered are kept for two weeks', () => {
    for (const { Properties } of ofType('AWS::Events::Rule'))
      for (const target of Properties.Targets as object[]) expect(target).toHaveProperty('DeadLetterConfig');
    for (const { Properties } of ofType('AWS::SQS::Queue'))
      expect(Properties).toMatchObject({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
  });
});

describe('every alarm', () => {
  const alarms = ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
  const describedIn = (from: Template): string[] =>
    ofType('AWS::CloudWatch::Alarm', from).map(({ Properties }) => written(Properties.AlarmDescription));
  const ending = (pattern: RegExp, from: Template = template) =>
    describedIn(from).map((text) => pattern.exec(text)?.[1]);
  const linked = ending(/ under ([\w-]+)$/);

  test('tells people, and tells them when it is over', () => {
    for (const alarm of alarms)
      expect(alarm).toMatchObject({
        AlarmActions: [{}],
        OKActions: [{}],
        AlarmName: expect.stringMatching(/^Exhibit-/),
      });
  });

  test('has a heading in the runbook, and no other heading is without an alarm', () => {
    const page = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
    const [, part = ''] = page.split('\n## Alarms\n');
    const headings = [...(part.split('\n## ')[0] ?? '').matchAll(/^### (.*)$/gm)].map(
      ([, heading]) => heading,
    );
    expect([...new Set(linked)].toSorted()).toEqual(headings.toSorted());
  });

  test('says a full address: that of the dashboard, which shows what the runbook says of each', () => {
    const address =
      'https://console.aws.amazon.com/cloudwatch/home?region=<AWS::Region>#dashboards/dashboard/Exhibit-<AWS::Region>';
    for (const text of describedIn(template)) expect(text).toContain(` What to do: ${address} under `);
    const [dashboard] = ofType('AWS::CloudWatch::Dashboard').map(({ Properties }) => Properties);
    expect(written(dashboard?.DashboardName)).toBe('Exhibit-<AWS::Region>');
    const { widgets } = JSON.parse(written(dashboard?.DashboardBody)) as {
      widgets: { type: string; properties: { markdown?: string } }[];
    };
    const shown = widgets.find(({ type }) => type === 'text')?.properties.markdown ?? '';
    const headings = [...shown.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    expect(headings.toSorted()).toEqual([...new Set(linked)].toSorted());
    expect(shown).not.toMatch(/\]\((?!https:)/);
  });

  test('links to the company’s own copy of the runbook, if there is one', () => {
    const own = templateOf(changed('  mail: [', '  runbook: https://wiki.fathom.example/exhibit\n  mail: ['));
    for (const { Properties } of ofType('AWS::CloudWatch::Alarm', own))
      expect(Properties.AlarmDescription).toMatch(/ https:\/\/wiki\.fathom\.example\/exhibit#[\w-]+$/);
  });

  test('is one per function, queue and machine, one for a night that failed, and one for silence', () => {
    const names = alarms.map(({ AlarmName }) => String(AlarmName).replace(/^Exhibit-/, ''));
    expect(names.toSorted()).toEqual(
      [
        ...['plan', 'conclude', 'seal', 'alert', 'package'].map((step) => `${step}-errors`),
        ...['google-workspace', 'onepassword', 'github', 'slack', 'npm', 'aws'].map(
          (id) => `collect-${id}-errors`,
        ),
        ...['alert-not-sent', 'calls-undelivered', 'events-undelivered', 'index-errors'],
        ...['copy-failed', 'night-not-copied', 'people-not-told'],
        ...['night-not-started', 'no-seal', 'run-failed'],
      ].toSorted(),
    );
  });

  test('of people takes what the function that tells found of who hears it, and goes on until everybody does', () => {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      LogGroupName: { Ref: Match.stringLikeRegexp('^FunctionsAlertLog') },
      FilterPattern: `{ $.message = "${lookedWhoHears}" }`,
      MetricTransformations: [{ MetricNamespace: 'Exhibit', MetricName: 'NotHeard', MetricValue: '$.deaf' }],
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Exhibit-people-not-told',
      MetricName: 'NotHeard',
      Statistic: 'Maximum',
      Period: 86_400,
      Threshold: 1,
      // A night on which nobody looked does not end it.
      TreatMissingData: 'ignore',
    });
    const { Variables } = at('Functions/Alert/Function').Environment as {
      Variables: Record<string, unknown>;
    };
    expect(Variables.EXHIBIT_TOPIC).toEqual({ Ref: 'PeopleTopic78050798' });
  });

  test('of copies counts what S3 could not copy, by the names of the rule that copies', () => {
    const [rule] = (at('Locker/Bucket').ReplicationConfiguration as { Rules: { Id: string }[] }).Rules;
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Exhibit-copy-failed',
      Namespace: 'AWS/S3',
      MetricName: 'OperationsFailedReplication',
      Dimensions: [
        { Name: 'DestinationBucket', Value: 'fathom-log-archive' },
        { Name: 'RuleId', Value: rule?.Id },
        { Name: 'SourceBucket', Value: { Ref: 'LockerBucketAD8C0535' } },
      ],
      Statistic: 'Sum',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
    expect(describedIn(plain).filter((one) => one.endsWith('copy-failed'))).toEqual([]);
  });

  test('of copies takes as well what the function that tells found of seals, where evidence is copied', () => {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      LogGroupName: { Ref: Match.stringLikeRegexp('^FunctionsAlertLog') },
      FilterPattern: `{ $.message = "${copiesLookedFor}" }`,
      MetricTransformations: [
        { MetricNamespace: 'Exhibit', MetricName: 'NotCopied', MetricValue: '$.missing' },
      ],
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Exhibit-night-not-copied',
      MetricName: 'NotCopied',
      Statistic: 'Maximum',
      Period: 86_400,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      // A night on which nobody looked does not end it.
      TreatMissingData: 'ignore',
    });
    expect(ending(/ under (copy-failed)$/).filter(Boolean)).toHaveLength(2);
  });

  test('of silence takes nothing for nothing', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Exhibit-no-seal',
      EvaluationPeriods: 26,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      Namespace: 'Exhibit',
      MetricName: 'Seals',
      Statistic: 'Sum',
      Period: 3600,
    });
  });

  test('of silence counts nights that the sealing function says are sealed, and not its calls', () => {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      LogGroupName: { Ref: Match.stringLikeRegexp('^FunctionsSealLog') },
      FilterPattern: `{ $.message = "${nightSealed}" }`,
      MetricTransformations: [{ MetricNamespace: 'Exhibit', MetricName: 'Seals', MetricValue: '1' }],
    });
  });
});

test('there is a dashboard', () => template.resourceCountIs('AWS::CloudWatch::Dashboard', 1));

test('the auditor’s role can be taken on: of users a second factor is asked, and of a role’s session, which shows none, not', () => {
  const principals = ['user/rosa', 'role/team/audit', 'root'].map(
    (one) => `arn:aws:iam::111122223333:${one}`,
  );
  const asked = changed(
    'principals: ["arn:aws:iam::111122223333:role/audit", "arn:aws:iam::111122223333:user/rosa"]',
    `principals: ${JSON.stringify(principals)}`,
  );
  const { Statement } = at('Auditor/Role', templateOf(asked)).AssumeRolePolicyDocument as {
    Statement: { Principal: { AWS: unknown }; Condition: object }[];
  };
  const externalId = { StringEquals: { 'sts:ExternalId': 'fathom-audit' } };
  const both = { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, ...externalId };
  expect(Statement.map(({ Principal, Condition }) => [Principal.AWS, Condition])).toEqual([
    [[principals[2], principals[0]], both],
    [principals[1], externalId],
  ]);
});

test('an auditor has a role only where one is configured', () => {
  expect(at('Auditor/Role')).toBeDefined();
  expect(() => at('Auditor/Role', plain)).toThrow('There is nothing at Auditor/Role.');
});

test('Athena’s tables count their partitions by day, and answers are encrypted', () => {
  expect(at('Questions/Table-records')).toHaveProperty('TableInput.Parameters', {
    EXTERNAL: 'TRUE',
    'projection.enabled': 'true',
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy-MM-dd',
    'projection.day.range': '2026-01-01,NOW+1DAYS',
    'projection.connection.type': 'injected',
    'projection.dataset.type': 'injected',
    'projection.completeness.type': 'enum',
    'projection.completeness.values': 'complete,partial',
    'storage.location.template': {
      'Fn::Join': [
        '',
        expect.arrayContaining([
          `/athena/records/${'$'}{connection}/${'$'}{dataset}/${'$'}{completeness}/${'$'}{day}/`,
        ]),
      ],
    },
  });
  template.hasResourceProperties('AWS::Athena::WorkGroup', {
    WorkGroupConfiguration: {
      EnforceWorkGroupConfiguration: true,
      ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } },
    },
  });
});

test('no secret is in the template', () => {
  expect(findSecrets(JSON.stringify(template.toJSON(), null, 1), tokens)).toEqual([]);
});
