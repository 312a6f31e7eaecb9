import { ExhibitError } from '../../error.ts';

/**
 * `older`: the newest seal of the locker is older than the last one that the key signed. `changed`: where that seal
 * lies, there is another, or what it was signed over is not there. `foreign`: seals that came after it were made with
 * no key that is trusted. `elsewhere`: the chain in this place was one of another locker. `unreadable`: the memory
 * itself cannot be read or written.
 */
export type SignerMemoryErrorCode = 'older' | 'changed' | 'foreign' | 'elsewhere' | 'unreadable';

/** A locker that does not hold what its key signed. Nothing is collected, judged or sealed then. */
export class SignerMemoryError extends ExhibitError<SignerMemoryErrorCode> {
  override readonly name = 'SignerMemoryError';
}
