import { createHash } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type FaultKind, faultKind, isRefusal } from '../../lib/locker/s3/error.ts';
import { openS3Locker } from '../../lib/locker/s3.ts';
import { openS3Reader } from '../../lib/seal/verify/s3-reader.ts';
import { type Answer, provider, stopServers } from '../http/loopback.ts';
import { type RecordedError, recorded } from './recordings.ts';
import { s3Error, xml } from './xml.ts';

const clients: S3Client[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
  stopServers();
});

async function s3(...script: Answer[]) {
  const { url, asked } = await provider(...script);
  const client = new S3Client({
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret' },
    forcePathStyle: true,
    maxAttempts: 1,
  });
  clients.push(client);
  return { client, asked };
}

const answer =
  (body: string, status = 200): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
const refusal = (error: RecordedError, status: number): Answer => answer(s3Error(error), status);

const errors: readonly (readonly [file: string, answer: string | null, status: number, FaultKind])[] = [
  ['writtenOnce', 'put-obj-if-none-match', 412, 'taken'],
  ['partsOvertaken', 'complete-multipart-if-none-match-put-during', 412, 'taken'],
  ['partsAfterADeletion', 'complete-multipart-after-del', 409, 'conflict'],
  ['versions', 'get-deleted-object', 404, 'absent'],
  ['noSuchUpload', 'complete-exc', 404, 'passing'],
  ['checksum', 'put-wrong-checksum-value', 400, 'passing'],
  ['checksumOfParts', 'complete-multipart-no-checksum', 400, 'final'],
  ['range', 'exc', 416, 'final'],
  ['locked', 'delete-locked-1', 403, 'final'],
  ['denied', null, 403, 'final'],
];
const errorIn = (name: string, key: string | null): RecordedError => {
  const content = recorded<Readonly<Record<string, RecordedError>>>('s3-objects', name);
  return key === null ? (content as never) : (content[key] as RecordedError);
};

describe('What S3 refuses', () => {
  test.each(errors)('is told apart: %s, %s (%s): %s', async (name, key, status, kind) => {
    const { client } = await s3(refusal(errorIn(name, key), status));
    const thrown = await client
      .send(new GetObjectCommand({ Bucket: 'acme', Key: 'x' }))
      .catch((error) => error);
    expect([thrown.name, faultKind(thrown)]).toEqual([errorIn(name, key).Error.Code, kind]);
    expect(isRefusal(thrown)).toBe(status === 403);
  });

  test('without a body is told apart by its status: HEAD', async () => {
    expect(errorIn('head', 'head-object-404').Error.Code).toBe('404');
    const { client } = await s3((response) => response.writeHead(404).end());
    const thrown = await client
      .send(new HeadObjectCommand({ Bucket: 'acme', Key: 'x' }))
      .catch((error) => error);
    expect(faultKind(thrown)).toBe('absent');
  });

  test('is passed on in its own words, which name the policy', async () => {
    const error = errorIn('denied', null);
    const { client } = await s3(refusal(error, 403));
    const locker = openS3Locker('s3://acme', { client });
    await expect(locker.create('runs/x', 'ours')).rejects.toThrow(`It says: ${error.Error.Message}.`);
    await locker.close();
  });

  test('of a range behind the end, is an end', async () => {
    const { client } = await s3(refusal(errorIn('range', 'exc'), 416));
    const locker = openS3Locker('s3://acme', { client });
    expect(await locker.readPart('runs/x', 1024, 10)).toEqual(Buffer.alloc(0));
    await locker.close();
  });
});

test('The checksum of an object in parts is that of the parts’ checksums, with their number', () => {
  interface Part {
    readonly ChecksumSHA256: string;
  }
  const {
    'upload-part-0': first,
    'upload-part-2': last,
    ...whole
  } = recorded<Record<string, Part>>('s3-objects', 'checksumOfParts');
  // Three parts, of which the second has the bytes of the first.
  const parts = [first, first, last].map((part) => Buffer.from(part?.ChecksumSHA256 ?? '', 'base64'));
  const ours = `${createHash('sha256').update(Buffer.concat(parts)).digest('base64')}-3`;
  expect(whole['complete-multipart-checksum']?.ChecksumSHA256).toBe(ours);
  expect(whole['get-object-with-checksum']?.ChecksumSHA256).toBe(ours);
});

describe('What S3 lists', () => {
  interface Pages {
    readonly [page: string]: object;
  }
  const page = (name: string) => Object.values(recorded<Pages>('s3-lists', name))[0] ?? {};

  test('in pages is read to its end, folders and objects', async () => {
    const pages = ['first', 'next', 'last'].map((name) => answer(xml('ListBucketResult', page(name))));
    const { client, asked } = await s3(...pages);
    const locker = openS3Locker('s3://acme', { client });
    expect(await locker.names('folder/')).toEqual(['aSubfolder', 'file1', 'file2']);
    const tokens = asked.map(({ url }) =>
      new URL(url ?? '', 'http://s3').searchParams.get('continuation-token'),
    );
    expect(tokens).toEqual([null, '<next-continuation-token:1>', '<next-continuation-token:2>']);
    await locker.close();
  });

  const historyOf = async (...pages: object[]) => {
    const { client, asked } = await s3(...pages.map((one) => answer(xml('ListVersionsResult', one))));
    const reader = openS3Reader('s3://acme', client);
    const problems = await reader.problems?.();
    await reader.close();
    return { problems, asked };
  };

  test('of versions in pages is read to its end', async () => {
    const { problems, asked } = await historyOf(page('versionsFirst'), page('versionsLast'));
    expect(problems).toMatchObject([
      { kind: 'modified', path: 'prefixed_key', message: expect.stringContaining('5 times') },
    ]);
    const next = new URL(asked[1]?.url ?? '', 'http://s3').searchParams;
    expect([next.get('key-marker'), next.get('version-id-marker')]).toEqual([
      'prefixed_key',
      '<version-id:3>',
    ]);
  });

  test('of a key that was deleted and written again, or deleted alone, tells on it', async () => {
    const listed = (name: string) =>
      recorded<Record<string, object>>('s3-objects', name)['list-object-versions'] ?? {};
    expect((await historyOf(listed('writtenOnce'))).problems).toMatchObject([
      { kind: 'modified', message: expect.stringContaining('<version-id:1>') },
    ]);
    expect((await historyOf(listed('versions'))).problems).toMatchObject([
      { kind: 'missing', message: expect.stringContaining('<version-id:1>') },
    ]);
  });
});
