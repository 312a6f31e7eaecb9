import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, type NagPack, NIST80053R5Checks } from 'cdk-nag';
import { temporaryFolder } from '../locker/folders.ts';
import { newApp, root, stackIn } from './made-stack.ts';

const packs: [name: string, make: (stack: Stack) => NagPack][] = [
  ['AWS Solutions', (stack) => new AwsSolutionsChecks(stack)],
  ['NIST 800-53 r5', (stack) => new NIST80053R5Checks(stack)],
];

const made = stackIn(newApp());

function findingsOf(stack: Stack, make: (stack: Stack) => NagPack): string[] {
  const { violations } = make(stack).validateScope(stack);
  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ resourceLogicalId }) => `${ruleName} ${resourceLogicalId}`),
  );
}

describe.each(packs)('cdk-nag’s %s', (_, make) => {
  test('finds nothing that is not accepted for a written reason', () => {
    expect(findingsOf(made, make)).toEqual([]);
  });

  test('would find something', () => {
    const careless = new Stack(newApp(), 'Careless');
    new CfnBucket(careless, 'Bucket');
    expect(findingsOf(careless, make)).not.toEqual([]);
  });
});

test('what is accepted says why', () => {
  const reasons = made.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === 'aws:cdk:acknowledged-rules')
    .map(({ data }) => JSON.stringify(data));
  expect(reasons.length).toBeGreaterThan(20);
  for (const reason of reasons) expect(reason.length).toBeGreaterThan(60);
});

const prepared = spawnSync('node', [join(root, 'scripts/cfn-lint.mjs')], { encoding: 'utf8' });
const program = prepared.stdout.trim();
if (prepared.status !== 0) process.stderr.write(`${prepared.stderr.trim()} Skipped: cfn-lint.\n`);
const withLinter = prepared.status === 0 || process.env.CI === 'true' ? describe : describe.skip;

withLinter('cfn-lint', () => {
  const lint = async (template: object) => {
    const file = join(await temporaryFolder(), 'template.json');
    writeFileSync(file, JSON.stringify(template));
    // W3005: the library names dependencies that follow from references as well. The others hold the runtime against
    // the day on which they are asked, so that what is green today would not be in April 2028.
    const unasked = ['W3005', 'E2531', 'E2533', 'W2531'];
    const done = spawnSync(program, ['--format', 'parseable', '--ignore-checks', ...unasked, '--', file], {
      encoding: 'utf8',
    });
    return `${done.stdout}${done.stderr}${done.error?.message ?? ''}`.trim();
  };

  test('has no objection to the template', async () => {
    expect(await lint(Template.fromStack(made).toJSON())).toBe('');
  });

  test('would object to a right that there is not', async () => {
    const misspelt = {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:GetObjekt', Resource: 'arn:aws:s3:::a/b' }],
        },
      },
    };
    expect(await lint({ Resources: { Misspelt: misspelt } })).toContain('getobjekt');
  });
});
