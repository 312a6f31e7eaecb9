import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, type NagPack, NIST80053R5Checks } from 'cdk-nag';
import { temporaryFolder } from '../locker/folders.ts';
import { newApp, placeOf, type Resource, root, stackIn } from './made-stack.ts';
import { worldOf } from './world.ts';

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

/** A program that nobody here wrote. Where there is none its tests are skipped, with a line that says so; in CI there has to be one. */
function other(name: string) {
  const prepared = spawnSync('node', [join(root, `scripts/${name}.mjs`)], { encoding: 'utf8' });
  if (prepared.status !== 0) process.stderr.write(`${prepared.stderr.trim()} Skipped: ${name}.\n`);
  const isThere = prepared.status === 0 || process.env.CI === 'true';
  return { program: prepared.stdout.trim(), describe: isThere ? describe : describe.skip };
}

const linter = other('cfn-lint');
const adviser = other('checkov');
const policies = other('parliament');
/** One of each kind: the oldest, two that companies here take, and one that lacks much. */
const regions = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-4'];

linter.describe('cfn-lint', () => {
  const lint = async (template: object) => {
    const file = join(await temporaryFolder(), 'template.json');
    writeFileSync(file, JSON.stringify(template));
    // W3005: the library names dependencies that follow from references as well. The others hold the runtime against
    // the day on which they are asked, so that what is green today would not be in April 2028.
    const unasked = ['W3005', 'E2531', 'E2533', 'W2531'];
    const words = [
      '--format',
      'parseable',
      '--regions',
      ...regions,
      '--ignore-checks',
      ...unasked,
      '--',
      file,
    ];
    const done = spawnSync(linter.program, words, { encoding: 'utf8' });
    return `${done.stdout}${done.stderr}${done.error?.message ?? ''}`.trim();
  };

  test('has no objection to the template, in any of four regions', async () => {
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

/** What `checkov` advises and we do not follow, of which resources, and why. */
const unfollowed: readonly (readonly [check: string, of: RegExp, why: string])[] = [
  [
    'CKV_AWS_115',
    /^Functions\/[\w-]+\/Function$/,
    'New accounts have ten concurrent calls in all, of which none can be reserved. The state machine bounds how many run at once.',
  ],
  [
    'CKV_AWS_116',
    /^Functions\/(?!Package)[\w-]+\/Function$/,
    'The state machine waits for every call, tries again and says what failed. An alarm that nobody waits to see posted went by mail as well, and a failure has an alarm.',
  ],
  [
    'CKV_AWS_117',
    /^Functions\/[\w-]+\/Function$/,
    'The functions ask providers on the internet and AWS’s own interfaces, and reach nothing private.',
  ],
  [
    'CKV_AWS_173',
    /^Functions\/[\w-]+\/Function$/,
    'The environment holds names of places and no secret, and Lambda encrypts it with a key of its own.',
  ],
  ['CKV_AWS_18', /^AccessLogs\/Bucket$/, 'Logs of access to the logs of access would have no end.'],
  [
    'CKV_AWS_27',
    /^Undelivered\w+\/Queue$/,
    'The queues are encrypted with keys of SQS, which checkov does not count.',
  ],
];

adviser.describe('checkov', () => {
  const advice = async (template: object): Promise<readonly (readonly [check: string, place: string])[]> => {
    const file = join(await temporaryFolder(), 'template.json');
    writeFileSync(file, JSON.stringify(template));
    const words = [
      '--file',
      file,
      '--framework',
      'cloudformation',
      '--skip-download',
      '--compact',
      '--output',
      'json',
    ];
    // Nothing is to be asked of anybody: not even where its checks are explained.
    const env = { ...process.env, BC_SKIP_MAPPING: 'true' };
    const done = spawnSync(adviser.program, words, { encoding: 'utf8', env, maxBuffer: 1 << 28 });
    const { results } = JSON.parse(done.stdout) as {
      results: { failed_checks: readonly { check_id: string; resource: string }[] };
    };
    const { Resources } = template as { Resources: Record<string, Resource> };
    return results.failed_checks.map(({ check_id, resource }) => {
      const made = Resources[resource.split('.').at(-1) ?? ''];
      return [check_id, made ? placeOf(made) : resource];
    });
  };

  test('advises nothing that is not left undone for a written reason', async () => {
    const advised = await advice(Template.fromStack(made).toJSON());
    const isUnfollowed = ([check, place]: readonly [string, string]) =>
      unfollowed.some(([of, places]) => of === check && places.test(place));
    expect(advised.filter((one) => !isUnfollowed(one))).toEqual([]);
    const needless = unfollowed.filter(
      ([check, places]) => !advised.some(([of, place]) => of === check && places.test(place)),
    );
    expect(needless).toEqual([]);
  });

  test('would advise something', async () => {
    const bucket = { Type: 'AWS::S3::Bucket', Properties: {}, Metadata: { 'aws:cdk:path': 'Exhibit/Bare' } };
    expect(await advice({ Resources: { Bare: bucket } })).toContainEqual(['CKV_AWS_18', 'Bare']);
  });
});

policies.describe('parliament', () => {
  const findings = async (documents: ReadonlyMap<string, unknown>): Promise<string> => {
    const folder = await temporaryFolder();
    for (const [place, document] of documents)
      writeFileSync(join(folder, `${place.replaceAll('/', '-')}.json`), JSON.stringify(document));
    const done = spawnSync(policies.program, ['--directory', folder, '--json'], { encoding: 'utf8' });
    return `${done.stdout}${done.stderr}${done.error?.message ?? ''}`.trim();
  };

  test('finds nothing in any policy of a role', async () => {
    const all = worldOf(Template.fromStack(made)).policies;
    expect(all.size).toBeGreaterThan(15);
    expect(await findings(all)).toBe('');
  });

  test('would find something', async () => {
    const Statement = [{ Effect: 'Allow', Action: 's3:GetObjekt', Resource: 'arn:aws:s3:::a/b' }];
    expect(await findings(new Map([['Misspelt', { Version: '2012-10-17', Statement }]]))).toContain(
      'UNKNOWN_ACTION',
    );
  });
});
