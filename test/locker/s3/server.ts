import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { freePort } from '../../free-port.ts';
import { until } from '../../until.ts';

const root = join(fileURLToPath(import.meta.url), '..', '..', '..', '..');
const credentials = { accessKeyId: 'TESTACCESSKEY', secretAccessKey: 'test-secret-of-the-stand-in' };
const region = 'us-east-1';

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** An S3 server on this machine that we did not write. */
export interface S3Server {
  readonly url: string;
  /** What points AWS clients to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly client: S3Client;
  /** Where it keeps the objects of its buckets, as files, for tests that damage them. */
  readonly objects: string;
  /** A new bucket with versions, and with Object Lock when asked for. */
  bucket(options?: { readonly locked?: boolean }): Promise<string>;
  /** Makes an account that may do nothing but what the policy of a bucket allows it. */
  account(credentials: S3Credentials): void;
  close(): Promise<void>;
}

export interface S3Options {
  /** For policies of more than 4 KB, which do not fit into a file's attributes on every file system. Default: no. */
  readonly longPolicies?: boolean;
}

/** Starts one; null, with a line that says why, where there can be none. In CI there has to be one. */
export async function startS3(options: S3Options = {}): Promise<S3Server | null> {
  const found = spawnSync(process.execPath, [join(root, 'scripts', 's3-stand-in.mjs')], { encoding: 'utf8' });
  if (found.status === 0) return await start(found.stdout.trim(), options);
  if (process.env.CI) throw new Error(found.stderr);
  process.stderr.write(`${found.stderr.trim()} The tests that need one are skipped.\n`);
  return null;
}

async function start(program: string, options: S3Options): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-s3-'));
  for (const name of ['accounts', 'beside', 'objects', 'versions']) mkdirSync(join(folder, name));
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = launch(program, folder, url.slice('http://'.length), options);
  await ready(url, child);
  const client = new S3Client({ endpoint: url, region, credentials, forcePathStyle: true });
  return {
    url,
    environment: {
      AWS_ENDPOINT_URL_S3: url,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    client,
    objects: join(folder, 'objects'),
    async bucket({ locked = false } = {}) {
      const Bucket = `evidence-${randomUUID().slice(0, 8)}`;
      await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: locked }));
      // A lock brings versions with it.
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      if (!locked) await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
      return Bucket;
    },
    account: (made) => makeAccount(program, url, made),
    async close() {
      client.destroy();
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function makeAccount(program: string, url: string, made: S3Credentials): void {
  const asRoot = ['--access', credentials.accessKeyId, '--secret', credentials.secretAccessKey];
  const words = ['--access', made.accessKeyId, '--secret', made.secretAccessKey, '--role', 'user'];
  const admin = ['admin', ...asRoot, '--endpoint-url', url, '--region', region, 'create-user', ...words];
  const { status, stderr } = spawnSync(program, admin, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The S3 server made no account: ${stderr}`);
}

function launch(
  program: string,
  folder: string,
  address: string,
  { longPolicies = false }: S3Options,
): ChildProcess {
  const accounts = ['--iam-dir', join(folder, 'accounts')];
  const words = [
    '--port',
    address,
    '--region',
    region,
    '--health',
    '/health',
    '--quiet',
    ...accounts,
    'posix',
  ];
  const beside = longPolicies ? ['--sidecar', join(folder, 'beside')] : [];
  const child = spawn(
    program,
    [...words, ...beside, '--versioning-dir', join(folder, 'versions'), join(folder, 'objects')],
    {
      env: {
        ...process.env,
        ROOT_ACCESS_KEY_ID: credentials.accessKeyId,
        ROOT_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      },
      stdio: 'ignore',
    },
  );
  process.once('exit', () => child.kill());
  return child;
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  await until('the S3 server answers', async () => {
    if (child.exitCode !== null) throw new Error('The S3 server did not start.');
    return (await fetch(`${url}/health`).catch(() => null))?.ok === true;
  });
}
