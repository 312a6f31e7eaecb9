import { beforeEach, describe, expect, test } from '@jest/globals';
import { deploy, type Means, type Said } from '../../scripts/deploying/deploy.ts';
import { readTarget } from '../../scripts/deploying/target.ts';

/** What was done, in order: words of `aws` and of `cdk`. */
let done: string[];
let said = '';
beforeEach(() => {
  done = [];
  said = '';
});

const well: Said = { status: 0, stdout: '', stderr: '' };
const notPrepared = {
  'ssm get-parameter': {
    ...well,
    status: 254,
    stderr: 'An error occurred (ParameterNotFound) when calling the GetParameter operation',
  },
};
const noStack = {
  'cloudformation describe-stacks': {
    ...well,
    status: 254,
    stderr:
      'An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id Exhibit does not exist',
  },
};
const stands = { 'cloudformation describe-stacks': { ...well, stdout: 'UPDATE_COMPLETE\n' } };
const rolledBack = { 'cloudformation describe-stacks': { ...well, stdout: 'ROLLBACK_COMPLETE\n' } };

/** Deploys with what AWS's command line answers to the first two words of a command. */
function deployed(
  answers: Readonly<Record<string, Said>>,
  { words = [], more = {} }: { words?: readonly string[]; more?: Partial<Means> } = {},
): Promise<number> {
  return deploy(words, readTarget(words, {}), {
    policy: '/exhibit/docs/stack-policy.json',
    say: (text) => {
      said += text;
    },
    ask: null,
    cdk: (...command) => {
      done.push(`cdk ${command.join(' ')}`);
      return 0;
    },
    aws: (...command) => {
      done.push(`aws ${command.join(' ')}`);
      return answers[command.slice(0, 2).join(' ')] ?? well;
    },
    ...more,
  });
}

const deploying = 'cdk deploy -c deploying=yes';
const protecting = [
  'aws cloudformation set-stack-policy --stack-policy-body file:///exhibit/docs/stack-policy.json --stack-name Exhibit',
  'aws cloudformation update-termination-protection --enable-termination-protection --stack-name Exhibit',
];
const counting = 'aws cloudwatch put-metric-data --namespace Exhibit --metric-name Seals --value 1';
const changes = () => done.filter((one) => !/^aws (ssm get|cloudformation describe)-/.test(one));

test('A stack that stands is deployed and protected, and nothing else is changed', async () => {
  expect(await deployed(stands)).toBe(0);
  expect(changes()).toEqual([deploying, ...protecting]);
});

describe('An account that is not prepared for the CDK', () => {
  test('is looked at first, and left as it is where nobody can be asked', async () => {
    expect(await deployed({ ...notPrepared, ...noStack })).toBe(2);
    expect(done).toEqual(['aws ssm get-parameter --name /cdk-bootstrap/hnb659fds/version']);
    expect(said).toContain('npm run -s cdk -- bootstrap --qualifier hnb659fds');
  });

  test.each([
    ['no', false, []],
    ['yes', true, ['cdk bootstrap --qualifier hnb659fds', counting, deploying, ...protecting]],
  ])('is prepared as somebody says: %s', async (_, answer, then) => {
    const status = await deployed({ ...notPrepared, ...noStack }, { more: { ask: async () => answer } });
    expect([status, changes()]).toEqual([answer ? 0 : 2, then]);
  });

  test('is prepared without a question where every question is answered beforehand', async () => {
    expect(await deployed({ ...notPrepared, ...stands }, { words: ['--yes'] })).toBe(0);
    expect(changes()[0]).toBe('cdk bootstrap --qualifier hnb659fds');
  });

  test('that could not be prepared is not deployed to', async () => {
    const cdk = (...command: string[]) => done.push(`cdk ${command.join(' ')}`);
    expect(await deployed({ ...notPrepared }, { words: ['-y'], more: { cdk } })).toBe(2);
    expect(done.some((one) => one.startsWith('cdk deploy'))).toBe(false);
  });

  test.each([
    ['the command line is missing', 'spawnSync aws ENOENT'],
    [
      'looking is refused',
      'An error occurred (AccessDeniedException) when calling the GetParameter operation',
    ],
  ])('may be one where %s: then the CDK says it', async (_, stderr) => {
    const denied = { 'ssm get-parameter': { ...well, status: 254, stderr } };
    expect(await deployed({ ...denied, ...stands })).toBe(0);
    expect(changes()).toEqual([deploying, ...protecting]);
  });
});

test.each([
  ['-c', '@aws-cdk/core:bootstrapQualifier=acme', '-c', 'stack=Proof', '--profile', 'audit'],
  ['--context=@aws-cdk/core:bootstrapQualifier=acme', '--context=stack=Proof', '--profile=audit'],
])('Qualifier, stack and profile are those of the command: %s', async (...words) => {
  await deployed({ ...notPrepared }, { words: [...words, '--yes'] });
  expect(done).toEqual([
    'aws ssm get-parameter --name /cdk-bootstrap/acme/version --profile audit',
    'cdk bootstrap --qualifier acme --profile audit',
    expect.stringMatching(/^aws cloudformation describe-stacks --stack-name Proof .*--profile audit$/),
    `cdk deploy -c deploying=yes ${words.join(' ')} --yes`,
    ...protecting.map((one) => `${one.replace('Exhibit', 'Proof')} --profile audit`),
  ]);
});

test('The qualifier of cdk.json is one as well', () => {
  expect(readTarget([], { '@aws-cdk/core:bootstrapQualifier': 'acme' }).qualifier).toBe('acme');
});

test.each([
  ['no stack', noStack],
  ['one whose first deployment failed', rolledBack],
])('Where there is %s, missing nights are counted from now on', async (_, there) => {
  await deployed(there);
  expect(changes()).toEqual([counting, deploying, ...protecting]);
});

test('A deployment that failed is not protected: the next one has to take that stack away', async () => {
  const cdk = () => 1;
  expect(await deployed(noStack, { more: { cdk } })).toBe(1);
  expect(changes()).toEqual([counting]);
});

test('A protection that is refused is said, with what to do, and is no success', async () => {
  const refused = { ...well, status: 254, stderr: 'AccessDenied: not authorized' };
  expect(await deployed({ ...stands, 'cloudformation set-stack-policy': refused })).toBe(1);
  expect(said).toContain(`aws ${protecting[0]?.slice(4)}`);
  expect(said).toContain('not authorized');
  expect(changes()).toEqual([deploying, ...protecting]);
});
