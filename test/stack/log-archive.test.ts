import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { evaluate } from '../iam/evaluate.ts';
import { statementsIn } from '../iam/policy.ts';
import { placeOf, resourcesOf, root, templateOf } from './made-stack.ts';

const text = readFileSync(join(root, 'docs/aws-log-archive/copy-of-evidence.yaml'), 'utf8');
const source = '111122223333';
const archive = '444455556666';
const bucket = 'arn:aws:s3:::fathom-log-archive';

/** Filled in as CloudFormation does it, for a stack of the usual name. */
function filledIn(sourceRole: string) {
  const given: Readonly<Record<string, string>> = {
    'AWS::Partition': 'aws',
    BucketName: 'fathom-log-archive',
    SourceAccount: source,
    SourceRole: sourceRole,
  };
  const of = (name: string) => given[name] ?? name;
  const fill = (said: string) => said.replaceAll(/\$\{([\w:]+)\}/g, (_, name) => of(name));
  const customTags = [
    { tag: '!Ref', resolve: of },
    { tag: '!Sub', resolve: fill },
  ];
  return parse(text, { customTags }).Resources;
}

const usual = parse(text, {
  customTags: [{ tag: '!Ref' }, { tag: '!Sub' }].map((one) => ({ ...one, resolve: String })),
}).Parameters.SourceRole.Default;
const { Copy, Policy } = filledIn(usual);

test('The bucket for copies has Object Lock, versions, no public access, and stays', () => {
  expect(Copy).toMatchObject({
    Type: 'AWS::S3::Bucket',
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BucketName: 'fathom-log-archive',
      ObjectLockEnabled: true,
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: { RestrictPublicBuckets: true, BlockPublicPolicy: true },
    },
  });
});

describe('Its policy', () => {
  const resources = [...resourcesOf(templateOf())];
  const [id = ''] = resources.find(([, one]) => placeOf(one) === 'Replication/Role') ?? [];
  const held = resources.filter(([, one]) => placeOf(one) === 'Replication/Role/DefaultPolicy');
  const needed = held
    .flatMap(([, { Properties }]) => statementsIn(Properties.PolicyDocument))
    .filter(({ Resource }) => JSON.stringify(Resource).includes('fathom-log-archive'))
    .flatMap(({ Action }) => Action);
  // As CloudFormation names a role: the stack, the logical id, and twelve characters.
  const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
  const copying = role(source, `Exhibit-${id}-A1B2C3D4E5F6`);
  const ask = (arn: string, action: string, context = {}) =>
    evaluate({
      caller: { arn, policies: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
      action,
      resource: `${bucket}/runs/2026-11-23T01-00-00Z/google/users.ndjson`,
      owner: archive,
      on: statementsIn(Policy.Properties.PolicyDocument),
      kind: 'bucket',
      context,
    });

  test('lets the role that copies do what it needs, before that role is known by its whole name', () => {
    expect(needed.length).toBeGreaterThan(2);
    for (const action of needed) expect([action, ask(copying, action)]).toEqual([action, 'allowed']);
  });

  test('lets nobody else copy there', () => {
    for (const arn of [role(source, 'administrator'), role('999999999999', `Exhibit-${id}-A1B2C3D4E5F6`)])
      expect([arn, ask(arn, 's3:ReplicateObject')]).toEqual([arn, 'denied']);
  });

  test('lets nobody delete, the archive’s own administrators included, nor ask without TLS', () => {
    const administrator = role(archive, 'administrator');
    for (const arn of [copying, administrator])
      expect(ask(arn, 's3:DeleteObjectVersion')).toBe('denied explicitly');
    expect(ask(administrator, 's3:GetObject')).toBe('allowed');
    expect(ask(administrator, 's3:GetObject', { 'aws:SecureTransport': 'false' })).toBe('denied explicitly');
  });
});
