import { describe, expect, test } from '@jest/globals';
import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Exhibit, type ExhibitProps } from '../../lib/stack/exhibit.ts';
import { changed, given, newApp, placeOf, type Resource, resourcesOf } from './made-stack.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555';
const replicaArn = 'arn:aws:kms:eu-west-1:444455556666:key/99999999-8888-4777-8666-555555555555';
const alone = changed(
  '  replicateTo: { bucket: fathom-log-archive, account: "444455556666", region: eu-west-1 }\n',
  '',
);

/** Every resource of a stack that holds the construct, told this much more. */
function resourcesWith(more: (stack: Stack) => Partial<ExhibitProps>, text = alone): readonly Resource[] {
  const stack = new Stack(newApp({}), 'Exhibit');
  new Exhibit(stack, 'Default', { ...given(text), ...more(stack) });
  return [...resourcesOf(Template.fromStack(stack)).values()];
}

const ofType = (type: string, of: readonly Resource[]) => of.filter(({ Type }) => Type === type);
const key = (stack: Stack) => Key.fromKeyArn(stack, 'Own', keyArn);

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** What roles may do with the company's own key, by the place of the role's policy. */
function rightsOnKey(of: readonly Resource[], arn = keyArn): readonly (readonly [string, Statement])[] {
  return ofType('AWS::IAM::Policy', of).flatMap((policy) => {
    const { Statement } = policy.Properties.PolicyDocument as { Statement: Statement[] };
    return Statement.filter(({ Resource }) => Resource === arn).map(
      (statement) => [placeOf(policy), statement] as const,
    );
  });
}

describe('The construct', () => {
  test('bounds every role, puts it at the path, and tags it', () => {
    const roles = ofType(
      'AWS::IAM::Role',
      resourcesWith((stack) => ({
        permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'platform'),
        rolePath: '/compliance/',
        tags: { 'cost-center': 'security' },
      })),
    );
    expect(roles.length).toBeGreaterThan(15);
    for (const { Properties } of roles)
      expect(Properties).toMatchObject({
        Path: '/compliance/',
        PermissionsBoundary: expect.anything(),
        Tags: [{ Key: 'cost-center', Value: 'security' }],
      });
  });

  test('sets none of these unless it is told', () => {
    for (const { Properties } of ofType(
      'AWS::IAM::Role',
      resourcesWith(() => ({})),
    ))
      for (const name of ['Path', 'PermissionsBoundary', 'Tags']) expect(Properties).not.toHaveProperty(name);
  });

  test.each(['compliance', '/compliance', 'a/', '/a b/'])('refuses %j, which is no path', (rolePath) => {
    expect(() => resourcesWith(() => ({ rolePath }))).toThrow('is not an IAM path');
  });

  test('locks evidence for as long as it is told, whatever the configuration says', () => {
    const locked = (retention?: Duration) =>
      ofType(
        'AWS::S3::Bucket',
        resourcesWith(() => (retention ? { retention } : {})),
      ).flatMap(({ Properties }) => (Properties.ObjectLockConfiguration as object) ?? []);
    expect(locked(Duration.days(400))).toMatchObject([{ Rule: { DefaultRetention: { Days: 400 } } }]);
    expect(locked()).toMatchObject([{ Rule: { DefaultRetention: { Days: 2557 } } }]);
  });

  test('lets those who read a secret decrypt it with the company’s key, and nobody else', () => {
    const rights = rightsOnKey(resourcesWith((stack) => ({ secretsKey: key(stack) })));
    expect(rights.map(([place]) => place)).toEqual(
      [
        ...['google-workspace', 'onepassword', 'github', 'slack', 'npm'].map((id) => `Collect-${id}`),
        // Where the webhook is.
        'Alert',
      ].map((name) => `Functions/${name}/Role/DefaultPolicy`),
    );
    for (const [, { Action, Condition }] of rights) {
      expect(Action).toBe('kms:Decrypt');
      expect(JSON.stringify(Condition)).toMatch(/kms:ViaService.*secretsmanager\..*\.amazonaws\.com/);
    }
  });

  test('encrypts evidence, work and the signer’s memory under the company’s key, which all may use who read or write there', () => {
    const made = resourcesWith((stack) => ({ bucketsKey: key(stack) }));
    const under = ofType('AWS::S3::Bucket', made).filter(({ Properties }) =>
      JSON.stringify(Properties.BucketEncryption).includes(keyArn),
    );
    expect(under.map(placeOf)).toEqual(['Locker/Bucket', 'Work/Bucket', 'SignerMemory/Bucket']);
    const rights = rightsOnKey(made);
    for (const [, { Condition }] of rights)
      expect(JSON.stringify(Condition)).toMatch(/kms:ViaService.*s3\..*\.amazonaws\.com/);
    const writers = rights.filter(([, { Action }]) => Action.includes('kms:GenerateDataKey'));
    const places = ['Plan', 'Collect-aws', 'Conclude', 'Seal', 'Alert', 'Package'].map(
      (name) => `Functions/${name}/Role/DefaultPolicy`,
    );
    expect(writers.map(([place]) => place)).toEqual(expect.arrayContaining(places));
    expect(rights.map(([place]) => place)).toContain('Auditor/Role/DefaultPolicy');
  });

  test('copies evidence under the company’s key to another account under a key of that region', () => {
    const made = resourcesWith(
      (stack) => ({ bucketsKey: key(stack), replicaKey: Key.fromKeyArn(stack, 'Copies', replicaArn) }),
      changed('', ''),
    );
    const [locker] = ofType('AWS::S3::Bucket', made).filter((one) => placeOf(one) === 'Locker/Bucket');
    expect(locker?.Properties.ReplicationConfiguration).toMatchObject({
      Rules: [
        {
          SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
          Destination: { EncryptionConfiguration: { ReplicaKmsKeyID: replicaArn } },
        },
      ],
    });
    const own = rightsOnKey(made).filter(([place]) => place.startsWith('Replication/'));
    expect(own.map(([, { Action }]) => Action)).toEqual(['kms:Decrypt']);
    expect(rightsOnKey(made, replicaArn)).toEqual([
      [
        'Replication/Role/DefaultPolicy',
        {
          Effect: 'Allow',
          Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
          Resource: replicaArn,
          Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
        },
      ],
    ]);
  });

  test('without keys of the company copies evidence as it lies', () => {
    const made = JSON.stringify(resourcesWith(() => ({}), changed('', '')));
    expect(made).toContain('ReplicationConfiguration');
    expect(made).not.toMatch(/SseKmsEncryptedObjects|ReplicaKmsKeyID/);
  });

  test('wants a key for copies where evidence is under the company’s and copied, and nowhere else', () => {
    const copies = (stack: Stack) => Key.fromKeyArn(stack, 'Copies', replicaArn);
    expect(() => resourcesWith((stack) => ({ bucketsKey: key(stack) }), alone)).not.toThrow();
    for (const [more, text] of [
      [(stack: Stack) => ({ bucketsKey: key(stack) }), changed('', '')],
      [(stack: Stack) => ({ replicaKey: copies(stack) }), changed('', '')],
      [(stack: Stack) => ({ bucketsKey: key(stack), replicaKey: copies(stack) }), alone],
    ] as const)
      expect(() => resourcesWith(more, text)).toThrow('replicaKey');
  });

  test('leaves access logs under keys of S3, which delivers them to no bucket with a key in KMS', () => {
    const made = resourcesWith((stack) => ({ bucketsKey: key(stack) }));
    const [logs] = ofType('AWS::S3::Bucket', made).filter((one) => placeOf(one) === 'AccessLogs/Bucket');
    expect(JSON.stringify(logs?.Properties.BucketEncryption)).toContain('AES256');
  });
});
