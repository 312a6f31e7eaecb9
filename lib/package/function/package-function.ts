import * as z from 'zod/mini';
import { required, requiredNumber, variables } from '../../config/environment.ts';
import { catalog } from '../../controls/catalog.ts';
import { custom } from '../../controls/custom/index.ts';
import { openBucket } from '../../locker/s3/bucket.ts';
import { parseS3Location } from '../../locker/s3/location.ts';
import { type Call, defineFunction, type Means } from '../../nightly/functions/define.ts';
import { EventError, readEvent } from '../../nightly/functions/event.ts';
import { withOpened } from '../../nightly/functions/open.ts';
import { loadOwnProvider } from '../../own-providers/load.ts';
import { AuditorError } from '../error.ts';
import { periodOf } from '../period/period.ts';
import { presigned } from './link.ts';
import type { Made, PackageParts, StoredBuild } from './package-parts.ts';
import { ensurePackage } from './stored-package.ts';

export interface PackageEvent {
  /** First and last day, YYYY-MM-DD, in the company's time zone. */
  readonly from: string;
  readonly to: string;
  /** Whether people are replaced by pseudonyms. */
  readonly pseudonyms?: boolean | undefined;
}

export interface PackageOutput {
  /** In the work bucket, where it lies for some days. */
  readonly key: string;
  /** Whoever has it may fetch the package until it expires. */
  readonly url: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
  readonly sha256: string;
  readonly bytes: number;
}

const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/, 'is not a day such as 2026-06-30'));
const shape: z.ZodMiniType<PackageEvent> = z.object({
  from: day,
  to: day,
  pseudonyms: z.optional(z.boolean()),
});

/**
 * The function that makes a package and hands out an address that expires. Asked for the same days again, while no night
 * was sealed since and the package is still there, it makes nothing and gives a new address of the same one.
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
  const { environment, openLocker } = call;
  const linkSeconds = requiredNumber(environment, variables.packageLinkSeconds);
  const location = required(environment, variables.packages);
  const known = { providers: parts.providers, controls: catalog, custom, own: loadOwnProvider };
  return await withOpened(call, { known, run: null }, async (opened) => {
    const period = periodOf(event.from, event.to, opened.configuration.timezone);
    const bucket = await openBucket(parseS3Location(location));
    const packages = openLocker(location);
    try {
      const made = await ensurePackage({ period, call, parts, opened, bucket, packages, linkSeconds });
      return await handOut(made, { period, call, bucket, linkSeconds });
    } finally {
      bucket.client.destroy();
      await packages.close();
    }
  });
}

/** Who fetches it with the address is in the bucket's own log; the address itself is never logged. */
async function handOut(
  made: Made,
  { period, call, bucket, linkSeconds }: Pick<StoredBuild, 'period' | 'call' | 'bucket' | 'linkSeconds'>,
): Promise<PackageOutput> {
  const expiresAt = new Date(call.now().getTime() + linkSeconds * 1000).toISOString();
  const url = await presigned(bucket, made.key, linkSeconds, call.now());
  const { from, to } = period;
  call.log.info('An address of a package was handed out.', { ...made, from, to, expiresAt });
  return { key: bucket.prefix + made.key, url, expiresAt, sha256: made.sha256, bytes: made.bytes };
}
