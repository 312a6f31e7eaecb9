import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { startBigGoogle } from '../../demo/stand-ins/big-google.ts';
import type { CollectOutput, ConcludeOutput, PlanOutput } from '../../lib/nightly/functions/events.ts';
import { awsAccount } from '../../test/functions/aws-account.ts';
import { uploaded } from '../../test/functions/configured.ts';
import { type S3Server, startS3 } from '../../test/locker/s3/server.ts';
import { bigCompany } from '../big-company.ts';
import { childAnswer } from '../child-answer.ts';
import { type CountingProxy, type Counts, countingProxy } from './counting-proxy.ts';

/** What one step did and used. */
export interface Step extends Counts {
  readonly step: string;
  /** How often the function was called. */
  readonly calls: number;
  /** CPU time of the process, loading its code included. */
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** One night of Google Workspace with so many people. */
export interface Night {
  readonly users: number;
  readonly night: number;
  readonly steps: readonly Step[];
  /** Requests that the provider was sent. */
  readonly providerRequests: number;
  /** Of the run and its seal, in the locker. */
  readonly files: number;
  readonly bytes: number;
}

/** Runs the functions of two nights in order, against an S3 server that is not ours. Null where there can be none. */
export async function measureNights(users: number, nights = 2): Promise<Night[] | null> {
  const s3 = await startS3();
  if (!s3) return null;
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-cost-'));
  const google = await startBigGoogle({ users, port: 0 });
  const proxy = await countingProxy(s3.url);
  const account = await awsAccount({ ...s3.environment, AWS_ENDPOINT_URL_S3: proxy.url });
  try {
    account.secrets.set('google', google.serviceAccountKey());
    const bucket = await s3.bucket({ locked: true });
    const work = await s3.bucket();
    const memory = await s3.bucket();
    await writeFile(join(folder, 'exhibit.yaml'), bigCompany(google.url, 'secret:google'));
    Object.assign(process.env, {
      EXHIBIT_CONFIGURATIONS: `s3://${work}/configurations`,
      EXHIBIT_LOCKER: `s3://${bucket}`,
      EXHIBIT_WORK: `s3://${work}/collections`,
      EXHIBIT_NIGHTS: `s3://${work}/nights`,
      EXHIBIT_INDEX: `s3://${work}/athena`,
      EXHIBIT_SIGNER_MEMORY: `s3://${memory}`,
      EXHIBIT_SIGNING_KEY: 'a key of KMS',
    });
    const measured: Night[] = [];
    for (let night = 1; night <= nights; night++)
      measured.push(await measureNight({ users, night, bucket, folder, proxy, s3 }));
    return measured;
  } finally {
    await account[Symbol.asyncDispose]();
    await proxy.close();
    await google.close();
    await s3.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Setting {
  readonly users: number;
  readonly night: number;
  readonly bucket: string;
  readonly folder: string;
  readonly proxy: CountingProxy;
  readonly s3: S3Server;
}

async function measureNight({ users, night, bucket, folder, proxy, s3 }: Setting): Promise<Night> {
  const steps: Step[] = [];
  const call = async <Output>(step: string, event: object): Promise<Output> => {
    proxy.take();
    const { output, used } = await callStep<Output>(step, event, join(folder, 'key.pem'));
    const before = steps.findIndex((other) => other.step === step);
    const earlier = steps[before] ?? { calls: 0, cpuSeconds: 0, peakMb: 0, writes: 0, reads: 0 };
    const counts = proxy.take();
    const sum = {
      step,
      calls: earlier.calls + 1,
      cpuSeconds: earlier.cpuSeconds + used.cpuSeconds,
      peakMb: Math.max(earlier.peakMb, used.peakMb),
      writes: earlier.writes + counts.writes,
      reads: earlier.reads + counts.reads,
    };
    if (before === -1) steps.push(sum);
    else steps[before] = sum;
    return output;
  };
  const time = new Date(Date.UTC(2026, 10, 20 + night, 1)).toISOString();
  const { run, night: place } = await call<PlanOutput>('plan', {
    asked: { time },
    ...uploaded(join(folder, 'exhibit.yaml')),
  });
  const collect = async (cursor: string | null): Promise<void> => {
    const event = { run, night: place, connection: 'google', cursor };
    const output = await call<CollectOutput>('collect', event);
    if (!output.done) await collect(output.cursor);
  };
  await collect(null);
  const { status } = await call<ConcludeOutput>('conclude', { run, night: place });
  if (status !== 'complete') throw new Error(`The night is ${status}.`);
  await call('seal', { run });
  return { users, night, steps, ...(await stored(s3, bucket, run)) };
}

async function callStep<Output>(step: string, event: object, key: string) {
  const program = fileURLToPath(new URL('./night-child.ts', import.meta.url));
  const words = ['--step', step, '--event', JSON.stringify(event), '--key', key];
  return await childAnswer<{ output: Output; used: { cpuSeconds: number; peakMb: number } }>(program, words);
}

/** What a run left, and how many requests its evidence documents list. */
async function stored({ client }: S3Server, bucket: string, run: string) {
  const prefix = `runs/${run.replaceAll(':', '-')}/`;
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  let providerRequests = 0;
  for (const { Key = '' } of Contents.filter((object) => /\/google\/[\w-]+\.json$/.test(object.Key ?? ''))) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const document = JSON.parse((await Body?.transformToString()) ?? '{}') as { requests?: unknown[] };
    providerRequests += document.requests?.length ?? 0;
  }
  // The seal lies elsewhere; it is one file of about four kilobytes.
  const bytes = Contents.reduce((sum, { Size = 0 }) => sum + Size, 4096);
  return { providerRequests, files: Contents.length + 1, bytes };
}
