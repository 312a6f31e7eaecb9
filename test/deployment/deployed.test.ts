import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeKeyCommand, GetPublicKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { GetFunctionConfigurationCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nightTime } from '../../demo/demo.ts';
import { callExhibit } from '../end-to-end/call.ts';
import { holding } from '../stack/replacements.ts';
import { until } from '../until.ts';
import { type Account, accountIn, type Made } from './account.ts';
import { putTemplate, templateIn } from './assembly.ts';
import { bootstrap, deploy, destroy, succeeded, synthesize } from './cdk.ts';
import { type Engine, startEngine } from './engine.ts';
import { type Inbox, type Mail, subscribe } from './inbox.ts';
import { type TemplateText, withoutUnknown } from './left-out.ts';
import { type Scene, startScene } from './scene.ts';
import { deployableTemplateOf010 } from './upgrade.ts';

const engine = (await startEngine()) as Engine;
const withEngine = engine ? describe : describe.skip;
const folderOf = (name: string) => join(engine.folder, name);
const accounts: Account[] = [];
let scene: Scene;

/** An account of its own, with what the functions read, and prepared for the CDK. */
async function newAccount(number: string): Promise<Account> {
  const account = accountIn(engine, number);
  accounts.push(account);
  await scene.prepare(account);
  await bootstrap(account, folderOf('app'));
  return account;
}

if (engine)
  beforeAll(async () => {
    scene = await startScene(engine.folder);
    scene.write();
    await synthesize(accountIn(engine, '111111111111'), scene.file, folderOf('app'));
  });

afterAll(async () => {
  for (const account of accounts) account[Symbol.dispose]();
  await scene?.close();
  await engine?.close();
});

/** The signing key's public part, in a file. */
async function keyFile(account: Account): Promise<string> {
  const { SigningKeyArn: KeyId } = await account.outputs();
  const { PublicKey = new Uint8Array() } = await account.kms.send(new GetPublicKeyCommand({ KeyId }));
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  return writeKey(account.number, key);
}

function writeKey(name: string, key: KeyObject): string {
  const file = folderOf(`${name}.pem`);
  writeFileSync(file, key.export({ format: 'pem', type: 'spki' }));
  return file;
}

/** What `exhibit verify` finds in a locker or a package, with a key. */
async function verified({ environment }: Account, place: string, key: string) {
  const { status, stdout, stderr } = await callExhibit(['verify', place, '--key', key, '--json'], {
    environment,
  });
  if (stdout === '') throw new Error(stderr);
  return { status, ...(JSON.parse(stdout) as object) };
}

async function keysIn({ s3 }: Account, Bucket: string, Prefix = ''): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
  return Contents.map(({ Key = '' }) => Key);
}

async function textOf({ s3 }: Account, Bucket: string, Key: string): Promise<string> {
  return (await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()) ?? '';
}

/** What code each function has, by its hash. */
async function codeOf({ lambda }: Account, resources: ReadonlyMap<string, Made>): Promise<object> {
  const functions = [...resources.values()].filter(({ type }) => type === 'AWS::Lambda::Function');
  const asked = functions.map(async ({ name: FunctionName }) => {
    const { CodeSha256 } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    return [FunctionName, CodeSha256] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
}

/** What holds something, by logical id. */
const heldIn = (resources: ReadonlyMap<string, Made>) =>
  Object.fromEntries([...resources].filter(([, { type }]) => holding.includes(type)));

const runFolder = (number: number) =>
  `runs/${nightTime(number).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;

withEngine('The stack of the demonstration', () => {
  let account: Account;
  let outputs: Awaited<ReturnType<Account['outputs']>>;
  let first: ReadonlyMap<string, Made>;
  let key = '';
  let lockerBucket = '';
  let workBucket = '';

  beforeAll(async () => {
    account = await newAccount('111111111111');
    succeeded(await deploy(account, folderOf('app')));
    outputs = await account.outputs();
    first = await account.resources();
    key = await keyFile(account);
    lockerBucket = outputs.LockerLocation?.split('/')[2] ?? '';
    workBucket = outputs.ExportsLocation?.split('/')[2] ?? '';
  });

  test('is created whole', async () => {
    expect(await account.status()).toBe('CREATE_COMPLETE');
    // The library's own note of itself is listed by no engine but Amazon's.
    const wanted = Object.entries(templateIn(folderOf('app')).Resources)
      .filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata')
      .map(([id]) => id);
    expect([...first.keys()].toSorted()).toEqual(wanted.toSorted());
    expect(wanted.length).toBeGreaterThan(130);
  });

  describe('and a night by its machine', () => {
    let inbox: Inbox;
    let night: Awaited<ReturnType<Scene['night']>>;
    const mails: Mail[] = [];

    beforeAll(async () => {
      inbox = await subscribe(account, outputs.AlertTopic ?? '');
      night = await scene.night(account, 29);
    });

    test('ends with a run that is sealed and told', () => {
      expect(night).toEqual({
        status: 'SUCCEEDED',
        cause: '',
        output: { run: `${nightTime(29).toISOString().slice(0, 19)}Z`, sent: expect.any(Number) },
      });
    });

    test('has evidence of every connection, whole', async () => {
      const { datasets } = JSON.parse(await textOf(account, lockerBucket, `${runFolder(29)}/findings.json`));
      expect(datasets.length).toBeGreaterThan(30);
      const failed = datasets.filter(
        ({ completeness }: { completeness: string }) => completeness === 'failed',
      );
      expect(failed).toEqual([]);
    });

    test('verifies with the key of KMS, and not with another', async () => {
      const found = await verified(account, outputs.LockerLocation ?? '', key);
      expect(found).toMatchObject({ status: 0, ok: true, problems: [], checked: { runs: 1 } });
      const other = writeKey('other', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);
      expect(await verified(account, outputs.LockerLocation ?? '', other)).toMatchObject({
        status: 1,
        ok: false,
      });
    });

    test('reaches people as text, by the topic and by the webhook, once each', async () => {
      await until('the topic has told', async () => {
        mails.push(...(await inbox.read()));
        return mails.length > 0;
      });
      expect(mails).toHaveLength(1);
      expect(mails[0]?.Message).toMatch(/^Fathom Ferries, night of \d{4}-\d\d-\d\d\n/);
      // Whoever is not heard by the topic is told of by the webhook as well, in a message of its own.
      const alerts = scene.posted.filter((one) =>
        JSON.parse(one).text.startsWith('Fathom Ferries, night of'),
      );
      expect(alerts).toHaveLength(1);
    });

    test('is found by Athena: its index holds addresses of what lies in the locker', async () => {
      const keys = await keysIn(account, workBucket, 'athena/');
      const addresses = keys.filter((key) => key.endsWith('.txt'));
      expect(addresses.filter((key) => key.startsWith('athena/findings/'))).toHaveLength(1);
      expect(addresses.length).toBeGreaterThan(20);
      const lying = await keysIn(account, lockerBucket);
      for (const key of addresses) {
        const address = await textOf(account, workBucket, key);
        expect([key, lying.includes(address.slice(`${outputs.LockerLocation}/`.length))]).toEqual([
          key,
          true,
        ]);
      }
    });

    test('is in a package, which its address gives and which verifies', async () => {
      const day = nightTime(29).toISOString().slice(0, 10);
      const { Payload, FunctionError } = await account.lambda.send(
        new InvokeCommand({
          FunctionName: outputs.PackageFunction,
          Payload: JSON.stringify({ from: day, to: day }),
        }),
      );
      const made = JSON.parse(Buffer.from(Payload ?? []).toString());
      expect([FunctionError, made]).toEqual([
        undefined,
        expect.objectContaining({ url: expect.any(String) }),
      ]);
      const bytes = Buffer.from(await (await fetch(made.url)).arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.sha256);
      writeFileSync(folderOf('package.zip'), bytes);
      const found = await verified(account, folderOf('package.zip'), key);
      expect(found).toMatchObject({ status: 0, ok: true, problems: [] });
    });
  });

  test('deployed once more, from another synthesis, has no changes', async () => {
    await synthesize(account, scene.file, folderOf('again'));
    expect(templateIn(folderOf('again'))).toEqual(templateIn(folderOf('app')));
    expect(succeeded(await deploy(account, folderOf('again')))).toContain('(no changes)');
    expect(await account.status()).toBe('CREATE_COMPLETE');
  });

  test('with another configuration goes by it from the next night on, and holds what it held', async () => {
    scene.write((text) =>
      text.replace(
        'unused-accounts-removed: { days: 30 }',
        'unused-accounts-removed: { off: Nobody uses it }',
      ),
    );
    await synthesize(account, scene.file, folderOf('changed'));
    const code = await codeOf(account, first);
    succeeded(await deploy(account, folderOf('changed')));
    expect(await account.status()).toBe('UPDATE_COMPLETE');
    expect(heldIn(await account.resources())).toEqual(heldIn(first));
    expect(await codeOf(account, first)).toEqual(code);
    expect(await scene.night(account, 30)).toMatchObject({ status: 'SUCCEEDED' });
    const standards = await Promise.all(
      [29, 30].map((number) => textOf(account, lockerBucket, `${runFolder(number)}/standard.json`)),
    );
    expect(standards.map((text) => text.includes('Nobody uses it'))).toEqual([false, true]);
    const found = await verified(account, outputs.LockerLocation ?? '', key);
    expect(found).toMatchObject({ status: 0, ok: true, problems: [], checked: { runs: 2 } });
  });

  test('taken away leaves the locker with all of its evidence, and the key', async () => {
    const before = await keysIn(account, lockerBucket);
    succeeded(await destroy(account, folderOf('app')));
    expect(await account.status()).toBe(null);
    expect(await keysIn(account, lockerBucket)).toEqual(before);
    const { KeyMetadata } = await account.kms.send(new DescribeKeyCommand({ KeyId: outputs.SigningKeyArn }));
    expect(KeyMetadata?.KeyState).toBe('Enabled');
    const found = await verified(account, outputs.LockerLocation ?? '', key);
    expect(found).toMatchObject({ status: 0, ok: true, problems: [], checked: { runs: 2 } });
    const call = new InvokeCommand({ FunctionName: outputs.PackageFunction, Payload: '{}' });
    await expect(account.lambda.send(call)).rejects.toThrow('not found');
  });
});

withEngine('An upgrade from 0.1.0', () => {
  test('keeps what held something, and a night goes on in it', async () => {
    const account = await newAccount('222222222222');
    const old = folderOf('0.1.0');
    cpSync(folderOf('app'), old, { recursive: true });
    putTemplate(old, withoutUnknown(deployableTemplateOf010(templateIn(old))));
    succeeded(await deploy(account, old));
    const before = heldIn(await account.resources());
    expect(new Set(Object.values(before).map(({ type }) => type)).size).toBeGreaterThan(8);
    succeeded(await deploy(account, folderOf('app')));
    expect(await account.status()).toBe('UPDATE_COMPLETE');
    const now = heldIn(await account.resources());
    // Logs have another place by now, and the old ones stay where they are: test/stack/logical-ids.test.ts.
    for (const [id, made] of Object.entries(before))
      if (made.type !== 'AWS::Logs::LogGroup') expect([id, now[id]]).toEqual([id, made]);
    expect(await scene.night(account, 30)).toMatchObject({ status: 'SUCCEEDED' });
    const { LockerLocation = '' } = await account.outputs();
    const found = await verified(account, LockerLocation, await keyFile(account));
    expect(found).toMatchObject({ status: 0, ok: true, problems: [], checked: { runs: 1 } });
  });
});

/** With a database's name that somebody else has, made last: everything that is to stay was made before it. */
function failingAtTheEnd(template: TemplateText): TemplateText {
  const [id = '', database] = Object.entries(template.Resources).find(
    ([, { Type }]) => Type === 'AWS::Glue::Database',
  ) as [string, object];
  const before = Object.entries(template.Resources).filter(
    ([, { DeletionPolicy = 'Delete' }]) => DeletionPolicy !== 'Delete',
  );
  const DependsOn = before.map(([one]) => one);
  return { ...template, Resources: { ...template.Resources, [id]: { ...database, DependsOn } as never } };
}

withEngine('A first deployment that fails', () => {
  let account: Account;
  const left = async () => {
    const { Buckets = [] } = await account.s3.send(new ListBucketsCommand({}));
    const { Keys = [] } = await account.kms.send(new ListKeysCommand({}));
    const keys = await Promise.all(
      Keys.map(({ KeyId }) => account.kms.send(new DescribeKeyCommand({ KeyId }))),
    );
    const inUse = keys.filter(({ KeyMetadata }) => KeyMetadata?.KeyState !== 'PendingDeletion');
    return { buckets: Buckets.map(({ Name }) => Name), keys: inUse.length };
  };
  const database = { DatabaseInput: { Name: 'exhibit' }, Name: 'exhibit' };

  beforeAll(async () => {
    account = await newAccount('333333333333');
    await account.call('glue', 'AWSGlue.CreateDatabase', database);
  });

  test('says why, and leaves no bucket and no key behind', async () => {
    const before = await left();
    cpSync(folderOf('app'), folderOf('taken'), { recursive: true });
    putTemplate(folderOf('taken'), failingAtTheEnd(templateIn(folderOf('taken'))));
    const { status, stdout, stderr } = await deploy(account, folderOf('taken'));
    expect(status).toBe(1);
    expect(`${stdout}${stderr}`).toContain('Database exhibit already exists');
    // What is to stay in any other case was there, and was taken away.
    for (const place of ['Locker/Bucket', 'SigningKey/Key', 'SignerMemory/Bucket'])
      expect(`${stdout}${stderr}`).toMatch(new RegExp(`DELETE_COMPLETE .*Default/${place} `));
    expect(await account.status()).toBe('ROLLBACK_COMPLETE');
    expect(await left()).toEqual(before);
  });

  test('bars no second one', async () => {
    await account.call('glue', 'AWSGlue.DeleteDatabase', database);
    succeeded(await deploy(account, folderOf('app')));
    expect(await account.status()).toBe('CREATE_COMPLETE');
  });
});

test('Nobody of all these asks anybody beyond this machine', () => {
  expect(engine?.wanted ?? []).toEqual([]);
});
