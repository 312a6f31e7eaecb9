import type { KnownProviders } from '../../config/configuration.ts';
import type { Locker } from '../../locker/locker.ts';
import type { Bucket } from '../../locker/s3/bucket.ts';
import type { Call } from '../../nightly/functions/define.ts';
import type { Opened } from '../../nightly/functions/open.ts';
import type { PackageInput } from '../package-build.ts';
import type { Period } from '../period/period.ts';
import type { DatasetLookup } from '../populations/record-key.ts';

/** What is told of providers, so that this room need not know them. */
export interface PackageParts {
  readonly providers: KnownProviders['providers'];
  readonly datasetOf: DatasetLookup;
  /** In place of the sealing function, which is asked otherwise; for tests. */
  readonly openSigner?: (key: string) => Promise<PackageInput['signer']>;
}

/** The build of one package on AWS, and where it is stored. */
export interface StoredBuild {
  readonly period: Period;
  readonly call: Call;
  readonly parts: PackageParts;
  readonly opened: Opened;
  /** The place of packages, twice: to stream to and to sign addresses of, and as a store. */
  readonly bucket: Bucket;
  readonly packages: Locker;
  /** How long an address is to hold. */
  readonly linkSeconds: number;
}

/** A package as it lies there. */
export interface Made {
  /** In the place of packages. */
  readonly key: string;
  readonly sha256: string;
  readonly bytes: number;
}
