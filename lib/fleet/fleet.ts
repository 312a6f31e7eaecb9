import type { Configuration, SecretReference, Signing } from '../config/configuration.ts';
import { localDate } from '../judging/local-date.ts';

/** An organization of the fleet. */
export interface Organization {
  readonly id: string;
  /** Absolute path of its own exhibit.yaml; null of a former one whose file is not named. */
  readonly file: string | null;
  /** What the fleet goes by of that file; null where it cannot be read, which is its own failure and nobody else's. */
  readonly configuration: OrganizationFacts | null;
  /** Reads the file again, whole. Throws `ConfigurationError`, also where none is named. */
  readonly read: () => Configuration;
  /** What is wrong with the file, in words; null where nothing is. */
  readonly fault: string | null;
  /** Since when it is looked after no longer, and why; null of a present one. */
  readonly former: { readonly until: string; readonly reason: string } | null;
}

/** What is held of each organization's file while others' nights go on; all of ten thousand files would be a gigabyte. */
export type OrganizationFacts = Pick<
  Configuration,
  'file' | 'locker' | 'organization' | 'signing' | 'trustedKeys'
>;

export interface FleetLimits {
  readonly organizationsAtOnce: number | null;
  /** Of the heap of one organization's night. */
  readonly organizationMegabytes: number;
  /** Longest time of one organization's night. */
  readonly organizationSeconds: number;
}

/** Whoever will leave the fleet on a day that has not come yet is looked after until then. */
export function standingOf(
  { former }: Pick<Organization, 'former'>,
  now: Date,
  { schedule: { timezone } }: Pick<Fleet, 'schedule'>,
): 'present' | 'former' {
  return former !== null && former.until <= localDate(now, timezone) ? 'former' : 'present';
}

/** `fleet.yaml`, checked whole, with what the configurations that it names say. */
export interface Fleet {
  readonly name: string;
  readonly organizations: readonly Organization[];
  /** Local time of the fleet's night, and the zone. */
  readonly schedule: { readonly time: string; readonly timezone: string };
  /** Absolute folder, or `s3://bucket/prefix`, of the fleet's own seals. */
  readonly locker: string;
  readonly signing: Signing;
  /** Absolute paths of public key files that the fleet's seals may have been made with. */
  readonly trustedKeys: readonly string[];
  /** Absolute paths of files that declare providers and that the fleet answers for: on AWS their code runs in functions that act for all. */
  readonly ownProviders: readonly string[];
  /** Where the address of a webhook is kept that the digest of a night goes to; null where there is none. */
  readonly webhook: SecretReference | null;
  readonly limits: FleetLimits;
  readonly file: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
}
