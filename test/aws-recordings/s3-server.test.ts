import { randomUUID } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type S3Server, startS3 } from '../locker/s3/server.ts';
import { type RecordedError, recorded } from './recordings.ts';

const s3 = await startS3();
const withServer = s3 ? describe : describe.skip;
afterAll(async () => await s3?.close());

type Answers = Readonly<Record<string, RecordedError>>;
const codeIn = (file: string, name: string): string =>
  recorded<Answers>('s3-objects', file)[name]?.Error.Code ?? '';

/** The name of the error that is answered; `done` for none. */
async function said(client: S3Client, command: object): Promise<string> {
  return await client.send(command as never).then(
    () => 'done',
    (error: Error) => error.name,
  );
}

withServer('The S3 server that nobody here wrote answers as S3 is recorded to', () => {
  const { client } = s3 as S3Server;
  const object = async (locked = false) => ({
    Bucket: await (s3 as S3Server).bucket({ locked }),
    Key: randomUUID(),
  });
  const once = { Body: 'x', IfNoneMatch: '*' };

  test('to a write of what is there, and to a reader of what was deleted', async () => {
    const key = await object();
    const put = new PutObjectCommand({ ...key, ...once });
    expect(await said(client, put)).toBe('done');
    expect(await said(client, put)).toBe(codeIn('writtenOnce', 'put-obj-if-none-match'));
    const deleted = await client.send(new DeleteObjectCommand(key));
    expect(deleted.DeleteMarker).toBe(true);
    expect(await said(client, new GetObjectCommand(key))).toBe(codeIn('versions', 'get-deleted-object'));
  });

  test('but for a write of what was deleted: S3 takes it, and what verifies tells on it', async () => {
    const after = recorded<Record<string, object>>('s3-objects', 'writtenOnce')['put-obj-after-del'];
    expect(after).toHaveProperty('VersionId');
    const key = await object();
    const put = new PutObjectCommand({ ...key, ...once });
    await client.send(put);
    await client.send(new DeleteObjectCommand(key));
    // Where this server comes to do as S3 does, this says so.
    expect(await said(client, put)).toBe('PreconditionFailed');
  });

  test('to parts of what was written meanwhile', async () => {
    const key = await object();
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...key }));
    const { ETag } = await client.send(new UploadPartCommand({ ...key, UploadId, PartNumber: 1, Body: 'x' }));
    await client.send(new PutObjectCommand({ ...key, ...once }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const complete = new CompleteMultipartUploadCommand({
      ...key,
      UploadId,
      MultipartUpload,
      IfNoneMatch: '*',
    });
    const expected = codeIn('partsOvertaken', 'complete-multipart-if-none-match-put-during');
    expect(await said(client, complete)).toBe(expected);
  });

  test('to checksums', async () => {
    const key = await object();
    const wrong = new PutObjectCommand({ ...key, Body: 'x', ChecksumSHA256: `${'A'.repeat(43)}=` });
    expect(await said(client, wrong)).toBe(codeIn('checksum', 'put-wrong-checksum-value'));
    await client.send(new PutObjectCommand({ ...key, Body: 'x', ChecksumAlgorithm: 'SHA256' }));
    const head = await client.send(new HeadObjectCommand({ ...key, ChecksumMode: 'ENABLED' }));
    const { ChecksumType, ...there } = recorded<Record<string, Record<string, unknown>>>(
      's3-objects',
      'checksum',
    )['head-object-with-checksum'] as { ChecksumType: string; ChecksumSHA256: string };
    expect(head.ChecksumSHA256).toHaveLength(there.ChecksumSHA256.length);
    expect(head.ChecksumType).toBe(ChecksumType);
  });

  test('to what is not there', async () => {
    const key = await object();
    expect(await said(client, new HeadObjectCommand(key))).toBe('NotFound');
    const abort = new AbortMultipartUploadCommand({ ...key, UploadId: randomUUID() });
    expect(await said(client, abort)).toBe(codeIn('noSuchUpload', 'abort-exc'));
    await client.send(new PutObjectCommand({ ...key, Body: '12345678' }));
    const beyond = new GetObjectCommand({ ...key, Range: 'bytes=1024-4096' });
    expect(await said(client, beyond)).toBe(codeIn('range', 'exc'));
  });

  test('to whoever wants to delete or unlock what is locked', async () => {
    const key = await object(true);
    const { VersionId } = await client.send(new PutObjectCommand({ ...key, Body: 'evidence' }));
    const until = (days: number) => new Date(Date.now() + days * 86_400_000);
    const lock = (Mode: 'COMPLIANCE' | 'GOVERNANCE', days: number) =>
      new PutObjectRetentionCommand({ ...key, VersionId, Retention: { Mode, RetainUntilDate: until(days) } });
    expect(await said(client, lock('COMPLIANCE', 3650))).toBe('done');
    const taken = new DeleteObjectCommand({ ...key, VersionId });
    expect(await said(client, taken)).toBe(codeIn('locked', 'delete-locked-1'));
    expect((await client.send(new DeleteObjectCommand(key))).DeleteMarker).toBe(true);
    expect(await said(client, taken)).toBe(codeIn('locked', 'delete-locked-2'));
    expect(await said(client, lock('COMPLIANCE', 1825))).toBe(codeIn('locked', 'update-retention-shortened'));
    expect(await said(client, lock('GOVERNANCE', 3650))).toBe(
      codeIn('locked', 'update-retention-less-restrictive'),
    );
  });
});
