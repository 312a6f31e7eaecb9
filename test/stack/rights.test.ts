import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { changed, placeOf, resourcesOf, root, templateOf } from './made-stack.ts';
import { rightsOf, rowOf } from './rights.ts';
import { filling } from './whole/template.ts';
import { worldFrom } from './world.ts';

const template = templateOf();
const rights = rightsOf(template);

/** The rows of `docs/rights.md`: the four cells that are compared, and the reason. */
const reviewed = readFileSync(join(root, 'docs/rights.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, row = '', reason = ''] =
      /^(\|(?:[^|\\]|\\.)*\|(?:[^|\\]|\\.)*\|(?:[^|\\]|\\.)*\|(?:[^|\\]|\\.)*\|)(.*)\|$/.exec(line) ?? [];
    return { row, reason: reason.trim() };
  });

test('every right of the stack is in the reviewed table, and the table holds no other', () => {
  expect(rights.map(rowOf).toSorted()).toEqual(reviewed.map(({ row }) => row).toSorted());
});

test('a right that stands for many things has a written reason', () => {
  const wide = reviewed.filter(({ row }) => /[*?]/.test(row));
  expect(wide.length).toBeGreaterThan(30);
  expect(wide.filter(({ reason }) => reason.length < 15)).toEqual([]);
});

test('no role has a policy that somebody else maintains', () => {
  for (const { Properties } of resourcesOf(template).values())
    if (Properties.AssumeRolePolicyDocument) expect(Properties).not.toHaveProperty('ManagedPolicyArns');
});

describe('nobody', () => {
  const allowed = rights.filter(({ who, may }) => !who.startsWith('on ') && !may.startsWith('deny'));
  const whoMay = (action: RegExp, what: RegExp) =>
    allowed.filter((right) => action.test(right.may) && what.test(right.what)).map(({ who }) => who);

  test('may delete anything, or change how long it is locked', () => {
    expect(whoMay(/s3:(Delete|Bypass|Put(?!Object\b))|s3:PutObject\w/, /./)).toEqual([]);
  });

  test('but the sealing function may sign', () => {
    expect(whoMay(/kms:Sign/, /./)).toEqual(['Functions/Seal/Role']);
    expect(rights).toContainEqual({
      who: 'on SigningKey/Key',
      may: 'deny kms:CreateGrant, kms:Sign',
      what: '* by AWS *',
      condition: 'ArnNotEquals aws:PrincipalArn Functions/Seal/Role',
    });
  });

  test('but the packaging function may ask the sealing function, and asks no other', () => {
    const asking = allowed.filter(({ may }) => may.includes('lambda:InvokeFunction'));
    expect(
      asking.filter(({ who }) => who !== 'Night/Granted/Role').map(({ who, what }) => [who, what]),
    ).toEqual([['Functions/Package/Role', 'Functions/Seal/Function']]);
  });

  test('but the alerting function may note that a night was told, and it writes nothing else', () => {
    expect(whoMay(/s3:PutObject/, /alerts/)).toEqual(['Functions/Alert/Role']);
    expect(whoMay(/s3:PutObject/, /Locker/).filter((who) => who === 'Functions/Alert/Role')).toHaveLength(1);
  });

  test('but the sealing function may remember what it signed, and nobody may make it forget', () => {
    expect(whoMay(/s3:PutObject/, /SignerMemory/)).toEqual(['Functions/Seal/Role']);
    expect(whoMay(/s3:GetObject/, /SignerMemory/)).toEqual(['Functions/Plan/Role', 'Functions/Seal/Role']);
    const own = rights.filter(({ who }) => who === 'on SignerMemory/Bucket');
    const refused = own.filter(({ may }) => may.startsWith('deny s3:') && may !== 'deny s3:*');
    expect(refused.map(({ may, what, condition }) => [may, what, condition])).toEqual([
      ['deny s3:DeleteObject, s3:DeleteObjectVersion', 'SignerMemory/Bucket/* by AWS *', ''],
      ['deny s3:PutObject', 'SignerMemory/Bucket/* by AWS *', 'Null s3:if-none-match true'],
      [
        'deny s3:PutObject',
        'SignerMemory/Bucket/* by AWS *',
        'ArnNotEquals aws:PrincipalArn Functions/Seal/Role',
      ],
    ]);
    expect(own.filter(({ may }) => /PutObject|DeleteObject/.test(may) && !may.startsWith('deny'))).toEqual(
      [],
    );
  });

  test('but the sealing function may write the chain', () => {
    expect(whoMay(/s3:PutObject/, /Locker\/Bucket\/(chain|keys)/)).toEqual(['Functions/Seal/Role']);
  });

  test('but the planning function may read what was uploaded, and that object alone, and keep a configuration', () => {
    expect(whoMay(/s3:GetObject/, /<assets>/)).toEqual(['Functions/Plan/Role']);
    const uploads = allowed.flatMap(({ what }) => what.split(', ')).filter((one) => one.includes('<assets>'));
    expect(uploads).toEqual(['arn:<Partition>:s3:::<assets>/<hash>.json']);
    expect(whoMay(/s3:PutObject/, /configurations/)).toEqual(['Functions/Plan/Role']);
  });

  test('but the packaging function may write packages, and it writes nothing else', () => {
    expect(whoMay(/s3:PutObject/, /packages/)).toEqual(['Functions/Package/Role']);
    const own = allowed.filter(({ who, may }) => who === 'Functions/Package/Role' && /s3:Put/.test(may));
    expect(own.map(({ what }) => what)).toEqual(['Work/Bucket/packages/*']);
  });

  test('but the packaging function may read packages; the sealing function reads their manifests alone', () => {
    const reading = allowed.filter(({ may, what }) => /s3:GetObject/.test(may) && /packages/.test(what));
    expect(reading.map(({ who }) => who).toSorted()).toEqual([
      'Functions/Package/Role',
      'Functions/Seal/Role',
    ]);
    const sealing = reading.find(({ who }) => who === 'Functions/Seal/Role')?.what ?? '';
    expect(sealing.split(', ').filter((one) => one.startsWith('Work/'))).toEqual([
      'Work/Bucket/configurations/*',
      'Work/Bucket/packages/manifests/*',
    ]);
  });

  test('but a collecting function reads a secret, and that its own, and the alerting function where the webhook is', () => {
    const reading = allowed.filter(({ may }) => may.includes('secretsmanager'));
    expect(reading.map(({ who, what }) => [who, what.split(':').at(-1)])).toEqual([
      ['Functions/Collect-google-workspace/Role', 'exhibit/google-??????'],
      ['Functions/Collect-onepassword/Role', 'exhibit/onepassword-??????'],
      ['Functions/Collect-github/Role', 'exhibit/github-??????'],
      ['Functions/Collect-slack/Role', 'exhibit/slack-??????'],
      ['Functions/Collect-npm/Role', 'exhibit/npm-??????'],
      ['Functions/Alert/Role', 'exhibit/webhook-??????'],
    ]);
  });
});

test('a secret that is named by its ARN is that one alone', () => {
  const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shared/github-AbCdEf';
  const own = rightsOf(templateOf(changed('secret:exhibit/github', `secret:${arn}`)));
  expect(own.filter(({ may }) => may === 'secretsmanager:GetSecretValue').map(({ what }) => what)).toContain(
    arn,
  );
});

test('many connections of one provider have as many rights as few, in policies that AWS takes', () => {
  const ids = Array.from({ length: 100 }, (_, at) => `domain-of-a-subsidiary-${at}`);
  const lines = ids.map((id) => `  - { id: ${id}, provider: dns, domains: [${id}.example] }\n`);
  const resources = resourcesOf(templateOf(changed('people:\n', `${lines.join('')}people:\n`)));
  const fill = filling(
    { resources },
    { refs: {}, arns: { 'Locker/Bucket': arnOf('l'), 'Work/Bucket': arnOf('w') } },
  );
  const lengths = (type: string) =>
    [...resources.values()]
      .filter((one) => one.Type === type && placeOf(one).includes('Collect-dns'))
      .map(({ Properties }) => JSON.stringify(fill(Properties.PolicyDocument)).length);
  const [inline, managed] = [lengths('AWS::IAM::Policy'), lengths('AWS::IAM::ManagedPolicy')];
  expect(inline.reduce((sum, one) => sum + one, 0)).toBeLessThan(10_240);
  expect(managed.length).toBeLessThanOrEqual(10);
  expect(managed.filter((one) => one > 6_144)).toEqual([]);
  const dns = worldFrom(resources);
  for (const id of ids) {
    const on = { place: 'Locker/Bucket', key: `runs/2026-11-23T01-00-00Z/${id}/mail.json` };
    expect([id, dns.ask(dns.role('Functions/Collect-dns/Role'), 's3:GetObject', on)]).toEqual([
      id,
      'allowed',
    ]);
  }
});

/** As long as a bucket's name gets: the stack's name, the construct's, and what CloudFormation adds. */
const arnOf = (letter: string) => `arn:aws:s3:::${letter.repeat(63)}`;
