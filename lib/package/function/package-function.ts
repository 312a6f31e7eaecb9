import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import type { Configuration, KnownProviders } from '../../config/configuration.ts';
import { optional, required, requiredNumber, variables } from '../../config/environment.ts';
import { catalog } from '../../controls/catalog.ts';
import { custom } from '../../controls/custom/index.ts';

import { canonicalDocument } from '../../evidence/canonical.ts';
import { hashOfFile } from '../../locker/file-hash.ts';
import { type Locker, LockerError } from '../../locker/locker.ts';
import { type Bucket, openBucket } from '../../locker/s3/bucket.ts';
import { parseS3Location } from '../../locker/s3/location.ts';
import { uploadNew } from '../../locker/s3/upload.ts';
import { type Call, defineFunction, type Means } from '../../nightly/functions/define.ts';
import { EventError, readEvent } from '../../nightly/functions/event.ts';
import { type Opened, withOpened } from '../../nightly/functions/open.ts';
import { storeOnce } from '../../runs/write-once.ts';
import { chainHead } from '../../seal/chain.ts';
import { openKmsKey } from '../../seal/kms.ts';
import type { Signer } from '../../seal/signer.ts';
import { openS3Reader } from '../../seal/verify/s3-reader.ts';
import { AuditorError } from '../error.ts';
import { packagePeriod } from '../package-period.ts';
import { type Period, periodOf } from '../period/period.ts';
import type { DatasetLookup } from '../populations/record-key.ts';
import { presigned } from './link.ts';
import { sealFunctionSigner } from './seal-function-signer.ts';

export interface PackageEvent {
  /** First and last day, YYYY-MM-DD, in the company's time zone. */
  readonly from: string;
  readonly to: string;
  /** Whether people are replaced by pseudonyms. */
  readonly pseudonyms?: boolean | undefined;
}

export interface PackageOutput {
  /** In the bucket. */
  readonly key: string;
  /** Whoever has it may fetch the package until it expires. */
  readonly url: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What is told of providers, so that this room need not know them. */
export interface PackageParts {
  readonly providers: KnownProviders['providers'];
  readonly datasetOf: DatasetLookup;
  /** In place of the sealing function, which is asked otherwise; for tests. */
  readonly openSigner?: (key: string) => Promise<Signer>;
}

const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/, 'is not a day such as 2026-06-30'));
const shape: z.ZodMiniType<PackageEvent> = z.object({
  from: day,
  to: day,
  pseudonyms: z.optional(z.boolean()),
});

/**
 * The function that makes a package and hands out an address that expires. Asked for the same days again, while no night
 * was sealed since, it makes nothing and gives a new address of the same package.
 */
export const packageFunction = (parts: PackageParts, means: Partial<Means> = {}) =>
  defineFunction<PackageEvent, PackageOutput>(
    {
      name: 'package',
      read: (event) => readEvent('package', event, shape),
      work: (event, call) => makePackage(event, call, parts).catch(asEventError),
    },
    means,
  );

/** What the auditor's room objects to is a matter of what was asked for, in words that are ours. */
function asEventError(error: unknown): never {
  throw error instanceof AuditorError ? new EventError(error.message, { cause: error }) : error;
}

async function makePackage(event: PackageEvent, call: Call, parts: PackageParts): Promise<PackageOutput> {
  if (event.pseudonyms)
    throw new AuditorError(
      'key',
      'Pseudonyms are made with a key that stays on the company’s own machine: call `exhibit package --pseudonyms` there, with the same configuration.',
    );
  const seconds = requiredNumber(call.environment, variables.packageLinkSeconds);
  const location = required(call.environment, variables.locker);
  const known = { providers: parts.providers, controls: catalog, custom };
  return await withOpened(call, known, async (opened) => {
    const period = periodOf(event.from, event.to, opened.configuration.timezone);
    const bucket = await openBucket(parseS3Location(location));
    try {
      const made = await ensurePackage({ period, call, parts, opened, bucket, location });
      const expiresAt = new Date(call.now().getTime() + seconds * 1000).toISOString();
      const url = await presigned(bucket, made.key, seconds, call.now());
      // Who fetches it with the address is in the bucket's own log; the address itself is never logged.
      call.log.info('An address of a package was handed out.', {
        ...made,
        from: event.from,
        to: event.to,
        expiresAt,
      });
      return { key: bucket.prefix + made.key, url, expiresAt, sha256: made.sha256, bytes: made.bytes };
    } finally {
      bucket.client.destroy();
    }
  });
}

interface Making {
  readonly period: Period;
  readonly call: Call;
  readonly parts: PackageParts;
  readonly opened: Opened;
  readonly bucket: Bucket;
  readonly location: string;
}

interface Made {
  /** In the locker. */
  readonly key: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What lies beside a package, so that it need not be read to know its hash. */
const recordShape = z.object({
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  bytes: z.int().check(z.positive()),
});

async function ensurePackage(making: Making): Promise<Made> {
  const { opened, period } = making;
  const { locker, configuration, collector } = opened;
  const head = await chainHead(locker);
  if (!head)
    throw new AuditorError('empty', 'No night has been sealed yet, so that there is nothing to package.');
  const name = nameOf(period, configuration, head.sha256, collector.version);
  const there = await recorded(locker, name);
  if (there) return there;
  const made = await streamPackage(making, name);
  const { from, to, timezone } = period;
  const record = {
    schema: 'exhibit/package-record/v1',
    ...made,
    period: { from, to, timezone },
    by: collector.by,
    head: head.sha256,
  };
  await storeOnce(locker, `${name}.json`, canonicalDocument(record));
  return made;
}

/** The same days of the same chain by the same program are the same package. */
function nameOf(
  { from, to, timezone }: Period,
  { sha256 }: Configuration,
  head: string,
  version: string,
): string {
  const identity = createHash('sha256').update(JSON.stringify([from, to, timezone, sha256, head, version]));
  return `packages/${from}_${to}_${identity.digest('hex').slice(0, 16)}`;
}

async function recorded(locker: Locker, name: string): Promise<Made | null> {
  const bytes = await locker.read(`${name}.json`);
  const { data } = recordShape.safeParse(bytes && JSON.parse(bytes.toString('utf8')));
  return data ? { key: `${name}.zip`, ...data } : null;
}

/** Made and stored at once; held are some parts of it. One that another call stored meanwhile, or that was left, counts. */
async function streamPackage(making: Making, name: string): Promise<Made> {
  const { period, call, parts, opened, bucket, location } = making;
  const key = `${name}.zip`;
  const hash = createHash('sha256');
  let bytes = 0;
  const out = new Transform({
    highWaterMark: 1 << 20,
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const signer = await signerOf(call, parts);
  const { version, commit } = opened.collector;
  const reader = openS3Reader(location);
  try {
    const storing = uploadNew(bucket, key, out);
    storing.catch((error: Error) => out.destroy(error));
    await packagePeriod({
      locker: opened.locker,
      reader,
      period,
      now: call.now(),
      trustedKeys: 'in-locker',
      signer,
      maker: { version, commit },
      words: catalog,
      datasetOf: parts.datasetOf,
      out,
    });
    await storing;
    return { key, sha256: hash.digest('hex'), bytes };
  } catch (error) {
    if (!(error instanceof LockerError && error.code === 'exists')) throw error;
    return await measured(opened.locker, key);
  } finally {
    // Where nothing was made, the upload would wait for ever.
    out.destroy();
    await reader.close();
  }
}

async function measured(locker: Locker, key: string): Promise<Made> {
  const path = await locker.local(key);
  const [entry] = await locker.list('packages/').then((all) => all.filter((one) => one.key === key));
  if (!path || !entry) throw new LockerError('unreachable', `${key} is in the locker, and cannot be read.`);
  const made = { key, sha256: await hashOfFile(path), bytes: entry.bytes };
  await locker.release(key);
  return made;
}

async function signerOf({ environment, log }: Call, { openSigner }: PackageParts): Promise<Signer | null> {
  const key = optional(environment, variables.signingKey);
  if (key === null) {
    log.warn(
      'No signing key is named, so that nothing vouches for the report and the tables; verifying says so.',
    );
    return null;
  }
  if (openSigner) return await openSigner(key);
  const { keyId, publicKey } = await openKmsKey(new KMSClient({}), key);
  const functionArn = required(environment, variables.sealFunction);
  return sealFunctionSigner(new LambdaClient({}), functionArn, { keyId, publicKey });
}
