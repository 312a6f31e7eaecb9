import type { FileFact, LockerReader } from '../../seal/verify/reader.ts';
import type { Rejudge, Rejudged } from '../../seal/verify/rejudged.ts';
import type { VerifyProblem, VerifyResult } from '../../seal/verify/result.ts';
import type { VerifyOptions } from '../../seal/verify/verify-locker.ts';
import type { PackageLocker } from '../evidence-files.ts';
import type { Manifest } from '../manifest.ts';
import type { OwnVerifier } from './check-verifier.ts';

/** What `exhibit verify` says of a package: what it says of a locker, and what the package claims to be. */
export interface PackageVerdict extends VerifyResult {
  readonly package: {
    readonly organization: string;
    readonly locker: string;
    readonly period: Manifest['period'];
    readonly nights: Manifest['nights'];
    readonly pseudonyms: boolean;
    /** When it was made, by its maker's clock; null when it is not signed by a key that is trusted. */
    readonly packagedAt: string | null;
  };
  /** Whether page, tables and OSCAL were made again; without it, nobody asked for that. */
  readonly rebuilt?: boolean;
  /** Why page, tables and OSCAL were not made again, though that was asked for. */
  readonly notRebuilt?: string;
  /** Nights that were judged again. */
  readonly rejudged?: number;
  /** Nights that this version could not judge again, and why. */
  readonly notRejudged?: Rejudged['notRejudged'];
}

export interface PackageVerifyOptions
  extends Pick<
    VerifyOptions,
    'trustedKeys' | 'head' | 'timestampAuthorities' | 'witnessKeys' | 'onProgress'
  > {
  /** Given where page, tables and OSCAL are to be made again. */
  readonly rebuild?: Rebuild | undefined;
  /** The program for checking without installation, as this version has it. */
  readonly verifier?: OwnVerifier | undefined;
  /** Given where records and verdicts are to be made again. */
  readonly rejudge?: Rejudge | undefined;
}

/** Makes what is made of the evidence again. */
export interface Rebuild {
  /** The version that would do it. */
  readonly maker: Manifest['maker'];
  problems(made: MadePackage): Promise<readonly VerifyProblem[]>;
}

/** A package as verifying has read it. */
export interface MadePackage {
  readonly reader: LockerReader;
  readonly manifest: Manifest;
  /** Of every file of the package. */
  readonly facts: ReadonlyMap<string, FileFact>;
  readonly trustedKeys: VerifyOptions['trustedKeys'];
  /** Its evidence, on this machine. */
  readonly locker: PackageLocker;
}
