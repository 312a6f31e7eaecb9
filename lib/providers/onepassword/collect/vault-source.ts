import type { OnePasswordAccess, OnePasswordVault } from '../../../evidence/datasets/onepassword.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { SourceFacts } from '../../provider.ts';

/** An answer or a file as it came: raw evidence. */
export interface Kept {
  readonly name: string;
  readonly bytes: Buffer;
  /** How many records came out of it. */
  readonly records: number;
}

/** What a snapshot holds for one dataset. */
export interface Part<Row> {
  readonly kept: readonly Kept[];
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
}

/** Vaults and who has them, read once and used for both datasets. */
export interface VaultSnapshot {
  readonly source: SourceFacts;
  readonly vaults: Part<OnePasswordVault>;
  readonly access: Part<OnePasswordAccess>;
}

/** Where a snapshot comes from: the SDK or an export. Throws `CollectError` when there is nothing to keep. */
export type VaultSource = () => Promise<VaultSnapshot>;
