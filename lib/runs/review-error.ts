/** Evidence that may not be shown to a reviewer. The message says which file, and what to do. */
export class ReviewError extends Error {
  override readonly name = 'ReviewError';
}
