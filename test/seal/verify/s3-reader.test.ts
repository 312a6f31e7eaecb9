import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openS3Locker } from '../../../lib/locker/s3.ts';
import type { VerifyResult } from '../../../lib/seal/verify/result.ts';
import { openS3Reader } from '../../../lib/seal/verify/s3-reader.ts';
import { verifyLocker, verifyLockerFolder } from '../../../lib/seal/verify/verify-locker.ts';
import { startS3 } from '../../locker/s3/server.ts';
import { buildNights, type Nights, removeTemporary } from '../nights.ts';

const server = await startS3();
const withServer = server ? describe : describe.skip;
const newest = 'chain/0000000004.sigstore.json';
const records = 'runs/2026-10-22T00-00-00Z/google/users.ndjson';

let nights: Nights;

function client() {
  if (!server) throw new Error('These tests are skipped without a server.');
  return server.client;
}

/** The nights in a bucket of their own. */
async function inBucket(locked: boolean): Promise<string> {
  const bucket = (await server?.bucket({ locked })) ?? '';
  const locker = openS3Locker(`s3://${bucket}/exhibit`, { client: client() });
  for (const key of filesOf(nights.folder)) await locker.create(key, readFileSync(join(nights.folder, key)));
  await locker.close();
  return bucket;
}

function filesOf(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => statSync(join(folder, name)).isFile());
}

async function verify(bucket: string, prefix = '/exhibit'): Promise<VerifyResult> {
  const reader = openS3Reader(`s3://${bucket}${prefix}`, client());
  try {
    return await verifyLocker(reader, { trustedKeys: nights.publicKeys });
  } finally {
    await reader.close();
  }
}

function kindsOf({ problems }: VerifyResult): string[] {
  return problems.map(({ kind, path }) => `${kind} ${path}`);
}

function object(bucket: string, key: string): { Bucket: string; Key: string } {
  return { Bucket: bucket, Key: `exhibit/${key}` };
}

beforeAll(async () => {
  nights = await buildNights({ nights: 4, failed: [1] });
});
afterAll(async () => {
  await server?.close();
  await removeTemporary();
});

withServer('Verifying a locker in a bucket', () => {
  test.each([true, false])(
    'finds what verifying its copy in a folder finds (versions kept: %s)',
    async (locked) => {
      const result = await verify(await inBucket(locked));
      expect(result).toEqual(await verifyLockerFolder(nights.folder, { trustedKeys: nights.publicKeys }));
      expect([result.ok, result.checked.runs]).toEqual([true, 4]);
    },
  );

  test('does not take a deleted end for the end, as long as the bucket keeps versions', async () => {
    const bucket = await inBucket(true);
    const { folder } = nights;
    const lastNight = filesOf(folder).filter((key) => key === newest || key.includes('2026-10-23'));
    for (const key of lastNight) await client().send(new DeleteObjectCommand(object(bucket, key)));
    const result = await verify(bucket);
    expect(kindsOf(result)).toEqual(lastNight.toSorted().map((key) => `missing ${key}`));
    expect(result.problems[0]?.message).toMatch(
      /^Somebody deleted this file\. What was stored is still there, as/,
    );
  });

  test('names a deleted file once', async () => {
    const bucket = await inBucket(true);
    await client().send(new DeleteObjectCommand(object(bucket, records)));
    expect(kindsOf(await verify(bucket))).toEqual([`missing ${records}`]);
  });

  test('tells that a file was deleted and put back, although it is the same again', async () => {
    const bucket = await inBucket(true);
    await client().send(new DeleteObjectCommand(object(bucket, records)));
    const Body = readFileSync(join(nights.folder, records));
    await client().send(new PutObjectCommand({ ...object(bucket, records), Body }));
    const result = await verify(bucket);
    expect(kindsOf(result)).toEqual([`modified ${records}`]);
    expect(result.problems[0]?.message).toContain('written 2 times or deleted in between');
  });

  test('tells that another content was written over a file', async () => {
    const bucket = await inBucket(true);
    await client().send(new PutObjectCommand({ ...object(bucket, records), Body: 'other' }));
    expect(kindsOf(await verify(bucket))).toEqual([`modified ${records}`]);
  });

  test('in a bucket without versions, tells what the seals tell', async () => {
    const bucket = await inBucket(false);
    const findings = records.replace('google/users.ndjson', 'findings.json');
    await client().send(new PutObjectCommand({ ...object(bucket, records), Body: 'other' }));
    await client().send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [{ Key: `exhibit/${findings}` }] } }),
    );
    await client().send(
      new PutObjectCommand({ ...object(bucket, 'runs/2026-10-22T00-00-00Z/a b+c%2F'), Body: 'x' }),
    );
    await client().send(new PutObjectCommand({ ...object(bucket, 'notes.txt'), Body: 'x' }));
    expect(kindsOf(await verify(bucket))).toEqual([
      'unlisted notes.txt',
      'unlisted runs/2026-10-22T00-00-00Z/a b+c%2F',
      `missing ${findings}`,
      `modified ${records}`,
    ]);
  });

  test('says that there is no locker where there is none, and does not mind an empty mark for its folder', async () => {
    const bucket = await inBucket(false);
    await client().send(new PutObjectCommand({ ...object(bucket, ''), Body: '', ContentLength: 0 }));
    expect((await verify(bucket)).ok).toBe(true);
    await expect(verify(bucket, '/elsewhere')).rejects.toMatchObject({ code: 'not-a-locker' });
  });

  test('lists more versions than one page holds', async () => {
    const bucket = (await server?.bucket({ locked: true })) ?? '';
    const keys = Array.from({ length: 1_050 }, (_, at) => `runs/r/${String(at).padStart(4, '0')}`);
    for (let at = 0; at < keys.length; at += 50)
      await Promise.all(
        keys
          .slice(at, at + 50)
          .map((key) => client().send(new PutObjectCommand({ ...object(bucket, key), Body: 'x' }))),
      );
    const { IsTruncated } = await client().send(new ListObjectVersionsCommand({ Bucket: bucket }));
    expect(IsTruncated).toBe(true);
    const reader = openS3Reader(`s3://${bucket}/exhibit`, client());
    expect((await reader.files('runs')).map(({ path }) => path)).toEqual(keys);
    expect([await reader.names('runs'), await reader.names('')]).toEqual([['r'], ['runs']]);
    expect(await reader.files('runs/r/0007')).toEqual([{ path: 'runs/r/0007', regular: true }]);
    expect(await reader.problems?.()).toEqual([]);
  });

  test('hashes what is there, and says what is gone', async () => {
    const reader = openS3Reader(`s3://${await inBucket(false)}/exhibit`, client());
    const document = records.replace('ndjson', 'json');
    const gone = { path: 'runs/none', sha256: null, bytes: 0, finishedAt: null };
    expect(await reader.hash([document, 'runs/none'])).toEqual([
      {
        path: document,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        bytes: statSync(join(nights.folder, document)).size,
        finishedAt: '2026-10-22T00:03:00.000Z',
      },
      gone,
    ]);
  });
});
