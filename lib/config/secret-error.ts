import { ExhibitError } from '../error.ts';

export type SecretErrorCode = 'missing' | 'empty' | 'unreadable';

/** A secret that is not where the configuration says. The message names the place, never the value. */
export class SecretError extends ExhibitError<SecretErrorCode> {
  override readonly name = 'SecretError';
}
