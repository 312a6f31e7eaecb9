import { setTimeout as pause } from 'node:timers/promises';
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Bucket, openBucket } from '../../../lib/locker/s3/bucket.ts';
import { takeLease } from '../../../lib/locker/s3/lease.ts';
import { startS3 } from './server.ts';

const server = await startS3();
const withServer = server ? describe : describe.skip;
afterAll(() => server?.close());

const run = '2026-11-23T02:00:00Z';

async function newBucket(): Promise<Bucket> {
  const bucket = (await server?.bucket()) ?? '';
  return await openBucket({ bucket, prefix: 'exhibit/' }, server?.client);
}

async function uploadsIn({ bucket, client }: Bucket): Promise<string[]> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  return Uploads.map(({ UploadId = '' }) => UploadId);
}

withServer('A lease on a bucket', () => {
  test('is shown to be alive by being raised anew, and ends with its release', async () => {
    const bucket = await newBucket();
    const lease = await takeLease(bucket, run, { beatMs: 20, silentMs: 90_000 });
    const seen = new Set<string>();
    while (seen.size < 3) for (const id of await uploadsIn(bucket)) seen.add(id);
    await expect(takeLease(bucket, run)).rejects.toMatchObject({ code: 'busy' });
    await lease.release();
    expect(await uploadsIn(bucket)).toEqual([]);
  });

  test('of another machine that has fallen silent is taken over', async () => {
    const bucket = await newBucket();
    const flag = 'exhibit/.lock/2026-11-23T02-00-00Z/elsewhere/1/token';
    await bucket.client.send(new CreateMultipartUploadCommand({ Bucket: bucket.bucket, Key: flag }));
    // The store tells the time in whole seconds.
    await pause(2_100);
    const lease = await takeLease(bucket, run, { beatMs: 20_000, silentMs: 1_000 });
    expect(await uploadsIn(bucket)).toHaveLength(1);
    await lease.release();
  });

  test('does not mind what other lockers of the bucket are at', async () => {
    const bucket = await newBucket();
    const lease = await takeLease({ ...bucket, prefix: 'elsewhere/' }, run);
    await (await takeLease(bucket, run)).release();
    await lease.release();
  });
});
