import { ExhibitError } from '../error.ts';

/** Evidence that may not be shown to a reviewer. The message says which file, and what to do. */
export class ReviewError extends ExhibitError<'review'> {
  override readonly name = 'ReviewError';

  constructor(message: string, options?: ErrorOptions) {
    super('review', message, options);
  }
}
