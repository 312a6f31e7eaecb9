import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import type { Locker, LockerError } from '../../lib/locker/locker.ts';
import { isS3Locker, openS3Locker } from '../../lib/locker/s3.ts';
import { temporaryFolder } from './folders.ts';
import { startS3 } from './s3/server.ts';

const server = await startS3();
const withServer = server ? describe : describe.skip;
const opened: Locker[] = [];

afterEach(async () => {
  for (const locker of opened.splice(0)) await locker.close();
});
afterAll(() => server?.close());

const run = '2026-11-23T02:00:00Z';
const key = 'runs/2026-11-23T02-00-00Z/google/users.ndjson';

function theServer() {
  if (!server) throw new Error('These tests are skipped without a server.');
  return server;
}

function open(bucket: string, prefix = '/exhibit'): Locker {
  const locker = openS3Locker(`s3://${bucket}${prefix}`, { client: theServer().client });
  opened.push(locker);
  return locker;
}

async function inNewBucket(options?: { locked: boolean }): Promise<{ bucket: string; locker: Locker }> {
  const bucket = await theServer().bucket(options);
  return { bucket, locker: open(bucket) };
}

async function fileOf(content: Buffer): Promise<string> {
  const file = join(await temporaryFolder(), 'file');
  writeFileSync(file, content);
  return file;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return await promise.then(
    () => 'done',
    (error: LockerError) => error.code,
  );
}

async function unfinishedIn(Bucket: string): Promise<(string | undefined)[]> {
  const { Uploads = [] } = await theServer().client.send(new ListMultipartUploadsCommand({ Bucket }));
  return Uploads.map(({ Key }) => Key);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64');
}

withServer('A locker in a bucket', () => {
  test('gives back what was stored, and nothing where nothing was', async () => {
    const { bucket, locker } = await inNewBucket();
    await locker.create('runs/a', 'Zoë');
    await locker.create('runs/empty', '');
    expect((await locker.read('runs/a'))?.toString()).toBe('Zoë');
    expect((await locker.read('runs/empty'))?.length).toBe(0);
    expect([await locker.read('runs/b'), await locker.local('runs/b')]).toEqual([null, null]);
    expect([await locker.exists('runs/a'), await locker.exists('runs')]).toEqual([true, false]);
    expect(locker.location).toBe(`s3://${bucket}/exhibit`);
  });

  test('never writes a key twice, not even with the same bytes', async () => {
    const { bucket, locker } = await inNewBucket();
    await locker.create(key, 'first');
    expect(await codeOf(locker.create(key, 'second'))).toBe('exists');
    expect(await codeOf(locker.create(key, 'first'))).toBe('exists');
    expect((await open(bucket).read(key))?.toString()).toBe('first');
  });

  test('of many writers of one key, lets one win and tells the others', async () => {
    const { bucket } = await inNewBucket();
    const writers = Array.from({ length: 12 }, (_, at) => ({ locker: open(bucket), text: `writer ${at}` }));
    const codes = await Promise.all(writers.map(({ locker, text }) => codeOf(locker.create(key, text))));
    expect(codes.toSorted()).toEqual(['done', ...Array(11).fill('exists')]);
    expect((await open(bucket).read(key))?.toString()).toBe(writers[codes.indexOf('done')]?.text);
  });

  test('takes a file over, and leaves it where it is when the key is taken', async () => {
    const { locker } = await inNewBucket();
    const file = await fileOf(Buffer.from('records'));
    await locker.createFromFile(key, file);
    expect(existsSync(file)).toBe(false);
    const other = await fileOf(Buffer.from('other'));
    expect(await codeOf(locker.createFromFile(key, other))).toBe('exists');
    expect(existsSync(other)).toBe(true);
  });

  test.each([0, 1, 3_000_000])('keeps the SHA-256 of a file of %i bytes', async (size) => {
    const { bucket, locker } = await inNewBucket();
    const content = randomBytes(size);
    await locker.createFromFile(key, await fileOf(content));
    const asked = new HeadObjectCommand({ Bucket: bucket, Key: `exhibit/${key}`, ChecksumMode: 'ENABLED' });
    expect((await theServer().client.send(asked)).ChecksumSHA256).toBe(sha256(content));
    const path = (await open(bucket).local(key)) ?? '';
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  test('stores a large file in parts, each with its checksum, and only once', async () => {
    const { bucket, locker } = await inNewBucket();
    const contents = [randomBytes(70_000_000), randomBytes(70_000_000)];
    const files = await Promise.all(contents.map(fileOf));
    const codes = await Promise.all(files.map((file) => codeOf(open(bucket).createFromFile(key, file))));
    expect(codes.toSorted()).toEqual(['done', 'exists']);
    const asked = new HeadObjectCommand({ Bucket: bucket, Key: `exhibit/${key}`, ChecksumMode: 'ENABLED' });
    expect((await theServer().client.send(asked)).ChecksumSHA256).toMatch(/-5$/);
    const won = contents[codes.indexOf('done')] ?? Buffer.alloc(0);
    expect(readFileSync((await locker.local(key)) ?? '').equals(won)).toBe(true);
    expect(await codeOf(locker.createFromFile(key, await fileOf(randomBytes(70_000_000))))).toBe('exists');
    expect(await unfinishedIn(bucket)).toEqual([]);
  });

  test('lists everything, however many pages that takes', async () => {
    const { bucket, locker } = await inNewBucket();
    const keys = Array.from({ length: 1_050 }, (_, at) => `runs/r/${String(at).padStart(4, '0')}/users.json`);
    for (let at = 0; at < keys.length; at += 50)
      await Promise.all(keys.slice(at, at + 50).map((one) => locker.create(one, 'x')));
    await open(bucket, '/exhibition').create('runs/r/9999/users.json', 'of another locker');
    expect((await locker.list('runs/r/')).map((entry) => entry.key)).toEqual(keys);
    expect(await locker.list('runs/r/0007/')).toEqual([{ key: 'runs/r/0007/users.json', bytes: 1 }]);
    expect(await locker.names('runs/r/')).toHaveLength(1_050);
    expect(await locker.names('runs/r/0007/')).toEqual(['users.json']);
    expect([await locker.names('none/'), await locker.list('none/')]).toEqual([[], []]);
  });

  test('may be a whole bucket', async () => {
    const { bucket } = await inNewBucket();
    const locker = open(bucket, '');
    expect(await isS3Locker(locker)).toBe(false);
    await locker.create('chain/a', 'x');
    expect([await locker.names(''), await locker.list('')]).toEqual([
      ['chain'],
      [{ key: 'chain/a', bytes: 1 }],
    ]);
    expect(await isS3Locker(locker)).toBe(true);
  });

  test('fetches a file once, and what it stored itself not at all', async () => {
    const { bucket, locker } = await inNewBucket();
    await locker.createFromFile(key, await fileOf(Buffer.from('records')));
    const other = open(bucket);
    const [first, second] = await Promise.all([other.local(key), other.local(key)]);
    expect([first === second, first === (await other.local(key))]).toEqual([true, true]);
    writeFileSync(join(theServer().objects, bucket, 'exhibit', key), 'damaged');
    expect(readFileSync((await locker.local(key)) ?? '', 'utf8')).toBe('records');
  });

  test.each([2_000, 70_000_000])('notices a stored file of %i bytes that went bad', async (size) => {
    const { bucket, locker } = await inNewBucket();
    const content = randomBytes(size);
    await locker.createFromFile(key, await fileOf(content));
    content[size >> 1] = (content[size >> 1] ?? 0) ^ 1;
    writeFileSync(join(theServer().objects, bucket, 'exhibit', key), content);
    await expect(open(bucket).local(key)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining(`Reading ${key} failed. Error: Checksum mismatch`),
    });
  });

  test('keeps unfinished files where only this user can read them, and removes them when it is closed', async () => {
    const { locker } = await inNewBucket();
    await locker.create(key, 'records');
    const path = (await locker.local(key)) ?? '';
    const folder = await locker.scratch();
    expect(path.startsWith(folder)).toBe(true);
    expect(statSync(folder).mode & 0o077).toBe(0);
    await locker.close();
    expect(existsSync(folder)).toBe(false);
  });

  test('refuses keys that would lead elsewhere', async () => {
    const { locker } = await inNewBucket();
    for (const bad of ['', '/a', 'a/../b', 'a//b', '.lock'])
      expect([bad, await codeOf(locker.create(bad, 'x'))]).toEqual([bad, 'invalid-key']);
    expect(await codeOf(locker.list('runs'))).toBe('invalid-key');
  });
});

withServer('The lock of a bucket', () => {
  test('is held by one run, says whose it is, and leaves nothing behind', async () => {
    const { bucket, locker } = await inNewBucket({ locked: true });
    const lock = await locker.lock(run);
    await expect(open(bucket).lock(run)).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining(`${run}, process ${process.pid} on ${hostname()}`),
    });
    await lock.release();
    await (await open(bucket).lock(run)).release();
    expect(await unfinishedIn(bucket)).toEqual([]);
    const { Versions = [] } = await theServer().client.send(
      new ListObjectVersionsCommand({ Bucket: bucket }),
    );
    expect(Versions).toEqual([]);
  });

  test('is never held by two, although they come at the same moment', async () => {
    const { bucket } = await inNewBucket();
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(open(bucket).lock(run))));
    expect(codes.filter((code) => code === 'done').length).toBeLessThan(2);
  });

  test('is taken from a process of this machine that has ended', async () => {
    const { bucket, locker } = await inNewBucket();
    const flag = `exhibit/.lock/2026-11-23T02-00-00Z/${hostname()}/999999999/token`;
    await theServer().client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: flag }));
    await (await locker.lock(run)).release();
    expect(await unfinishedIn(bucket)).toEqual([]);
  });

  test('is not taken from a process of another machine that was heard of just now', async () => {
    const { bucket, locker } = await inNewBucket();
    const flag = 'exhibit/.lock/2026-11-23T02-00-00Z/elsewhere/1/token';
    await theServer().client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: flag }));
    expect(await codeOf(locker.lock(run))).toBe('busy');
    expect(await unfinishedIn(bucket)).toEqual([flag]);
  });
});

withServer('In a bucket with Object Lock', () => {
  const day = 86_400_000;

  async function lockedBucket(): Promise<{ bucket: string; locker: Locker; version: string }> {
    const { bucket, locker } = await inNewBucket({ locked: true });
    await theServer().client.send(
      new PutObjectLockConfigurationCommand({
        Bucket: bucket,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 30 } },
        },
      }),
    );
    await locker.createFromFile(key, await fileOf(Buffer.from('evidence')));
    const { Versions = [] } = await theServer().client.send(
      new ListObjectVersionsCommand({ Bucket: bucket }),
    );
    return { bucket, locker, version: Versions[0]?.VersionId ?? '' };
  }

  const until = (days: number) =>
    ({ Mode: 'COMPLIANCE', RetainUntilDate: new Date(Date.now() + days * day) }) as const;

  test('what a locker stores cannot be deleted, and its time be made longer but not shorter', async () => {
    const { bucket, locker, version } = await lockedBucket();
    const { client } = theServer();
    const object = { Bucket: bucket, Key: `exhibit/${key}` };
    const remove = new DeleteObjectCommand({ ...object, VersionId: version });
    await expect(client.send(remove)).rejects.toThrow('object protected by object lock');
    await client.send(new PutObjectRetentionCommand({ ...object, Retention: until(60) }));
    const shorten = new PutObjectRetentionCommand({ ...object, Retention: until(1) });
    await expect(client.send(shorten)).rejects.toThrow('object protected by object lock');
    await expect(client.send(remove)).rejects.toThrow('object protected by object lock');
    expect((await locker.read(key))?.toString()).toBe('evidence');
  });

  test('a large file is stored as well', async () => {
    const { bucket, locker } = await lockedBucket();
    const content = randomBytes(65 * 1024 * 1024);
    await locker.createFromFile('runs/large', await fileOf(content));
    expect(readFileSync((await open(bucket).local('runs/large')) ?? '').equals(content)).toBe(true);
  });
});

withServer('What goes wrong is said in words', () => {
  test('for a bucket that does not exist', async () => {
    const locker = open('there-is-no-such-bucket');
    await expect(locker.create(key, 'x')).rejects.toMatchObject({
      code: 'unreachable',
      message:
        `s3://there-is-no-such-bucket/exhibit/: Storing ${key} failed. There is no such bucket. ` +
        'Check "locker:" in exhibit.yaml, and the account and region.',
    });
    await expect(locker.names('')).rejects.toThrow('There is no such bucket');
  });

  test('for a secret that is not that of the access key, without naming either', async () => {
    const bucket = await theServer().bucket();
    const before = process.env;
    const wrong = 'not-the-secret';
    process.env = { ...before, ...theServer().environment, AWS_SECRET_ACCESS_KEY: wrong };
    const locker = openS3Locker(`s3://${bucket}/exhibit`);
    try {
      const error = await locker.names('').then(String, (reason: LockerError) => reason.message);
      expect(error).toContain('The secret does not belong to the access key.');
      expect(error).not.toContain(wrong);
      expect(error).not.toContain(theServer().environment.AWS_ACCESS_KEY_ID);
    } finally {
      await locker.close();
      process.env = before;
    }
  });
});

withServer('What others wrote into the place of a locker', () => {
  test('is listed as it is named', async () => {
    const { bucket, locker } = await inNewBucket();
    const put = new PutObjectCommand({ Bucket: bucket, Key: 'exhibit/runs/r/a b+c%2F&é', Body: 'x' });
    await theServer().client.send(put);
    expect(await locker.list('runs/')).toEqual([{ key: 'runs/r/a b+c%2F&é', bytes: 1 }]);
  });
});

describe('A location', () => {
  test.each(['s3://', 's3:///a', 's3://Bucket', 's3://bucket//a', './evidence', 'https://bucket/a'])(
    'like %s is none',
    (location) => {
      expect(() => openS3Locker(location)).toThrow('does not name a bucket: write s3://bucket/prefix');
    },
  );
});
