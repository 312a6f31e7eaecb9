import { ExhibitError } from '../error.ts';

/**
 * `malformed`: a text or file is not what it should be. `too-large`: more than a signer accepts in one piece.
 * `no-sums`: the run has no SHA256SUMS yet. `contended`: other writers took every number that was tried.
 * `key`: the signing key is missing, exposed or of the wrong kind. `signer`: the signer's answer does not hold.
 * `timestamp`: the time-stamping authority gave no token that holds. `witness`: the public log gave no proof that holds.
 */
export type SealErrorCode =
  | 'malformed'
  | 'too-large'
  | 'no-sums'
  | 'contended'
  | 'key'
  | 'signer'
  | 'timestamp'
  | 'witness';

export class SealError extends ExhibitError<SealErrorCode> {
  override readonly name = 'SealError';
}
