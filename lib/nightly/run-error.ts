/** `in-the-past`: a later run is sealed. `busy`: an earlier one may still be going on. */
export type RunErrorCode = 'in-the-past' | 'busy';

/** A run that may not be started. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly code: RunErrorCode;

  constructor(code: RunErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
