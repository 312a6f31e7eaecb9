import type { SealFile } from '../../seal/chain.ts';
import type { Said } from './run-claims.ts';

/** A version of Exhibit. */
export interface Maker {
  readonly version: string;
  readonly commit: string | null;
}

/** A sealed run, by its seal. */
export interface SealedBy extends Partial<Said> {
  readonly run: string;
  readonly collector: Maker;
  /** Whether it says more than seals of this version do. */
  readonly saysMore?: boolean;
  /** When the seal before it was made, unless that ended a run late; null at the first. */
  readonly sealedBefore?: string | null;
  /** The seal itself. */
  readonly seal?: Pick<SealFile, 'path' | 'sequence' | 'sha256'>;
}
