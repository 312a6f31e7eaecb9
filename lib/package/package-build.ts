import type { Writable } from 'node:stream';
import type { Maker } from '../report/model.ts';
import type { Signer } from '../seal/signer.ts';
import type { Packer } from '../zip/packer.ts';
import type { WrittenFile, ZipWriter } from '../zip/zip-writer.ts';
import type { PackageLocker, RunFiles } from './evidence-files.ts';
import type { ControlMetadata } from './model/controls.ts';
import type { PeriodChain, PeriodEvidenceInput } from './period/read-period.ts';
import type { DatasetLookup } from './populations/record-key.ts';
import type { ReplacePeople } from './pseudonyms/replace-people.ts';
import type { ManifestSigner } from './signature.ts';

export interface PackageInput extends PeriodEvidenceInput {
  readonly locker: PackageLocker;
  /** Who signs the manifest; null leaves it unsigned, and verifying says so. */
  readonly signer: Signer | ManifestSigner | null;
  readonly maker: Pick<Maker, 'version' | 'commit'>;
  /** What our controls say of themselves; a company's own are in what was sealed. */
  readonly metadata: readonly ControlMetadata[];
  readonly datasetOf: DatasetLookup;
  /** The program that checks a package without installation; not in the package where it was not built. */
  readonly verifier?: Buffer | null | undefined;
  /** Whether it is no package but the page of a running locker, to be looked at now. */
  readonly opened?: boolean | undefined;
  /** Where the zip goes. */
  readonly out: Writable;
  /** Given when people are to be replaced by pseudonyms. */
  readonly replacePeople?: ReplacePeople | undefined;
}

/** The build of one package. */
export interface PackageBuild {
  readonly input: PackageInput;
  /** What the seals say of the period. */
  readonly found: PeriodChain;
  /** The files of the locker that belong into it, but for people's words. */
  readonly files: RunFiles;
  readonly zip: ZipWriter;
  readonly packer: Packer;
  /** A temporary folder. */
  readonly folder: string;
  /** What the zip holds so far. */
  readonly written: WrittenFile[];
}
