import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Locker, LockerError } from '../../../lib/locker/locker.ts';
import { openS3Locker } from '../../../lib/locker/s3.ts';
import { openS3Reader } from '../../../lib/seal/verify/s3-reader.ts';
import { temporaryFolder } from '../folders.ts';
import { type Fault, type FaultyStore, startFaultyStore } from './faulty-store.ts';

const key = 'runs/r/users.ndjson';
const path = `/acme-evidence/exhibit/${key}`;
const conflict: Fault = { status: 409, code: 'ConditionalRequestConflict' };

let store: FaultyStore;
let locker: Locker;

beforeEach(async () => {
  store = await startFaultyStore();
  locker = openS3Locker('s3://acme-evidence/exhibit', { client: store.client });
});
afterEach(async () => {
  await locker.close();
  await store.close();
});

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return await promise.then(
    () => 'done',
    (error: LockerError) => error.code,
  );
}

async function fileOf(content: Buffer): Promise<string> {
  const file = join(await temporaryFolder(), 'file');
  writeFileSync(file, content);
  return file;
}

function count(kind: string): number {
  return store.asked.filter((one) => one === kind).length;
}

function textThere(): string | undefined {
  return store.objects.get(path)?.bytes.toString();
}

describe('Storing, when another write of the key is under way', () => {
  test('is tried again until it is over', async () => {
    store.fail('PUT', conflict, conflict);
    expect(await codeOf(locker.create(key, 'ours'))).toBe('done');
    expect([textThere(), count('PUT')]).toEqual(['ours', 3]);
  });

  test.each(['theirs', 'ours'])('loses when the other one stored: %s', async (overtakenWith) => {
    store.fail('PUT', { overtakenWith });
    expect(await codeOf(locker.create(key, 'ours'))).toBe('exists');
    expect(textThere()).toBe(overtakenWith);
  });

  test('is given up when it never ends', async () => {
    store.fail('PUT', ...Array(9).fill(conflict));
    await expect(locker.create(key, 'ours')).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('ConditionalRequestConflict'),
    });
    expect(count('PUT')).toBe(4);
  });
});

describe('Storing, when the answer is lost', () => {
  test('is done when what is there is what was sent', async () => {
    store.fail('PUT', 'cut-after');
    expect(await codeOf(locker.create(key, 'ours'))).toBe('done');
    expect(textThere()).toBe('ours');
  });

  test('is done for a file that was streamed, which is sent again as a whole when nothing is there', async () => {
    const content = randomBytes(2_000_000);
    store.fail('PUT', 'cut-before', 'cut-after');
    const file = await fileOf(content);
    expect(await codeOf(locker.createFromFile(key, file))).toBe('done');
    expect(store.objects.get(path)?.bytes.equals(content)).toBe(true);
    expect([count('PUT'), existsSync(file)]).toEqual([2, false]);
  });

  test.each([
    ['of another length', 'theirs'],
    ['of the same length', 'ouzo'],
  ])('has lost when something else %s is there', async (_, theirs) => {
    store.fail('PUT', { status: 500, code: 'InternalError' }, { overtakenWith: theirs });
    expect(await codeOf(locker.create(key, 'ours'))).toBe('exists');
    expect(textThere()).toBe(theirs);
  });

  test('is not done when nothing can be asked any more', async () => {
    store.fail('PUT', ...Array(99).fill('cut-before'));
    store.fail('HEAD', ...Array(99).fill('cut-before'));
    expect(await codeOf(locker.create(key, 'ours'))).toBe('unreachable');
  });
});

describe('Storing, when the store answers', () => {
  test('another checksum, is not done', async () => {
    store.fail('PUT', { checksum: 'AAAA' });
    await expect(locker.create(key, 'ours')).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining(`exhibit/${key} with another checksum`),
    });
  });

  test('no checksum, is done once what is there was read back', async () => {
    store.fail('PUT', { checksum: null });
    expect(await codeOf(locker.create(key, 'ours'))).toBe('done');
    expect(store.asked).toEqual(['PUT', 'HEAD', 'GET']);
  });

  test('no checksum, and holds something else, is not done', async () => {
    store.fail('PUT', { checksum: null });
    store.fail('GET', 'garbled');
    expect(await codeOf(locker.create(key, 'ours'))).toBe('unreachable');
  });

  test('that it is busy, is tried again', async () => {
    store.fail('PUT', { status: 503, code: 'SlowDown' }, { status: 400, code: 'RequestTimeout' });
    expect(await codeOf(locker.create(key, 'ours'))).toBe('done');
  });

  test('that other bytes arrived, is tried again', async () => {
    store.fail('PUT', { status: 400, code: 'BadDigest' });
    expect(await codeOf(locker.create(key, 'ours'))).toBe('done');
  });
});

describe('A large file', () => {
  const content = randomBytes(65 * 1024 * 1024);

  test('is sent again from the start when completing it is refused as a conflict', async () => {
    store.fail('POST ?uploadId', conflict);
    expect(await codeOf(locker.createFromFile(key, await fileOf(content)))).toBe('done');
    expect([count('POST ?uploads'), count('DELETE ?uploadId')]).toEqual([2, 1]);
    expect(store.objects.get(path)?.bytes.equals(content)).toBe(true);
  });

  test('is done when the answer to completing it is lost', async () => {
    store.fail('POST ?uploadId', 'cut-after');
    expect(await codeOf(locker.createFromFile(key, await fileOf(content)))).toBe('done');
    expect(count('POST ?uploads')).toBe(1);
  });

  test('leaves no half upload when a part is refused', async () => {
    store.fail('PUT ?partNumber', null, { status: 403, code: 'AccessDenied' });
    const file = await fileOf(content);
    await expect(locker.createFromFile(key, file)).rejects.toMatchObject({
      message: expect.stringContaining('AWS refused it. It says: AccessDenied it is.'),
    });
    expect([count('DELETE ?uploadId'), store.objects.size, existsSync(file)]).toEqual([1, 0, true]);
  });

  test('is not sent for nothing', async () => {
    await locker.create(key, 'theirs');
    expect(await codeOf(locker.createFromFile(key, await fileOf(content)))).toBe('exists');
    expect(count('POST ?uploads')).toBe(0);
  });
});

describe('Reading', () => {
  beforeEach(() => locker.create(key, 'evidence, some of it'));

  test.each<Fault>(['cut-within', 'garbled', { status: 503, code: 'SlowDown' }])(
    'what arrives damaged is fetched again: %s',
    async (fault) => {
      store.fail('GET', fault);
      expect((await locker.read(key))?.toString()).toBe('evidence, some of it');
      expect(count('GET')).toBe(2);
    },
  );

  test.each<Fault>(['cut-within', 'garbled'])(
    'gives nothing when it never arrives whole: %s',
    async (fault) => {
      store.fail('GET', ...Array(9).fill(fault));
      expect(await codeOf(locker.read(key))).toBe('unreachable');
      store.fail('GET', ...Array(9).fill(fault));
      expect(await codeOf(locker.local(key))).toBe('unreachable');
    },
  );

  test('takes nothing but "no such key" for absence', async () => {
    store.fail('GET', { status: 404, code: 'NoSuchBucket' }, { status: 404, code: 'SomethingElse' });
    expect(await codeOf(locker.read(key))).toBe('unreachable');
    expect(await codeOf(locker.read(key))).toBe('unreachable');
    store.fail('HEAD', ...Array(9).fill({ status: 403, code: 'AccessDenied' }));
    expect(await codeOf(locker.exists(key))).toBe('unreachable');
  });

  test('asks again for what could not be had', async () => {
    // The list would tell whether there is nothing, and is cut short.
    store.fail('GET', ...Array(9).fill({ status: 403, code: 'AccessDenied' }));
    expect(await codeOf(locker.local(key))).toBe('unreachable');
    store.fail('GET');
    expect(await locker.local(key)).not.toBeNull();
  });

  test('takes no half list for a list', async () => {
    const broken = 'says that there is more, but not where';
    await expect(locker.list('runs/')).rejects.toThrow(broken);
    await expect(locker.names('runs/')).rejects.toThrow(broken);
    await expect(openS3Reader(locker.location, store.client).names('')).rejects.toThrow(broken);
  });
});

describe('What goes wrong is said in words', () => {
  test.each([
    [{ status: 403, code: 'AccessDenied' }, 'The caller needs s3:ListBucket, s3:GetObject and s3:PutObject'],
    [{ status: 400, code: 'ExpiredToken' }, 'The AWS credentials have expired. Renew them'],
    [{ status: 403, code: 'InvalidAccessKeyId' }, 'AWS does not know the access key.'],
    [{ status: 403, code: 'RequestTimeTooSkewed' }, 'clock is more than 15 minutes off'],
    [
      { status: 301, code: 'PermanentRedirect', headers: { 'x-amz-bucket-region': 'eu-north-1' } },
      'The bucket acme-evidence is in eu-north-1. Set AWS_REGION to that.',
    ],
    [{ status: 400, code: 'AuthorizationHeaderMalformed' }, 'is in another region. Set AWS_REGION to that.'],
    [{ status: 501, code: 'NotImplemented' }, 'It must honour conditional writes'],
    [{ status: 400, code: 'Strange' }, 'Storing runs/r/users.ndjson failed. Strange: Strange it is.'],
  ])('for %j', async (fault, words) => {
    store.fail('PUT', ...Array(99).fill(fault));
    const error = await locker.create(key, 'ours').catch((reason: LockerError) => reason);
    expect(error).toMatchObject({ code: 'unreachable', message: expect.stringContaining(words) });
    expect(error).toMatchObject({ message: expect.stringContaining('s3://acme-evidence/exhibit/: ') });
  });

  test.each([
    [{ AWS_REGION: undefined }, 'No AWS region is set. Set AWS_REGION'],
    [{ AWS_ACCESS_KEY_ID: undefined }, 'No AWS credentials were found.'],
  ])('when the environment lacks %j', async (lacking, words) => {
    const before = process.env;
    process.env = {
      ...before,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'TESTACCESSKEY',
      AWS_SECRET_ACCESS_KEY: 'test-secret',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nonexistent',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    };
    for (const name of Object.keys(lacking)) delete process.env[name];
    const own = openS3Locker('s3://acme-evidence/exhibit');
    try {
      await expect(own.names('')).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringContaining(words),
      });
    } finally {
      await own.close();
      process.env = before;
    }
  });

  test('for a store that cannot be reached', async () => {
    const before = process.env;
    process.env = {
      ...before,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'TESTACCESSKEY',
      AWS_SECRET_ACCESS_KEY: 'test-secret',
    };
    const own = openS3Locker('s3://acme-evidence/exhibit');
    try {
      await expect(own.names('')).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringMatching(/Listing exhibit\/ failed\. .*ECONNREFUSED/),
      });
    } finally {
      await own.close();
      process.env = before;
    }
  });
});
